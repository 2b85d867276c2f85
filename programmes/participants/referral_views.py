"""The officer's pages: own referrals, a new one in two minutes, how each has gone."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.duty import on_duty
from accounts.models import User
from accounts.roles import COORDINATING, Role
from accounts.selectors import scope_of
from areas.models import Municipality
from areas.selectors import municipalities
from audit.selectors import made_by
from audit.services import record_read
from programmes.facts import TO_THE_OFFICER
from programmes.looking import record_list, record_look
from programmes.participants import services
from programmes.participants.corrections import in_words, told_otherwise
from programmes.participants.forms import REFERRAL_VALUES, ReferralForm
from programmes.participants.likeness import Found, found_for
from programmes.participants.models import Participant, Participation
from programmes.participants.selectors import open_time_of, own_referral, own_referrals, participations_for
from programmes.participants.states import CAN_MEND, OPEN, OVER, ParticipationState
from programmes.placements.presentation import hours_words
from programmes.placements.progress import News, progress_by_participation
from typed.sent import token_sent
from ui.elements import Link, Step
from ui.formats import day

PAGE = 25
MOST_TO_ASK = 2
VIEWS = {"": sorted(OPEN), "done": sorted(OVER)}


@require_safe
@role_required(Role.REFERRER)
def home(request: HttpRequest) -> HttpResponse:
    """The officer's own referrals; those that came back are first."""
    view = "done" if request.GET.get("view") == "done" else ""
    rows = own_referrals(request.user)
    page_obj = Paginator(rows.filter(state__in=VIEWS[view]), PAGE).get_page(request.GET.get("page"))
    record_list(request, page_obj, page="refer:home")
    progress = progress_by_participation(request.user, [row.pk for row in page_obj])
    values = {
        "page_obj": page_obj,
        "rows": [
            (row, row.facts.tone_for(TO_THE_OFFICER), news_on(row, progress.get(row.pk))) for row in page_obj
        ],
        "returned": rows.filter(state=ParticipationState.RETURNED).count(),
        "tabs": [
            Link(_("Under way"), "?", view == "", rows.filter(state__in=VIEWS[""]).count()),
            Link(_("Ended"), "?view=done", view == "done", rows.filter(state__in=VIEWS["done"]).count()),
        ],
    }
    return render(request, "referrals/home.html", values)


def news_on(row: Participation, place: News | None = None) -> News:
    """How it has gone, in one line for the officer; `place`: how far a place has come, if there is one."""
    if row.state == ParticipationState.ACTIVE and place:
        return place
    since = timezone.localdate(row.state_since)
    if row.state == ParticipationState.ENDED and row.exit_status:
        return News(row.get_exit_status_display(), since)
    return News(str(row.facts.officer), since)


@require_safe
@role_required(Role.REFERRER)
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One referral of the officer's own: whose turn, how far, and who cares for the person."""
    row = own_referral(request.user, reference)
    record_read(
        request.user,  # type: ignore[arg-type]
        row.participant,
        page="refer:detail",
        role=Role.REFERRER,
    )
    values = {
        "participation": row,
        "person": row.participant,
        "tone": row.facts.tone_for(TO_THE_OFFICER),
        "steps": _path(row),
        "reason": row.reason if row.state == ParticipationState.RETURNED else None,
        "told": row.reason_text if row.state == ParticipationState.RETURNED else "",
        "place": progress_by_participation(request.user, [row.pk]).get(row.pk),
        "facts": _facts(row),
        "to_ask": [] if row.coordinator else _coordinators(row.municipality),
        "here": request.path,
        "may_mend": row.state in CAN_MEND and request.user.has_perm("programmes.mend_referral", row),
    }
    return render(request, "referrals/detail.html", values)


def _path(row: Participation) -> list[Step]:
    """The way from the referral to the end, as far as it has come; what waits now is marked."""
    over = row.state in VIEWS["done"]
    reached: list[tuple[str, date | None]] = [
        (_("Referred"), row.referred_on),
        (_("Referral accepted"), row.accepted_on),
        (_("Plan made"), row.plan_made_on),
        (_("Service began"), row.started_on),
    ]
    if over:
        reached = [(label, on) for label, on in reached if on]
        return [Step(label, "done", day(on)) for label, on in [*reached, (_("Ended"), _last_day(row))]]
    if row.started_on:
        steps = [Step(label, "done", day(on)) for label, on in reached if on]
        return [*steps, Step(_("Under way"), "now")]
    waits = next(label for label, on in reached if on is None)
    return [
        Step(label, "done" if on else ("now" if label == waits else "next"), day(on)) for label, on in reached
    ]


def _last_day(row: Participation) -> date | None:
    """The day the time in the service stopped, by its end or at the person's wish."""
    return row.ended_on or row.withdrawn_on


def _facts(row: Participation) -> list[tuple[Any, Any]]:
    return [
        (_("Municipality"), str(row.municipality)),
        (_("Telephone of the person"), row.participant.phone),
        (_("Hours that fit"), hours_words(row.weekly_hours_min, row.weekly_hours_max)),
        (_("Can start"), day(row.earliest_start_on)),
        (_("Aim"), row.aim),
        (_("Grounds"), row.get_grounds_display()),
        (_("Responsible coordinator"), str(row.coordinator or _("Nobody yet"))),
        (_("Telephone"), row.coordinator.phone if row.coordinator else ""),
        (_("Position at the end"), row.get_exit_status_display()),
        (_("Where next"), row.next_destination),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.REFERRER, *COORDINATING)
def new(request: HttpRequest) -> HttpResponse:
    """A new referral; who may be a person that is already known is asked about first."""
    if request.method != "POST":
        return _form_page(request, _form(request))
    token = token_sent(request)
    if (sent := made_by(token, Participation)) is not None:
        return _to_referral(request, sent.reference)
    form = _form(request, request.POST)
    found = _duplicates(request, form)
    if form.is_valid() and (not found or _decided(request, form, found)):
        return _refer(request, form, found)
    # The same form may have been taken meanwhile: then whoever is found is the person whom it has made.
    if (sent := made_by(token, Participation)) is not None:
        return _to_referral(request, sent.reference)
    return _form_page(request, form, found, status=422)


def _form(request: HttpRequest, data: Any = None) -> ReferralForm:
    """The form with the municipalities the viewer refers from; after another one, with what is the same."""
    area = scope_of(request.user).municipalities(Role.REFERRER, *COORDINATING)
    places = municipalities() if area is None else municipalities().filter(code__in=area)
    blank: dict[str, Any] = {"token": secrets.token_urlsafe(24)} | (
        {"municipality": places[0]} if area and len(area) == 1 else {}
    )
    before = _before(request)
    if before is not None:
        blank |= {"municipality": before.municipality, "earliest_start_on": before.earliest_start_on}
    return ReferralForm(data, municipalities=places, initial=blank)


def _before(request: HttpRequest) -> Participation | None:
    """The referral after which the next one is made at once, in the viewer's scope."""
    after = request.GET.get("after", "")
    return participations_for(request.user).filter(reference=after).first() if after else None


def _duplicates(request: HttpRequest, form: ReferralForm) -> Found:
    """People who may be the same one; the form then asks to decide."""
    if not form.is_valid():
        return Found([], [])
    found = found_for(request.user, form.person(), officer=not scope_of(request.user).holds(*COORDINATING))
    if found:
        told = form.person()
        otherwise = any(told_otherwise(one.person, told) for one in found.seen)
        form.ask("confirmed_new", *(["contact"] if otherwise else []))
    return found


def _decided(request: HttpRequest, form: ReferralForm, found: Found) -> bool:
    """Whether the officer said that it is another person, or picked one and whose contact data are right."""
    picked = _picked(request, found)
    if picked is None:
        return bool(form.cleaned_data.get("confirmed_new"))
    if told_otherwise(picked, form.person()) and not form.cleaned_data.get("contact"):
        form.add_error("contact", _("Choose which contact data are right."))
        return False
    return True


def _picked(request: HttpRequest, found: Found) -> Participant | None:
    """The known person the officer chose, among those in their scope."""
    wanted = request.POST.get("known", "")
    return next((one.person for one in found.seen if one.person.reference == wanted), None)


def _refer(request: HttpRequest, form: ReferralForm, found: Found) -> HttpResponse:
    values = form.cleaned_data
    names = ("municipality", *REFERRAL_VALUES)
    picked, told = _picked(request, found), form.person()
    newer = told_otherwise(picked, told) if picked and values.get("contact") == "new" else None
    row = Participation(
        participant=picked or told,
        referrer=request.user if scope_of(request.user).holds(Role.REFERRER) else None,  # type: ignore[misc]
        **{name: values[name] for name in names},
    )
    try:
        event = services.refer(row, by=request.user, token=values["token"], contact=newer)  # type: ignore[arg-type]
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _form_page(request, form, found, status=422)
    messages.success(request, _("The referral is sent. A coordinator takes it up within two working days."))
    if "and_next" in request.POST:
        return redirect(f"{reverse('refer:new')}?after={event.reference}")
    return _to_referral(request, event.reference)


def _open_time(request: HttpRequest, person: Participant) -> dict[str, Any] | None:
    """Who cares for the person that was picked, where they are in the service already, and the way there."""
    row = open_time_of(person)
    if row is None:
        return None
    url = _url_of(request, row)
    return {"person": person, "worker": row.coordinator, "state": row.get_state_display(), "url": url}


def _url_of(request: HttpRequest, row: Participation | None) -> str:
    """Where the viewer reads of the referral; empty where they do not."""
    if row is None:
        return ""
    if row.referrer_id == request.user.pk and scope_of(request.user).holds(Role.REFERRER):
        return reverse("refer:detail", args=[row.reference])
    seen = participations_for(request.user).filter(pk=row.pk).exists()
    return reverse("work:person", args=[row.reference]) if seen else ""


def _whom_to_ask(form: ReferralForm) -> list[User]:
    """The coordinators of the municipality who can be rung about it."""
    place = getattr(form, "cleaned_data", {}).get("municipality")
    return _coordinators(place) if place else []


def _coordinators(place: Municipality) -> list[User]:
    """A few who coordinate the municipality and have a telephone."""
    return [one for one in on_duty(Role.COORDINATOR, place) if one.phone][:MOST_TO_ASK]


def _to_referral(request: HttpRequest, reference: str) -> HttpResponse:
    """An officer sees the referral under their own, a coordinator on the person's page."""
    officer = scope_of(request.user).holds(Role.REFERRER)
    return redirect("refer:detail" if officer else "work:person", reference)


def _form_page(
    request: HttpRequest, form: ReferralForm, found: Found | None = None, status: int = 200
) -> HttpResponse:
    found = found or Found([], [])
    for one in (*found.seen, *found.unseen):
        record_look(request, one.person, page="refer:new")
    picked = _picked(request, found)
    values = {
        "form": form,
        "before_url": "" if form.is_bound else _url_of(request, _before(request)),
        "seen": found.seen,
        "known": [(one, in_words(one.person, form.person())) for one in found.seen],
        "unseen": len(found.unseen),
        "picked": request.POST.get("known", ""),
        "open_time": _open_time(request, picked) if picked else None,
        "to_ask": _whom_to_ask(form) if found.unseen else [],
    }
    return render(request, "referrals/new.html", values, status=status)
