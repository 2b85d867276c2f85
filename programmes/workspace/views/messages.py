"""The outbox as a worker sees it: what waits, what went, what failed, what they tell themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages as told_messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Role
from accounts.selectors import scope_of
from notifications.failures import reason_of
from notifications.models import Delivery, Message
from notifications.services import said_by
from programmes.looking import record_list
from programmes.participants.models import Participation
from programmes.participants.selectors import participation_for
from programmes.personal.conversation import waiting_messages
from programmes.workspace import services
from programmes.workspace.access import back_to, refuse_own, worker_required
from programmes.workspace.counting import told as told_count
from programmes.workspace.forms import MessageFilter, chips_of
from programmes.workspace.keyset import Order, part_of
from programmes.workspace.outbox import (
    FOR_A_WORKER,
    TONES,
    count_by_delivery,
    message_for,
    messages_for,
    of_person,
    rows_of,
)
from programmes.workspace.timeline import sentence_of
from programmes.workspace.undelivered import DID_NOT_ARRIVE
from programmes.workspace.waiting import own
from ui.elements import Link
from workflow.registry import machine_named

PAGE, WRITTEN_SHOWN = 25, 20
NEWEST_FIRST = Order("newest", ("pk",), falling=True)


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """Messages about rows in the viewer's scope by the choices of the address, from the newest on; those that
    need a worker at first."""
    log = _log(request)
    part = part_of(log.messages.filter(state__in=log.states), NEWEST_FIRST, request.GET, PAGE)
    found = list(log.messages.filter(pk__in=part.keys))
    rows = rows_of(found, request.user)
    mine = own(request.user, "participation__")
    written = [] if log.person else list(waiting_messages(request.user).filter(mine)[:WRITTEN_SHOWN])
    record_list(request, [*rows.values(), *written], page="work:messages")
    values = {
        "written": written,
        "form": log.form,
        "chips": chips_of(log.form, QueryDict(_address(request.GET)[1:], mutable=True)),
        "person": log.person,
        "clear_url": _address(request.GET, channel="", days=""),
        "lines": [_line(request, message, rows.get(_key(message))) for message in found],
        "tabs": _tabs(log, request.GET),
        "previous_url": _address(request.GET, before=part.before) if part.before else "",
        "next_url": _address(request.GET, after=part.after) if part.after else "",
        "here": request.get_full_path(),
        "may_write_texts": request.user.has_perm("programmes.change_message_text"),
    }
    return render(request, "workspace/messages.html", values)


def _key(message: Message) -> tuple[str, int]:
    """Which row the message is about."""
    return message.event.object_type, message.event.object_id or 0


@dataclass(frozen=True)
class Log:
    """What the address asks of the log: the messages by all its choices but the state, the states that are
    shown, and how many stand in each."""

    form: MessageFilter
    messages: QuerySet[Message]
    states: tuple[str, ...]
    counts: dict[str, int]
    person: Participation | None


def _log(request: HttpRequest) -> Log:
    form = MessageFilter(request.GET)
    wanted = dict.fromkeys(form.fields, "") | (form.cleaned_data if form.is_valid() else {})
    rows, person = messages_for(request.user), None
    if wanted["person"]:
        person = participation_for(request.user, wanted["person"])
        refuse_own(request, person)
        rows = of_person(rows, person)
    if wanted["channel"]:
        rows = rows.filter(channel=wanted["channel"])
    if wanted["days"]:
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        rows = rows.filter(created_at__gte=midnight - timedelta(days=int(wanted["days"]) - 1))
    if wanted["state"]:
        states: tuple[str, ...] = (wanted["state"],)
    else:
        states = tuple(Delivery.values) if person else FOR_A_WORKER
    return Log(form, rows, states, count_by_delivery(rows), person)


def _tabs(log: Log, address: QueryDict) -> list[Link]:
    """A tab for what needs a worker, of one person for everything, and one for each state with messages."""
    chosen = log.states[0] if len(log.states) == 1 else ""
    first = _("Everything") if log.person else _("Needs a worker")
    shown = Delivery.values if log.person else FOR_A_WORKER
    number = sum(log.counts.get(kind, 0) for kind in shown)
    tabs = [Link(first, _address(address, state=""), not chosen, told_count(number))]
    return tabs + [
        Link(
            str(kind.label), _address(address, state=kind.value), chosen == kind, told_count(log.counts[kind])
        )
        for kind in Delivery
        if log.counts.get(kind)
    ]


def _address(address: QueryDict, **changed: str) -> str:
    """The address of the log with something changed, at its first page unless it says where it goes on."""
    query = address.copy()
    for name in ("after", "before", "page"):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"


def _line(request: HttpRequest, message: Message, row: object) -> dict[str, object]:
    """One message with whom it is for, what it is about, and what can be done with it."""
    machine = machine_named(message.event.object_type) if row is not None else None
    return {
        "message": message,
        "what": sentence_of(message.event),
        "title": machine.title(row, request.user) if machine else str(row or ""),  # type: ignore[arg-type]
        "url": machine.url(row, request.user) if machine else reverse("work:messages"),  # type: ignore[arg-type]
        "reason": reason_of(message.error),
        "technical": message.error if scope_of(request.user).holds(Role.ADMINISTRATOR) else "",
        "tone": TONES[Delivery(message.state)],
        "again": message.state in DID_NOT_ARRIVE,
        "to_tell": message.state in FOR_A_WORKER,
        "phone": _phone_of(message, row) if message.state in FOR_A_WORKER else "",
        "body": said_by(message)[1] if message.body or message.state in FOR_A_WORKER else "",
    }


def _phone_of(message: Message, row: Any) -> str:
    """The number of whom the message is for: of the account, else of the person or the host employer."""
    if message.recipient is not None:
        return str(message.recipient.phone)
    participation = getattr(row, "participation", row)
    person = getattr(participation, "participant", None)
    host = getattr(getattr(row, "vacancy", None) or row, "host", row)
    if person is not None and message.recipient_name == str(person):
        return str(person.phone)
    return str(getattr(host, "contact_phone", ""))


@require_POST
@worker_required
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The message waits to be sent once more."""
    if services.send_again(message_for(request.user, pk), by=request.user):  # type: ignore[arg-type]
        told_messages.success(request, _("The message is sent again in a moment."))
    else:
        told_messages.info(request, _("The message was on its way already."))
    return redirect(back_to(request, "work:messages"))


@require_POST
@worker_required
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """A worker has told the message."""
    services.tell(message_for(request.user, pk), by=request.user)  # type: ignore[arg-type]
    told_messages.success(request, _("Recorded: told by you."))
    return redirect(back_to(request, "work:messages"))
