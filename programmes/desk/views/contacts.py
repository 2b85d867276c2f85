"""The log of contacts with employers: what was agreed, hidden jobs, and the places made of them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.selectors import Viewer
from letters.fields import has_words
from programmes.desk.forms import ChangeContactForm, ContactFilter, ContactForm, EmployerForm, PlaceForm
from programmes.desk.selectors import contacts_for
from programmes.employers.contacts import change_contact, contact_with, keep_contact, place_made
from programmes.employers.models import EmployerContact, HostEmployer
from programmes.employers.selectors import host_for, vacancies_for
from programmes.workspace.access import refuse, worker_required
from programmes.workspace.lists import filtered_list
from programmes.workspace.timeline import timeline_of
from ui.addresses import SeeOther
from ui.formats import number as format_number


@require_safe
@worker_required
def index(request: HttpRequest) -> HttpResponse:
    """Contacts by the filters of the address, the newest first."""
    form = ContactFilter(request.GET)
    return filtered_list(request, "desk/contacts.html", form, rows=_rows, tone=_tone, counted=_counted)


def _rows(viewer: Viewer, wanted: dict[str, Any]) -> Any:
    rows = contacts_for(viewer)
    if asked := wanted.get("q"):
        rows = rows.filter(has_words(["host__name_words"], asked) | has_words(["name_words"], asked))
    for name in ("kind", "municipality"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("job"):
        rows = rows.filter(hidden_job=True, vacancy__isnull=wanted["job"] == "open")
    return rows.filter(by=viewer) if wanted.get("whose") == "mine" else rows


def _tone(row: EmployerContact) -> str:
    return "ok" if row.vacancy_id else "warn" if row.hidden_job else "quiet"


def _counted(number: int) -> str:
    words = ngettext("%(number)s contact", "%(number)s contacts", number)
    return words % {"number": format_number(number)}


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def new(request: HttpRequest) -> HttpResponse:
    """A contact is written down: of a registered employer from its page, of another by its name."""
    user, reference = cast(User, request.user), request.GET.get("host", "")
    host = host_for(user, reference) if reference else None
    form = ContactForm(request.POST if request.method == "POST" else None, user=user, host=host)
    if request.method == "POST" and form.is_valid():
        contact = EmployerContact(host=host, **form.told)
        try:
            event = keep_contact(contact, by=user, token=form.token_sent)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The contact is written down."))
            return SeeOther(reverse("desk:contact", args=[event.reference]))
    values = {"form": form, "host": host}
    return render(request, "desk/contact_new.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@worker_required
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One contact; what it says can be put right by who may write it down."""
    user = cast(User, request.user)
    row = contact_with(contacts_for(user), reference)
    may_change = user.has_perm("programmes.keep_contact", row)
    if request.method != "POST":
        return _page(request, row, _change_form(row, user, None) if may_change else None)
    if not may_change:
        refuse(request, row)
    form = _change_form(row, user, request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        change_contact(row, by=user, values=form.told)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, contact_with(contacts_for(user), reference), form, status=422)
    messages.success(request, _("Saved."))
    return SeeOther(reverse("desk:contact", args=[reference]))


@require_POST
@worker_required
def place(request: HttpRequest, reference: str) -> HttpResponse:
    """The hidden job has its place, or its registered employer."""
    user = cast(User, request.user)
    row = contact_with(contacts_for(user), reference)
    if not user.has_perm("programmes.keep_contact", row):
        refuse(request, row)
    if row.host is None:
        known = EmployerForm(request.POST, user=user)
        if not known.is_valid():
            return _page(request, row, _change_form(row, user, None), employer=known, status=422)
        change_contact(row, by=user, values={"host": known.host})
        messages.success(request, _("The contact is with the registered employer."))
        return redirect("desk:contact", reference)
    form = PlaceForm(request.POST, places=_places(user, row.host))
    if not form.is_valid():
        return _page(request, row, _change_form(row, user, None), places=form, status=422)
    place_made(row, form.cleaned_data["vacancy"], by=user)
    messages.success(request, _("The place is written down as made of the hidden job."))
    return redirect("desk:contact", reference)


def _places(user: User, host: HostEmployer) -> Any:
    return vacancies_for(user).filter(host=host).order_by("-pk")


def _change_form(row: EmployerContact, user: User, data: Any) -> ChangeContactForm:
    names = ("name", "municipality", "kind", "on", "about", "hidden_job", "job")
    told = {name: getattr(row, name) for name in names}
    return ChangeContactForm(data, user=user, host=row.host, initial=told)


def _page(
    request: HttpRequest,
    row: EmployerContact,
    form: ContactForm | None,
    *,
    employer: EmployerForm | None = None,
    places: PlaceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = cast(User, request.user)
    wants_place = form is not None and row.hidden_job and row.vacancy_id is None
    values = {
        "contact": row,
        "tone": _tone(row),
        "form": form,
        "facts": _facts(row),
        "employer": employer or (EmployerForm(user=user) if wants_place and row.host is None else None),
        "places": places or (_place_form(user, row.host) if wants_place and row.host else None),
        "may_draft": wants_place and row.host is not None and row.host.facts.offers,
        "entries": timeline_of([row]),
    }
    return render(request, "desk/contact.html", values, status=status)


def _place_form(user: User, host: HostEmployer) -> PlaceForm | None:
    places = _places(user, host)
    return PlaceForm(places=places) if places.exists() else None


def _facts(row: EmployerContact) -> list[tuple[Any, Any]]:
    return [
        (_("Day"), row.on),
        (_("How"), row.get_kind_display()),
        (_("Municipality"), str(row.municipality or "")),
        (_("Who was in contact"), str(row.by or "")),
        (_("Hidden job"), row.job if row.hidden_job else ""),
    ]
