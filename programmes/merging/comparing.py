"""Two records side by side: what is the same, what is to be chosen, what moves, what stands in the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, UniqueConstraint
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from areas.selectors import language_name
from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.states import LIVE as ASSESSED
from programmes.facts import COORDINATOR
from programmes.participants.models import Participant, Participation
from programmes.participants.states import OPEN
from programmes.placements.models import Placement
from programmes.placements.states import LIVE
from ui.formats import day

# Every column of a person is in one of these; a test compares them with the model.
CHOSEN = (
    "first_name", "last_name", "birth_date", "gender", "municipality", "street_address", "postal_code",
    "post_office", "language", "email", "phone", "contact_channel", "emergency_name", "emergency_phone",
    "message_choices", "partial_work_ability", "foreign_background", "education_level",
)  # fmt: skip
ADDRESS = ("street_address", "postal_code", "post_office")
# What holds of one of them holds of the person: a protected address stays protected, and a death is a death.
EITHER = ("restricted", "deceased_on")
STAYS = ("id", "reference", "user", "created_at", "merged_into", "name_words", "name_order", "phone_key")


@dataclass(frozen=True)
class Line:
    """One thing that is told of both. proposed: whose is kept unless somebody chooses, `kept` or `other`."""

    name: str
    label: str
    kept: str
    other: str
    proposed: str

    @property
    def differs(self) -> bool:
        """Whether they tell it otherwise."""
        return self.kept != self.other


def lines_of(kept: Participant, other: Participant) -> list[Line]:
    """What both tell, field by field; what one of them does not tell is taken from the other."""
    return [_line(name, kept, other) for name in CHOSEN]


def _line(name: str, kept: Participant, other: Participant) -> Line:
    label = capfirst(str(Participant._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
    mine, theirs = getattr(kept, name), getattr(other, name)
    proposed = "other" if mine in (None, "", {}, "unknown") and theirs not in (None, "", {}) else "kept"
    return Line(name, label, _words(kept, name), _words(other, name), proposed)


def _words(person: Participant, name: str) -> str:
    """The value as one reads it; of a protected address only that it is one."""
    value = getattr(person, name)
    if value in (None, "", {}):
        return "–"
    if name in ADDRESS and person.restricted:
        return _("Protected")
    if name == "birth_date":
        return day(value)
    if name == "language":
        return language_name(value) or str(value)
    if name == "message_choices":
        words = ngettext("%(number)s choice", "%(number)s choices", len(value))
        return words % {"number": len(value)}
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    shown = getattr(person, f"get_{name}_display", None)
    return str(shown() if shown else value)


def stamp_of(kept: Participant, other: Participant) -> str:
    """Another one when either record tells something else than when the page was opened."""
    told = [[str(getattr(one, name)) for name in (*CHOSEN, *EITHER)] for one in (kept, other)]
    times = [[f"{one.pk} {one.state}" for one in open_times(person)] for person in (kept, other)]
    return hashlib.sha256(repr((told, times)).encode()).hexdigest()[:16]


def open_times(person: Participant) -> list[Participation]:
    """The person's times in the service that are not over."""
    return list(Participation.objects.filter(participant=person, state__in=sorted(OPEN)).order_by("pk"))


def _how_far(time: Participation) -> tuple[Any, ...]:
    """How far on the way the time is: the more, the further."""
    facts = time.facts
    return facts.stage, time.started_on is not None, facts.takes_offers, facts.wait.who == COORDINATOR


def which_goes_on(kept: Participant, other: Participant) -> tuple[Participation | None, Participation | None]:
    """Of two open times the one that goes on, which is further on the way, and the one joined with it."""
    mine, theirs = open_times(kept), open_times(other)
    if not mine or not theirs:
        return next(iter(mine or theirs), None), None
    first, second = mine[0], theirs[0]
    if _how_far(second) > _how_far(first):
        return second, first
    return first, second


def obstacles(kept: Participant, other: Participant) -> list[str]:
    """Why the records cannot be joined now, each with what to do first; empty when they can."""
    if kept.pk == other.pk:
        return [_("This is one record.")]
    found = []
    goes_on, joined = which_goes_on(kept, other)
    if goes_on is None or joined is None:
        return found
    live = Placement.objects.filter(state__in=sorted(LIVE))
    places = {
        place.vacancy_id or -(place.intake_id or 0): place for place in live.filter(participation=goes_on)
    }
    for place in live.filter(participation=joined):
        if (place.vacancy_id or -(place.intake_id or 0)) in places:
            told = {"place": f"{place.title}, {place.place_name}"}
            found.append(
                _(
                    "Both have the same place under way: %(place)s. End it or call it off for one of them "
                    "first, then join the records."
                )
                % told
            )
    assessed = WorkAbilityAssessment.objects.filter(state__in=sorted(ASSESSED))
    if assessed.filter(participation=goes_on).exists() and assessed.filter(participation=joined).exists():
        found.append(
            _("Both have a work ability assessment under way. Conclude or stop one of them first, then join.")
        )
    return found


def what_moves(kept: Participant, other: Participant) -> list[tuple[str, int]]:
    """What goes from the other record to the kept one, by kind, with how many."""
    numbers: Counter[str] = Counter()
    times = list(Participation.objects.filter(participant=other))
    _goes_on, joined = which_goes_on(kept, other)
    numbers[_("Times in the service")] = len(times) - (joined in times)
    for relation in relations_of(Participation):
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": times})  # type: ignore[union-attr]
        numbers[capfirst(name_of(relation.related_model))] += rows.count()
    return [(name, number) for name, number in numbers.items() if number]


NAMES: dict[str, str | Promise] = {
    "hold": gettext_lazy("breaks"),
    "nextstep": gettext_lazy("next steps"),
    "appointment": gettext_lazy("appointments"),
    "timeinvitation": gettext_lazy("invitations to choose a time"),
    "coachingmeeting": gettext_lazy("coaching meetings"),
    "eurarecord": gettext_lazy("data in EURA"),
    "statuschange": gettext_lazy("changes of position on the labour market"),
    "workernote": gettext_lazy("notes of workers"),
    "callrequest": gettext_lazy("calls asked for"),
    "correctionrequest": gettext_lazy("requests to put data right"),
    "followup": gettext_lazy("follow-ups"),
    "interest": gettext_lazy("signs of interest"),
    "distancemeasure": gettext_lazy("own views"),
    "experiencequestion": gettext_lazy("questions how the service helped"),
    "workermessage": gettext_lazy("messages with the worker"),
    "workerchange": gettext_lazy("changes of worker"),
    "workabilityassessment": gettext_lazy("work ability assessments"),
    "offerround": gettext_lazy("rounds of suggestions"),
    "placement": gettext_lazy("places, with their days and agreements"),
}


def name_of(model: Any) -> str:
    """What rows of the kind are called."""
    return str(NAMES.get(model._meta.model_name, model._meta.verbose_name_plural))


def relations_of(model: type[Model]) -> Iterable[Any]:
    """Every column of another kind of row that points to the model: found, so that none is missed."""
    return [
        one for one in model._meta.related_objects if not one.many_to_many and one.related_model is not model
    ]


def colliding(rows: Any, relation: Any, target: Model) -> list[int]:
    """Those of the rows that have no place beside what the target has already, by a rule of the database."""
    column, model = relation.field, relation.related_model
    theirs = model._base_manager.filter(**{column.name: target})
    if relation.one_to_one:
        return list(rows.values_list("pk", flat=True)) if theirs.exists() else []
    stuck: set[int] = set()
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and column.name in rule.fields:
            beside, mine = _ruled(theirs, rule), _ruled(rows, rule)
            others = [name for name in rule.fields if name != column.name]
            if not others:  # there is one of them
                stuck |= set(mine.values_list("pk", flat=True)) if beside.exists() else set()
                continue
            taken = set(beside.values_list(*others))
            for row in mine.values_list("pk", *others):
                if row[1:] in taken and None not in row[1:]:
                    stuck.add(row[0])
    return sorted(stuck)


def _ruled(rows: Any, rule: UniqueConstraint) -> Any:
    """The rows for which the rule holds."""
    return rows.filter(rule.condition) if rule.condition else rows
