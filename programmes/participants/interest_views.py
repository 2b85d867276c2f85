""" "This interests me": sent by the person, from a public page too, and read with its answer."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from programmes.participants.interest_forms import InterestForm
from programmes.participants.models import Interest, Participation
from programmes.participants.own import current
from programmes.participants.selectors import interest_for, own_interests, own_participations
from programmes.participants.views import page
from programmes.placements.interest_targets import key_of, target_named
from programmes.placements.services.interest import send
from ui.addresses import SeeOther

only_participants = role_required(Role.PARTICIPANT)
MOST_LISTED = 50


@require_safe
@never_cache
@only_participants
def interests(request: HttpRequest) -> HttpResponse:
    """What has interested the person: who has it, since when, and the answer."""
    rows = list(own_interests(request.user)[:MOST_LISTED])
    return page(request, "interests", current(own_participations(request.user)), interests=rows)


@require_safe
@never_cache
@only_participants
def interest(request: HttpRequest, reference: str) -> HttpResponse:
    """One of them, with whose turn it is and the answer."""
    row = interest_for(request.user, reference)
    if row.participation.participant.user_id != request.user.pk:  # a worker's own page, not this
        raise Http404
    return page(request, "interest", row.participation, interest=row)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def new(request: HttpRequest) -> HttpResponse:
    """The worker hears that the service, the group or the place interests the person."""
    participation = current(own_participations(request.user))
    if participation is None:
        return page(request, "not_linked", None)
    try:
        target = target_named(request.user, request.GET)
    except Http404:
        return _over(request, participation)
    form = InterestForm(request.POST or None, initial={"token": secrets.token_urlsafe(24)})
    if request.method == "POST" and form.is_valid():
        try:
            row = send(
                participation, target, by=request.user,  # type: ignore[arg-type]
                wish=form.cleaned_data["wish"], token=form.cleaned_data["token"],
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return SeeOther(reverse("my:interest", args=[row.reference]))
    name, key = key_of(target)
    title = Interest(**{name: target}).title
    answer = page(request, "interest_new", participation, form=form, title=title, address=f"?{name}={key}")
    answer.status_code = 422 if form.errors else 200
    return answer


def _over(request: HttpRequest, participation: Participation) -> HttpResponse:
    """It was filled or closed meanwhile, or never was: said in the same words, with what was typed."""
    answer = page(request, "interest_over", participation, wish=request.POST.get("wish", "").strip())
    answer.status_code = 404
    return answer
