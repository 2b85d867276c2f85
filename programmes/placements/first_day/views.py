"""The first day: the person's card to read and print, the workplace's to fill in, and how it went."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.knocks import too_many
from accounts.roles import HOST, Role
from areas.selectors import service_phone
from programmes.looking import record_look
from programmes.participants.views import page
from programmes.placements.codes import Face, Party
from programmes.placements.first_day.card import card_facts, first_day_of, has_been, is_readable
from programmes.placements.first_day.forms import FirstDayForm
from programmes.placements.first_day.links import behind_link
from programmes.placements.first_day.services import fill_in, tell_first_day
from programmes.placements.models import Placement
from programmes.placements.selectors import host_placements, own_placement
from ui.addresses import SeeOther

only_participants = role_required(Role.PARTICIPANT)
only_hosts = role_required(*HOST)
TRIES, WITHIN_SECONDS = 60, 3600


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def own(request: HttpRequest, reference: str) -> HttpResponse:
    """The person's first day: door, bus, clothes, lunch, who meets them; afterwards how it went."""
    row = own_placement(request.user, reference)
    if not is_readable(row):
        raise Http404
    if request.method == "POST":
        _tell(request, row, Party.PARTICIPANT)
        return SeeOther(reverse("first_day:own", args=[reference]))
    first_day = first_day_of(row)
    return page(
        request,
        "first_day",
        row.participation,
        placement=row,
        facts=card_facts(first_day),
        asks=has_been(row),
        faces=Face.choices,
        face=first_day.own_face,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_hosts
def at_host(request: HttpRequest, reference: str) -> HttpResponse:
    """The workplace fills in the card of who begins, and says afterwards how the day went."""
    row = host_placements(request.user).filter(reference=reference).first()
    if row is None or not is_readable(row):
        raise Http404
    back = reverse("host:placement", args=[reference])
    if request.method == "POST" and "face" in request.POST:
        _tell(request, row, Party.HOST)
        return SeeOther(reverse("first_day:at_host", args=[reference]))
    first_day = first_day_of(row)
    form = FirstDayForm(request.POST if request.method == "POST" else None, first_day=first_day)
    if request.method == "POST" and form.is_valid():
        try:
            fill_in(row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The card is kept. The person reads it on their page."))
            return SeeOther(back)
    record_look(request, row, page="host:placement")
    values = {
        "placement": row,
        "first_name": row.participation.participant.first_name,
        "form": form,
        "back": back,
        "asks": has_been(row),
        "faces": Face.choices,
        "face": first_day.host_face,
    }
    return render(request, "first_day/at_host.html", values, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def how(request: HttpRequest, link: str) -> HttpResponse:
    """How the first day went, by one tap and without signing in; nothing is recorded by looking."""
    if too_many(request, "first-day", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    found = behind_link(link)
    phone = service_phone().replace(" ", "\N{NO-BREAK SPACE}")
    if found is None:
        return render(request, "first_day/how_over.html", {"phone": phone}, status=404)
    row, party = found
    if request.method == "POST" and request.POST.get("face") in Face.values:
        tell_first_day(row, party=party, face=request.POST["face"], by=None)
        return SeeOther(request.path)
    first_day = first_day_of(row)
    given = first_day.own_face if party == Party.PARTICIPANT else first_day.host_face
    with translation.override(_language(request, row, party)):
        values: dict[str, Any] = {
            "faces": Face.choices,
            "face": given,
            "phone": phone,
            "own": party == Party.PARTICIPANT,
        }
        return render(request, "first_day/how.html", values)


def _tell(request: HttpRequest, row: Placement, party: str) -> None:
    """What was pressed is with the worker, or the page says why not."""
    face = request.POST.get("face", "")
    if face not in Face.values:
        messages.info(request, _("Nothing was chosen."))
        return
    try:
        tell_first_day(row, party=party, face=face, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
        return
    bad = face == Face.BAD
    messages.success(request, _("Thank you for telling. The worker calls.") if bad else _("Thank you."))


def _language(request: HttpRequest, row: Placement, party: str) -> str:
    """The language that the visitor has chosen here, else the person's own."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES or party != Party.PARTICIPANT:
        return translation.get_language() or "fi"
    person = row.participation.participant
    own = person.user.language if person.user else person.language
    return own if own in dict(settings.LANGUAGES) else translation.get_language() or "fi"
