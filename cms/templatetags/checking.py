"""What the page editor tells of a text beside its form."""

from __future__ import annotations

from django import template

from cms.page_form.checks import findings

register = template.Library()


# What could be better on the page as it stands in the form.
register.simple_tag(findings, name="findings_of")
