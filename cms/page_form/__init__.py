"""The form of every page and what it asks before readers see the text.

The page types stand on it (`base_form_class`), so it knows none of them; what else helps editors is in
`editing`.
"""
