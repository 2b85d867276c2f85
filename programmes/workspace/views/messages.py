"""The outbox as a worker sees it: what waits, what went, what failed, what they tell themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as told_messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import Role
from accounts.selectors import scope_of
from notifications.failures import reason_of
from notifications.models import Delivery, Message
from notifications.services import rendered
from programmes.looking import record_list
from programmes.personal.conversation import waiting_messages
from programmes.workspace import services
from programmes.workspace.access import back_to, worker_required
from programmes.workspace.counting import told as told_count
from programmes.workspace.outbox import (
    FOR_A_WORKER,
    TONES,
    count_by_delivery,
    message_for,
    messages_for,
    rows_of,
)
from programmes.workspace.timeline import sentence_of
from programmes.workspace.waiting import own
from ui.elements import Link
from workflow.registry import machine_named

PAGE, WRITTEN_SHOWN = 25, 20
NEEDS_A_WORKER = "work"


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """Messages about rows in the viewer's scope; those that need a worker at first."""
    state = request.GET.get("state", NEEDS_A_WORKER)
    chosen = (state,) if state in Delivery.values else FOR_A_WORKER
    page_obj = Paginator(messages_for(request.user, states=chosen), PAGE).get_page(request.GET.get("page"))
    found = list(page_obj.object_list)
    rows = rows_of(found, request.user)
    mine = own(request.user, "participation__")
    written = list(waiting_messages(request.user).filter(mine)[:WRITTEN_SHOWN])
    record_list(request, [*rows.values(), *written], page="work:messages")
    values = {
        "written": written,
        "page_obj": page_obj,
        "lines": [_line(request, message, rows.get(_key(message))) for message in found],
        "tabs": _tabs(count_by_delivery(request.user), state),
        "here": request.get_full_path(),
        "may_write_texts": request.user.has_perm("programmes.change_message_text"),
    }
    return render(request, "workspace/messages.html", values)


def _key(message: Message) -> tuple[str, int]:
    """Which row the message is about."""
    return message.event.object_type, message.event.object_id or 0


def _tabs(counts: dict[str, int], state: str) -> list[Link]:
    """A tab for what needs a worker, and one for each state that has messages."""
    needed = sum(counts.get(kind, 0) for kind in FOR_A_WORKER)
    tabs = [Link(_("Needs a worker"), "?", state not in Delivery.values, told_count(needed))]
    return tabs + [
        Link(str(kind.label), f"?state={kind.value}", state == kind.value, told_count(counts[kind.value]))
        for kind in Delivery
        if counts.get(kind.value)
    ]


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
        "again": message.state in {Delivery.FAILED, Delivery.IN_DOUBT},
        "by_hand": message.state == Delivery.BY_HAND,
        "phone": _phone_of(message, row) if message.state == Delivery.BY_HAND else "",
        "body": rendered(message)[1] if message.state == Delivery.BY_HAND else "",
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
    services.send_again(message_for(request.user, pk), by=request.user)  # type: ignore[arg-type]
    told_messages.success(request, _("The message is sent again in a moment."))
    return redirect(back_to(request, "work:messages"))


@require_POST
@worker_required
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """A worker has told the message."""
    services.tell(message_for(request.user, pk), by=request.user)  # type: ignore[arg-type]
    told_messages.success(request, _("Recorded: told by you."))
    return redirect(back_to(request, "work:messages"))
