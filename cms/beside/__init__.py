"""What is kept beside the pages: footer and announcements, words of the search, care, what was loaded.

Tables without an address of their own. Whatever draws or finds a page may read them; they know no page type.
"""
