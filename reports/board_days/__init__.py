"""The days on which the board met, and what has changed since the last of them."""
