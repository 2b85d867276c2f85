"""Cards of a list."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cms.cards import Card
from publicdata.memory import remembered

register = Library()


@register.simple_tag
def list_card(card: Card) -> SafeString:
    """The card as an item of a list. Equal cards look the same, so each is drawn once and remembered."""
    return remembered(lambda: render_to_string("cms/card.html", {"one": card}), "card", card, markup_in(card))


def markup_in(value: Any) -> Hashable:
    """Where there is markup: it equals plain text of the same letters, and is drawn otherwise."""
    if is_dataclass(value):
        return tuple(markup_in(getattr(value, part.name)) for part in fields(value))
    return tuple(map(markup_in, value)) if isinstance(value, tuple) else isinstance(value, SafeString)
