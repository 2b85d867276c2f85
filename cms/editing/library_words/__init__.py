"""Words of Wagtail and its translation add-on that an editor meets and that they lack in Finnish or Swedish.

They stand here so that the collector of words sees them; our catalogue comes before theirs.
"""
