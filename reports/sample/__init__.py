"""A sample of people for an audit: drawn by chance, and what is on record of each in a folder."""
