"""The verbs of host employers and of vacancies before anybody is suggested to them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from areas.models import Municipality
from audit.grouping import as_one
from audit.models import Event
from audit.selectors import events_of
from audit.services import record
from programmes.employers.codes import MemberRole
from programmes.employers.members import add_member
from programmes.employers.models import HostEmployer, Membership, Vacancy, Workplace
from programmes.employers.states import EDITABLE, OFFERS
from programmes.telling import enqueue_messages
from workflow.engine import create
from workflow.locks import lock


@as_one()
def register_host(host: HostEmployer, *, by: User, member: bool = True, token: str | None = None) -> Event:
    """The host employer is registered and waits to be checked; who registered it is its administrator.

    member: false when a worker registers it on the host's word. The same form sent again changes nothing.
    """
    event = create(host, "register", by=by, past="registered", token=token)
    if host.pk is None:
        return event
    if member:
        add_member(host, by, role=MemberRole.SIGNER, by=by)
    enqueue_messages(event, host)
    return event


@transaction.atomic
def ask_to_join(host: HostEmployer, *, by: User) -> Membership:
    """The host's administrators and the area's workers see that `by` asks to act for the host.

    Who acts for it or has asked already is left as they are; who once did asks anew, and administers nothing.
    """
    lock(host)
    membership, made = Membership.objects.get_or_create(user=by, host=host)
    is_over = membership.valid_until is not None and membership.valid_until < timezone.localdate()
    if is_over:
        membership.valid_from = membership.valid_until = None
        membership.role = MemberRole.CONTACT
        membership.save(update_fields=["valid_from", "valid_until", "role"])
    if made or is_over:
        record("host.join_asked", host, by=by)
    return membership


@transaction.atomic
def add_workplace(
    host: HostEmployer, *, by: User, name: str, street_address: str, municipality: Municipality
) -> Workplace:
    """The host has an address where its work is done; the same name is the same workplace."""
    lock(host)
    workplace, made = Workplace.objects.update_or_create(
        host=host, name=name, defaults={"street_address": street_address, "municipality": municipality}
    )
    record(
        "host.workplace_added" if made else "host.workplace_changed",
        host,
        by=by,
        data={"workplace": workplace.pk},
    )
    return workplace


@transaction.atomic
def draft(
    vacancy: Vacancy, *, by: User, programme_types: Any = (), on_word: str = "", token: str | None = None
) -> Event:
    """The vacancy is kept as typed, whatever is still missing. A host that was turned away writes of none."""
    if vacancy.host.state not in OFFERS:
        raise ValidationError(_("The organisation offers no places. Call us, if that is not right."))
    event = create(vacancy, "draft", by=by, past="drafted", on_word=on_word, token=token)
    if programme_types and event.object_id == vacancy.pk:
        vacancy.programme_types.set(programme_types)
    return event


@transaction.atomic
def ask_to_talk(vacancy: Vacancy, *, by: User) -> bool:
    """A worker is asked to call about the place; a second press of the same day asks nobody anew."""
    lock(vacancy)
    if not by.has_perm("programmes.change_vacancy", vacancy):
        raise PermissionDenied
    today = timezone.localdate()
    if events_of(vacancy).filter(verb="vacancy.talk_asked", at__date=today).exists():
        return False
    enqueue_messages(record("vacancy.talk_asked", vacancy, by=by), vacancy)
    return True


@transaction.atomic
def change_vacancy(vacancy: Vacancy, *, by: User, values: dict[str, Any]) -> Vacancy:
    """The vacancy says what was typed. Only a draft or a returned one can be changed."""
    lock(vacancy)
    if not by.has_perm("programmes.change_vacancy", vacancy):
        raise PermissionDenied
    if vacancy.state not in EDITABLE:
        raise ValidationError(_("The place is being checked or open: it cannot be changed now."))
    programme_types = values.pop("programme_types", None)
    for name, value in values.items():
        setattr(vacancy, name, value)
    vacancy.full_clean(exclude=["state", "reference"])
    vacancy.save()
    if programme_types is not None:
        vacancy.programme_types.set(programme_types)
    record("vacancy.changed", vacancy, by=by, data={"fields": sorted(values)})
    return vacancy
