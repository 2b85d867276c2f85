"""Two records of one person become one: found, compared, joined, and taken back exactly."""
