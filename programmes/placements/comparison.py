"""The places of a round side by side, each with the answers a person can give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from programmes.participants.models import WorkProfile
from programmes.placements.models import Placement
from programmes.placements.presentation import SEPARATOR, place_facts
from programmes.placements.states import PlacementState, own_words
from ui.elements import Offer

LABELS = (
    _("Where"),
    _("Street"),
    _("How to find it"),
    _("Bus"),
    _("Hours"),
    _("Hours of the day"),
    _("Money"),
    _("In the hand in a month"),
    _("What one does"),
    _("What the work asks"),
    _("Beside what you have told"),
    _("How the work can be shaped"),
    _("Your guide at work"),
    _("Ride"),
    _("Work can begin"),
    _("Type of service"),
)


# Told at length: read of one place at a time, and not held beside another on a phone.
AT_LENGTH = (
    _("How to find it"),
    _("What one does"),
    _("What the work asks"),
    _("Beside what you have told"),
    _("How the work can be shaped"),
)


def columns(
    placements: Sequence[Placement], request: HttpRequest, *, profile: WorkProfile | None = None
) -> tuple[list[str], list[Offer]]:
    """What is compared, and one column per place: its facts, and the answers where it is their turn.

    What nobody has told of any of the places is left out.
    """
    offers = [_column(row, request, profile) for row in placements]
    told = [place for place in range(len(LABELS)) if any(offer.values[place] for offer in offers)]
    kept = [replace(offer, values=[offer.values[place] for place in told]) for offer in offers]
    return [str(LABELS[place]) for place in told], kept


def lines(value: str) -> SafeString:
    """What is told one after another stands one below another."""
    kept = mark_safe if isinstance(value, SafeString) else str
    return format_html_join(mark_safe("<br>"), "{}", ((kept(part),) for part in value.split(SEPARATOR)))


def _column(row: Placement, request: HttpRequest, profile: WorkProfile | None) -> Offer:
    home = row.participation.participant.municipality_id
    (_label, workplace), *facts = place_facts(row, home=home, profile=profile)
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
