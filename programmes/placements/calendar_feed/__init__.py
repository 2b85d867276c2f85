"""One's own calendar: a page, and a private feed for a calendar program (decision 0093)."""
