"""Acts over many people at once: looked at, done row by row, told, taken back (decision 0128)."""
