"""What the page of a decision about a host employer shows above its form: whom it touches, in figures."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.employers import business_register
from programmes.employers.models import HostEmployer
from programmes.employers.states import VacancyState
from programmes.placements.context import Note
from programmes.placements.models import Placement
from programmes.placements.states import BEFORE_AGREED, HOLDS_PLACE


def host_context(row: models.Model, user: Any, act: str) -> dict[str, Any]:
    """The open places and the people that the act touches; nobody is named."""
    assert isinstance(row, HostEmployer)  # noqa: S101 - the registry hands this machine's rows only
    if act == "verify":
        return {"notes": _from_the_register(row)}
    if act == "reinstate":
        back = row.vacancies.filter(state=VacancyState.PAUSED, paused_until=None).count()
        return {"notes": [Note("info", _("What comes back"), _places(back))]}
    people = Placement.objects.filter(vacancy__host=row)
    suggested = people.filter(state__in=sorted(BEFORE_AGREED)).count()
    there = people.filter(state__in=sorted(HOLDS_PLACE)).count()
    told = f"{_places(row.vacancies.filter(state=VacancyState.OPEN).count())} {_suggested(suggested)}"
    notes = [Note("info", _("Whom it touches"), f"{told} {_at_work(there)}")]
    if there and act != "suspend":
        first = _("Each place is ended first, together with the person. Only then can this be done.")
        notes.append(Note("warn", _("Somebody is still there"), first))
    return {"notes": notes}


def _from_the_register(row: HostEmployer) -> list[Note]:
    """What the business register says now, for the worker to compare; nothing where none is asked."""
    if not business_register.is_asked():
        return []
    title = _("The business register says")
    try:
        found = business_register.look_up(row.business_id)
    except business_register.RegisterUnreachableError:
        return [
            Note("warn", title, _("It does not answer now. Open this page again, or look there yourself."))
        ]
    if found is None:
        return [Note("warn", title, _("It does not know this business id."))]
    told = " · ".join(part for part in (found.name, found.street_address, found.municipality) if part)
    ended = [Note("warn", title, _("The business has ended."))] if found.ended else []
    return [Note("info", title, told), *ended]


def _places(n: int) -> str:
    return ngettext("%(n)s open place.", "%(n)s open places.", n) % {"n": n}


def _suggested(n: int) -> str:
    return ngettext("%(n)s person is suggested there.", "%(n)s people are suggested there.", n) % {"n": n}


def _at_work(n: int) -> str:
    return ngettext(
        "%(n)s person works there or has an agreed place.",
        "%(n)s people work there or have an agreed place.",
        n,
    ) % {"n": n}
