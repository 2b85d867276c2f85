"""What both sides read together: who does what on a day, and how many assessments there are, by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.periods import age_on
from programmes.assessments.codes import DecisionOutcome, Party
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.states import LIVE, AssessmentState
from programmes.catalogue.models import Duty, DutyParty

FEWEST = 5
AGES = ((25, "–24"), (30, "25–29"), (55, "30–54"), (200, "55+"))


def division_on(asked: str) -> dict[str, Any]:
    """The division of work on the day that was asked for, today when none was; and the days it changed."""
    try:
        on = date.fromisoformat(asked) if asked else timezone.localdate()
    except ValueError:
        on = timezone.localdate()
    duties = list(Duty.objects.valid_on(on).order_by("position", "code"))
    days = Duty.objects.order_by("-valid_from").values_list("valid_from", flat=True).distinct()
    return {
        "on": on,
        "duties": duties,
        "parties": [one.label for one in DutyParty],
        "changes": [one for one in days if one != on][:10],
        "since": max((duty.valid_from for duty in duties), default=None),
    }


@dataclass(frozen=True)
class Bar:
    """One group: its name, and how many, or that it is under five."""

    label: str
    told: str


@dataclass(frozen=True)
class Breakdown:
    """The assessments that go on, by one thing."""

    title: str
    bars: list[Bar]


def figures() -> dict[str, Any]:
    """The interface group's page: assessments that go on by stage, age, municipality, party waited for.

    Nobody by name, and a group of one to four is told as "under five" (decision 0125).
    """
    rows = list(
        WorkAbilityAssessment.objects.filter(state__in=sorted(LIVE))
        .select_related("participation__participant", "participation__municipality")
        .defer("participation__municipality__shape")
        .prefetch_related("steps", "decisions")
        .order_by("pk")
    )
    today = timezone.localdate()
    stages = dict(AssessmentState.choices)
    towns = sorted({str(row.participation.municipality) for row in rows})
    return {
        "total": told(len(rows)),
        "late": told(sum(1 for row in rows if row.due_on and row.due_on < today)),
        "breakdowns": [
            _by(_("By stage"), (stages[row.state] for row in rows), [stages[one] for one in sorted(LIVE)]),
            _by(_("By age"), (age_group(row, today) for row in rows), [name for _most, name in AGES]),
            _by(_("By municipality"), (str(row.participation.municipality) for row in rows), towns),
            _by(_("By who is waited for"), (str(waited_for(row).label) for row in rows), [
                str(one.label) for one in Party
            ]),
        ],
    }  # fmt: skip


def _by(title: str, groups: Iterable[Any], order: list[Any]) -> Breakdown:
    """The counts in the order; one hidden group alone could be worked out, so the next smallest hides too."""
    counts = Counter(str(one) for one in groups)
    hidden = [name for name, n in counts.items() if 0 < n < FEWEST]
    if len(hidden) == 1 and (shown := [(n, name) for name, n in counts.items() if name not in hidden]):
        hidden.append(min(shown)[1])
    beside = _("hidden, for another is under five")
    words = {name: told(counts[name]) if counts[name] < FEWEST else beside for name in hidden}
    return Breakdown(title, [Bar(str(name), words.get(str(name), str(counts[str(name)]))) for name in order])


def told(number: int) -> str:
    """The number, or that it is under five."""
    return _("under five") if 0 < number < FEWEST else str(number)


def age_group(row: WorkAbilityAssessment, on: date) -> str:
    """The age group of the person on the day."""
    age = age_on(on, row.participation.participant.birth_date)
    return next(name for most, name in AGES if age < most)


def waited_for(row: WorkAbilityAssessment) -> Party:
    """Who is waited for: of the step that comes first, of the decision, else the work ability coordinator."""
    if row.state == AssessmentState.AWAITING:
        pending = [one for one in row.decisions.all() if one.outcome == DecisionOutcome.PENDING]
        if pending:
            return Party.KELA if "kela" in pending[0].decided_by.casefold() else Party.OTHER
        return Party.AREA
    open_steps = sorted((one for one in row.steps.all() if one.done_on is None), key=lambda one: one.due_on)
    return Party(open_steps[0].party) if open_steps else Party.AREA
