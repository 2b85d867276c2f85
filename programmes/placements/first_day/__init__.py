"""The first day: the card before it, the reminder of the evening, and how it went (decision 0092)."""
