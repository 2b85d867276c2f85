"""Everything the service holds of one person, to take along: one list that the file and the paper read.

A kind of row names each of its columns: those that read in words, with a label, and those that only the file
has. What is left out has its reason in `LEFT_OUT`; a test compares both with the columns of the models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from areas.selectors import language_name
from audit.models import Event
from notifications.models import Message
from programmes.appointments.models import Appointment, TimeInvitation
from programmes.assessments.models import (
    AssessmentStep,
    Decision,
    PartnerLink,
    SharedItem,
    WorkAbilityAssessment,
)
from programmes.employers.models import SupplementApplication
from programmes.participants.models import (
    CallRequest,
    CoachingMeeting,
    CorrectionRequest,
    DistanceMeasure,
    EuraRecord,
    ExperienceQuestion,
    FollowUp,
    Hold,
    Interest,
    InvitationLetter,
    NextStep,
    Participant,
    Participation,
    StatusChange,
    WorkerChange,
    WorkerMessage,
    WorkerNote,
    WorkProfile,
)
from programmes.participants.profile.reading import told_in
from programmes.participants.reading import looks_at
from programmes.personal.labels import LABELS, TITLES
from programmes.placements.models import (
    Adjustment,
    Agreement,
    AttendanceDay,
    AttendanceMonth,
    ContactMend,
    FirstDay,
    HoursStep,
    Induction,
    InductionTick,
    LimitOverride,
    OfferRound,
    Placement,
    PlacementPause,
    PlacementPeriod,
    Review,
    SessionSeat,
    Signature,
    SignedPaper,
    SkillTask,
    Visit,
    WeeklyWord,
)
from programmes.verbs import said_of
from ui.formats import clock, day, day_and_clock, plain_number

Pair = tuple[str, str]
Rows = Callable[[Participant], Iterable[models.Model]]

# Columns that no file has, and why.
LEFT_OUT: dict[str, dict[str, str]] = {
    "participant": {
        "name_words": "made from the name for searching",
        "name_order": "made from the name for sorting",
        "phone_key": "made from the telephone number for searching",
    },
    "invitationletter": {"digest": "the hash of a code: a key, not data of the person"},
    "supplementapplication": dict.fromkeys(
        (
            "other_support",
            "business",
            "sent_by",
            "on_word",
            "decided_by",
            "monthly",
            "granted",
            "grounds",
            "counted_before",
            "ceiling",
            "register_by",
            "registered_on",
            "due_on",
            "waits_for",
        ),
        "the workplace's money and the decision on it",
    ),
    "appointment": dict.fromkeys(("name", "phone", "topic"), "of a visitor without an account"),
    "callrequest": {"by_host": "a wish of the workplace is not in the file"},
}


def _of_assessment(model: type[models.Model]) -> Rows:
    return lambda person: model._default_manager.filter(assessment__participation__participant=person)


def _times(person: Participant) -> models.QuerySet[Participation]:
    """Every time of theirs, also one that was joined with another when two records were found to be one."""
    theirs = Q(participant=person) | Q(participant__merged_into=person)
    return Participation.everything.filter(theirs).select_related(
        "referrer", "coordinator", "municipality", "reason"
    )


def _of_time(model: type[models.Model], **only: Any) -> Rows:
    return lambda person: model._default_manager.filter(participation__participant=person, **only)


def _of_place(model: type[models.Model], path: str = "placement") -> Rows:
    return lambda person: model._default_manager.filter(**{f"{path}__participation__participant": person})


# In the order of the paper. Of the account only what stands on it as data of the person.
KINDS: dict[type[models.Model], Rows] = {
    Participant: lambda person: [person],
    WorkProfile: lambda person: WorkProfile.objects.filter(
        Q(participant=person) | Q(participant__merged_into=person)
    ),
    Participation: _times,
    Hold: _of_time(Hold),
    NextStep: _of_time(NextStep),
    WorkerChange: _of_time(WorkerChange, left_because=""),
    CallRequest: _of_time(CallRequest, by_host=False),
    Interest: _of_time(Interest),
    CorrectionRequest: _of_time(CorrectionRequest),
    WorkerMessage: _of_time(WorkerMessage),
    WorkerNote: _of_time(WorkerNote),
    StatusChange: _of_time(StatusChange),
    CoachingMeeting: _of_time(CoachingMeeting),
    TimeInvitation: _of_time(TimeInvitation),
    Appointment: _of_time(Appointment),
    EuraRecord: _of_time(EuraRecord),
    DistanceMeasure: _of_time(DistanceMeasure),
    ExperienceQuestion: _of_time(ExperienceQuestion),
    OfferRound: _of_time(OfferRound),
    Placement: _of_time(Placement),
    Agreement: _of_place(Agreement),
    Signature: _of_place(Signature, "agreement__placement"),
    SignedPaper: _of_place(SignedPaper, "agreement__placement"),
    LimitOverride: _of_place(LimitOverride, "agreement__placement"),
    ContactMend: _of_place(ContactMend, "agreement__placement"),
    PlacementPeriod: _of_place(PlacementPeriod),
    PlacementPause: _of_place(PlacementPause),
    HoursStep: _of_place(HoursStep),
    FirstDay: _of_place(FirstDay),
    Induction: _of_place(Induction),
    InductionTick: lambda person: InductionTick.objects.filter(
        induction__placement__participation__participant=person
    ).select_related("item"),
    SessionSeat: lambda person: _of_place(SessionSeat)(person).select_related("session"),  # type: ignore[attr-defined]
    WeeklyWord: _of_place(WeeklyWord),
    AttendanceMonth: _of_place(AttendanceMonth),
    AttendanceDay: _of_place(AttendanceDay, "month__placement"),
    Visit: _of_place(Visit),
    Review: _of_place(Review),
    Adjustment: _of_place(Adjustment),
    SkillTask: _of_place(SkillTask),
    SupplementApplication: lambda person: _of_place(SupplementApplication)(person).select_related("host"),  # type: ignore[attr-defined]
    FollowUp: _of_time(FollowUp),
    WorkAbilityAssessment: _of_time(WorkAbilityAssessment),
    AssessmentStep: _of_assessment(AssessmentStep),
    Decision: _of_assessment(Decision),
    SharedItem: _of_assessment(SharedItem),
    PartnerLink: _of_assessment(PartnerLink),
    InvitationLetter: lambda person: InvitationLetter.objects.filter(person=person),
}


TOLD_OF: tuple[type[models.Model], ...] = (
    Participant, Participation, WorkProfile, Interest, CorrectionRequest, Placement, AttendanceMonth,
    WorkAbilityAssessment,
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One kind of what is held, in the words of the reader: its title and a list of facts for each row."""

    title: str
    rows: list[list[Pair]]


def everything(person: Participant) -> dict[str, Any]:
    """What is held, as plain values by the names of the columns; sealed text is opened for its own person."""
    told: dict[str, Any] = {"account": _account(person)}
    for model, rows_of in KINDS.items():
        name = str(model._meta.model_name)
        left = LEFT_OUT.get(name, {})
        columns = [field for field in model._meta.concrete_fields if field.name not in left]
        told[name] = [{field.name: _plain(row, field) for field in columns} for row in rows_of(person)]
    told["messages_sent"] = [
        {"template": one.template, "channel": one.channel, "state": one.state, "at": _text(one.sent_at)}
        for one in _messages(person)
    ]
    told["what_has_happened"] = [
        {"at": _text(event.at), "what": event.verb, "about": event.object_type, "data": event.data}
        for event in _events(person)
    ]
    told["who_has_looked"] = [
        {"who": look.who, "role": look.role, "what": look.what, "times": look.times, "last": _text(look.last)}
        for look in looks_at(person)
    ]
    return told


def parts(person: Participant) -> list[Part]:
    """What is held, in words; a kind of which there is nothing is left out."""
    found = [Part(_("My account"), [_account_pairs(person)])]
    for model, rows_of in KINDS.items():
        pairs = list(_pairs_of(model, person, list(rows_of(person))))
        found.append(Part(str(TITLES[str(model._meta.model_name)]), [one for one in pairs if one]))
    sent = [
        (day_and_clock(one.sent_at), f"{one.get_channel_display()}, {one.get_state_display()}")
        for one in _messages(person)
    ]
    happened = [(day_and_clock(event.at), str(said_of(event.verb).told)) for event in _events(person)]
    looks = [(look.who, f"{look.role}: {look.what}, {look.times} × {look.when}") for look in looks_at(person)]
    found += [
        Part(_("Messages that were sent to me"), [sent] if sent else []),
        Part(_("What has happened"), [happened] if happened else []),
        Part(_("Who has looked at my data?"), [looks] if looks else []),
    ]
    return [part for part in found if part.rows]


def _pairs_of(model: type[models.Model], person: Participant, rows: list[Any]) -> Iterator[list[Pair]]:
    """The facts of each row; of the profile, which has codes, as its own pages tell it."""
    if model is WorkProfile:
        time = _times(person).first() or Participation()
        for row in rows:
            yield [(str(label), str(value)) for step in told_in(row, time) for label, value in step.pairs]
        return
    labels = LABELS[str(model._meta.model_name)]
    for row in rows:
        words = ((str(label), _in_words(row, model._meta.get_field(name))) for name, label in labels.items())
        yield [(label, value) for label, value in words if value]


def _in_words(row: models.Model, field: Any) -> str:
    """The value as a page would tell it; empty where there is none."""
    value = getattr(row, field.name)
    if value in (None, "", [], {}):
        return ""
    if field.name == "language":
        return language_name(value) or str(value)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return day_and_clock(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {one}" for name, one in value.items() if one not in ("", None, [], {}))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _plain(row: models.Model, field: Any) -> Any:
    """The value as the file has it: of another row its reference or name, never a key of the database."""
    if field.primary_key:
        return row.pk
    value = getattr(row, field.name)
    if isinstance(value, models.Model):
        return str(getattr(value, "reference", "") or value)
    return value if isinstance(value, bool | int | list | dict) or value is None else _text(value)


def _text(value: Any) -> str | None:
    return None if value is None else value.isoformat() if isinstance(value, date | datetime) else str(value)


def _account(person: Participant) -> dict[str, Any] | None:
    user = person.user
    if user is None:
        return None
    names = ("first_name", "last_name", "email", "phone", "language", "date_joined", "last_login")
    return {name: _text(getattr(user, name)) for name in names}


def _account_pairs(person: Participant) -> list[Pair]:
    told = _account(person) or {}
    labels = {"email": _("E-mail"), "phone": _("Telephone"), "language": _("Language")}
    told["language"] = dict(settings.LANGUAGES).get(str(told.get("language")), told.get("language"))
    pairs = [(label, str(told.get(name) or "")) for name, label in labels.items()]
    if person.user is not None:
        pairs += [
            (_("Account made"), day(person.user.date_joined)),
            (_("Last signed in"), day_and_clock(person.user.last_login)),
        ]
    return [(label, value) for label, value in pairs if value]


def _messages(person: Participant) -> list[Message]:
    if person.user_id is None:
        return []
    return list(Message.objects.filter(recipient=person.user_id).order_by("-id")[:1000])


def _events(person: Participant) -> list[Event]:
    """What has happened to the person, their times in the service and their places, the newest first."""
    about = models.Q(pk__in=[])
    for model in TOLD_OF:
        keys = [row.pk for row in KINDS[model](person)]
        about |= models.Q(object_type=model._meta.model_name, object_id__in=keys)
    return list(Event.objects.filter(about).order_by("-pk")[:5000])
