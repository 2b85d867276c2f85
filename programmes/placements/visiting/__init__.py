"""Visits to a place before the answer: the person's pages and the workplace's."""
