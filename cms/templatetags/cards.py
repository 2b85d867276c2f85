"""Cards of a list."""

from __future__ import annotations

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from audit.public import remembered
from cms.cards import Card

register = Library()


@register.simple_tag
def list_card(card: Card) -> SafeString:
    """The card as an item of a list. Equal cards look the same, so each is drawn once and remembered."""
    return remembered(lambda: render_to_string("cms/card.html", {"one": card}), "card", card)
