"""The log of contacts with employers: what was agreed, the hidden jobs, and the places made of them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.employers.models import EmployerContact, HostEmployer, Vacancy
from programmes.employers.services import draft
from workflow.engine import first_time
from workflow.locks import lock

KEPT, CHANGED, PLACE_MADE = (
    "employercontact.kept",
    "employercontact.changed",
    "employercontact.place_made",
)


@transaction.atomic
def keep_contact(contact: EmployerContact, *, by: User, token: str | None = None) -> Event:
    """The contact stands, once however often the form is sent. Of a registered employer it is where that is.

    Raises PermissionDenied, ValidationError.
    """
    _belongs(contact)
    if not by.has_perm("programmes.keep_contact", contact):
        raise PermissionDenied
    if (known := first_time(token, EmployerContact)) is not None:
        return known
    contact.by = by
    contact.full_clean()
    contact.save()
    return record(KEPT, contact, by=by, on=contact.on, data={"hidden_job": contact.hidden_job}, token=token)


@transaction.atomic
def change_contact(contact: EmployerContact, *, by: User, values: dict[str, Any]) -> Event:
    """The contact says what the worker typed; the trail names the columns. Raises as `keep_contact`."""
    lock(contact)
    if not by.has_perm("programmes.keep_contact", contact):
        raise PermissionDenied
    for name, value in values.items():
        setattr(contact, name, value)
    _belongs(contact)
    if contact.vacancy_id and not contact.hidden_job:
        raise ValidationError({"hidden_job": _("A place was made of it: it was a hidden job.")})
    contact.full_clean()
    contact.save()
    return record(CHANGED, contact, by=by, data={"fields": sorted(values)})


@transaction.atomic
def place_made(contact: EmployerContact, vacancy: Vacancy, *, by: User) -> Event:
    """The place is the one that was made of the hidden job; the figures follow it from there.

    Raises PermissionDenied, and ValidationError for a place of another employer.
    """
    lock(contact)
    if not by.has_perm("programmes.keep_contact", contact):
        raise PermissionDenied
    if contact.host_id is None:
        contact.host = vacancy.host
    if contact.host_id != vacancy.host_id:
        raise ValidationError(_("The place is of another employer."))
    contact.vacancy, contact.hidden_job = vacancy, True
    contact.save(update_fields=["vacancy", "hidden_job", "host"])
    return record(PLACE_MADE, contact, by=by, data={"vacancy": vacancy.reference})


@as_one()
def draft_place(
    contact: EmployerContact | None, vacancy: Vacancy, *, by: User, on_word: str, token: str | None = None
) -> Event:
    """The place is drafted; of a contact's hidden job that has none yet, it is the one made of it."""
    event = draft(vacancy, by=by, on_word=on_word, token=token)
    if contact is not None and contact.vacancy_id is None and event.object_id == vacancy.pk:
        place_made(contact, vacancy, by=by)
    return event


def contacts_of(host: HostEmployer) -> QuerySet[EmployerContact]:
    """The contacts with a host employer that the viewer has in hand, the newest first."""
    return host.contacts.select_related("by", "vacancy").order_by("-on", "-pk")


def contact_with(contacts: QuerySet[EmployerContact], reference: str) -> EmployerContact:
    """The contact among those the viewer may see; 404 when there is none."""
    found = contacts.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _belongs(contact: EmployerContact) -> None:
    """Of a registered employer a contact bears neither a name nor a municipality of its own."""
    host: HostEmployer | None = contact.host
    if host is not None:
        contact.name = ""
        contact.municipality_id = host.municipality_id or contact.municipality_id
