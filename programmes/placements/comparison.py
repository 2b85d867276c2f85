"""The places of a round side by side, each with the answers a person can give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from programmes.placements.models import Placement
from programmes.placements.presentation import SEPARATOR, place_facts
from programmes.placements.states import PlacementState, own_words
from ui.elements import Offer

LABELS = (
    _("Where"),
    _("Street"),
    _("Hours"),
    _("Money"),
    _("What one does"),
    _("What the work asks"),
    _("How the work can be shaped"),
    _("Your guide at work"),
    _("Ride"),
    _("Work can begin"),
    _("Type of service"),
)


def columns(placements: Sequence[Placement], request: HttpRequest) -> list[Offer]:
    """One column per place: its facts in the order of LABELS, and the answers where it is their turn."""
    return [_column(row, request) for row in placements]


def lines(value: str) -> SafeString:
    """What is told one after another stands one below another."""
    kept = mark_safe if isinstance(value, SafeString) else str
    return format_html_join(mark_safe("<br>"), "{}", ((kept(part),) for part in value.split(SEPARATOR)))


def _column(row: Placement, request: HttpRequest) -> Offer:
    home = row.participation.participant.municipality_id
    (_label, workplace), *facts = place_facts(row, home=home)
    waiting = row.state == PlacementState.PROPOSED
    values: dict[str, Any] = {"placement": row}
    return Offer(
        title=row.title,
        values=[lines(value) for _label, value in facts],
        url=reverse("my:placement", args=[row.reference]),
        subtitle=workplace,
        actions=render_to_string("placements/answers.html", values, request)
        if waiting
        else str(own_words(row)),
    )
