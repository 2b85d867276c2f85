"""From the packaged texts to the page tree."""
