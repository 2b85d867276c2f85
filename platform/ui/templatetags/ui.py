"""`{% load ui %}` brings every component; each family has its module in `ui.tags`."""

from django.template import Library

from ui.tags import acts, fields, figures, page, records

register = Library()
for family in (page, acts, records, fields, figures):
    register.tags.update(family.register.tags)
    register.filters.update(family.register.filters)
