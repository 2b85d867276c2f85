"""Disclosure control: what may leave the house. Pure functions over figures; no models, no database.

`small` says which figures are hidden for their own sake, `secondary` which others with them, `veil` puts
the two together, and `attack` tries to work hidden counts out from what is published.
"""
