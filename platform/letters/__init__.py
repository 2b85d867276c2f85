"""Text as the language compares and orders it, the same on every database: folding, order, telephones.

Decision 0025 says why it is not left to the database or to a library.
"""
