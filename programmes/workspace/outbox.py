"""The outbox as far as a worker acts on it: messages about rows in their scope that are not their own."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.selectors import Viewer
from notifications.models import Delivery, Message
from programmes.assessments.models import WorkAbilityAssessment
from programmes.employers.models import HostEmployer, Vacancy
from programmes.participants.models import CorrectionRequest, Interest, Participation, WorkerMessage
from programmes.placements.models import AttendanceMonth, Placement, Session, SessionSeat, WeekLink
from programmes.policies import no_own_interest
from programmes.servicepoints.models import Complaint
from programmes.workspace.counting import MOST_COUNTED, bounded_count

ROWS = {
    "participation": Participation,
    "interest": Interest,
    "correctionrequest": CorrectionRequest,
    "workermessage": WorkerMessage,
    "placement": Placement,
    "attendancemonth": AttendanceMonth,
    "session": Session,
    "sessionseat": SessionSeat,
    "weeklink": WeekLink,
    "vacancy": Vacancy,
    "hostemployer": HostEmployer,
    "complaint": Complaint,
    "workabilityassessment": WorkAbilityAssessment,
}
FOR_A_WORKER = (Delivery.BY_HAND, Delivery.FAILED, Delivery.IN_DOUBT)
TONES = {
    Delivery.PENDING: "info",
    Delivery.SENDING: "info",
    Delivery.SENT: "ok",
    Delivery.FAILED: "late",
    Delivery.IN_DOUBT: "warn",
    Delivery.CANCELLED: "quiet",
    Delivery.BY_HAND: "warn",
    Delivery.GATHERED: "quiet",
    Delivery.PASSED_ON: "quiet",
}


def messages_for(viewer: Viewer, *, states: tuple[str, ...] = ()) -> QuerySet[Message]:
    """Messages about rows that `viewer` may see and act on as a worker, newest first, with their events.

    Asked from the message: what it costs grows with the messages looked at, not with the area.
    """
    about = Q(pk__in=[])
    for kind, model in ROWS.items():
        seen = no_own_interest(viewer, model).order_by().filter(pk=OuterRef("event__object_id"))
        about |= Q(kind=kind) & Q(Exists(seen))  # in this order: SQLite asks the first first
    # As an expression no index serves it: SQLite would go through all events of a kind, not the messages.
    kinds = Message.objects.alias(kind=Coalesce("event__object_type", Value("")))
    rows = kinds.filter(about).select_related("event", "recipient").order_by("-id")
    return rows.filter(state__in=states) if states else rows


# By which way each kind of row is of a person's time in the service.
OF_TIME = {
    "participation": "pk",
    "interest": "participation",
    "correctionrequest": "participation",
    "workermessage": "participation",
    "placement": "participation",
    "attendancemonth": "placement__participation",
    "sessionseat": "placement__participation",
    "workabilityassessment": "participation",
}


def of_person(messages: QuerySet[Message], time: Participation) -> QuerySet[Message]:
    """Those about the person: their times in the service and what belongs to them."""
    times = Participation.objects.filter(participant=time.participant_id)
    about = Q(pk__in=[])
    for kind, way in OF_TIME.items():
        rows: Any = ROWS[kind]._default_manager.filter(**{f"{way}__in": times})  # type: ignore[attr-defined]
        about |= Q(event__object_type=kind, event__object_id__in=rows.values("pk"))
    return messages.filter(about)


def message_for(viewer: Viewer, pk: int) -> Message:
    """The message, when it is about a row in the viewer's scope; 404 otherwise."""
    found = messages_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def count_by_delivery(messages: QuerySet[Message]) -> dict[str, int]:
    """How many of the messages stand in each state, of each at most `MOST_COUNTED`."""
    read = messages.order_by().values_list("state", flat=True)[:MOST_COUNTED]
    counts = Counter(read)
    if counts.total() < MOST_COUNTED:
        return counts
    return {state: bounded_count(messages.filter(state=state)) for state in Delivery.values}


def to_tell(viewer: Viewer) -> tuple[int, int]:
    """How many messages need a worker, to be told by voice or as they did not go; how many of the last."""
    read = messages_for(viewer, states=FOR_A_WORKER).order_by().values_list("state", flat=True)
    counts = Counter(read[:MOST_COUNTED])
    return counts.total(), counts[Delivery.FAILED] + counts[Delivery.IN_DOUBT]


def rows_of(messages: list[Message], viewer: Viewer) -> dict[tuple[str, int], Any]:
    """The rows that the messages are about, by kind and key, one query a kind."""
    found: dict[tuple[str, int], Any] = {}
    joined: dict[str, tuple[str, ...]] = {
        "participation": ("participant",),
        "correctionrequest": ("participation__participant",),
        "workermessage": ("participation__participant",),
        "interest": ("participation__participant", "programme", "intake__programme", "vacancy"),
        "placement": ("participation__participant", "vacancy", "intake__programme"),
        "attendancemonth": ("placement__participation__participant", "placement__vacancy"),
        "session": ("intake__programme", "intake__municipality"),
        "sessionseat": (
            "placement__participation__participant",
            "session__intake__programme",
            "session__intake__municipality",
        ),
        "weeklink": ("host", "workplace"),
        "vacancy": ("host",),
        "hostemployer": (),
        "complaint": (),
        "workabilityassessment": ("participation__participant",),
    }
    for kind, model in ROWS.items():
        keys = {message.event.object_id for message in messages if message.event.object_type == kind}
        if keys:
            rows: Any = no_own_interest(viewer, model).filter(pk__in=keys).select_related(*joined[kind])
            found |= {(kind, row.pk): row for row in rows}
    return found
