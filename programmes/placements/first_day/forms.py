"""What the card of a first day asks: every line is filled in already as the place tells it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.placements.first_day.card import values_of
from programmes.placements.models import FirstDay
from typed.meanwhile import Standing
from ui.forms import ClockField


def _line(label: Any, most: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=help_text)


class FirstDayForm(Standing):
    """The card as the person will read it."""

    arrives_at = ClockField(label=_("When to be there"), required=False)
    door = _line(_("Which door, and how does one find it?"), 400)
    bus = _line(_("Which bus comes near?"), 200)
    clothes = _line(_("What does one wear?"), 200)
    lunch = _line(_("How does one eat?"), 200)
    meets = _line(_("Who meets the person?"), 120)
    phone = _line(_("Whom to ring if one is late? (telephone)"), 30)
    more = _line(_("Anything else?"), 300, _("For example: a coat hook is waiting. The person reads this."))

    def __init__(self, *args: Any, first_day: FirstDay, **kwargs: Any) -> None:
        known = values_of(first_day) | {"arrives_at": first_day.arrives_at}
        super().__init__(*args, initial=known, **kwargs)
