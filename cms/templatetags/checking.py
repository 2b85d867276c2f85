"""What the page editor tells of a text beside its form."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from cms.editing.checks import Finding, findings

register = template.Library()


@register.simple_tag
def findings_of(page: Page) -> list[Finding]:
    """What could be better on the page as it stands in the form."""
    return findings(page)
