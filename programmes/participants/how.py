"""How are things? The one question after the service, answered by one tap, without signing in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.knocks import too_many
from areas.selectors import service_phone
from programmes.participants.codes import FollowUpAnswer
from programmes.participants.follow_ups import answer, is_time
from programmes.participants.links import behind_link
from programmes.participants.models import FollowUp
from ui.addresses import SeeOther

ANSWERS = [one for one in FollowUpAnswer if one != FollowUpAnswer.NOT_REACHED]
TRIES, WITHIN_SECONDS = 60, 3600


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def how_are_you(request: HttpRequest, link: str) -> HttpResponse:
    """The question with its answers, each a button; nothing is recorded by looking. A later tap holds."""
    if too_many(request, "how-are-you", tries=TRIES, within_seconds=WITHIN_SECONDS):
        return render(request, "429.html", status=429)
    found = behind_link(link)
    if found is None:
        return render(request, "participants/how_over.html", {"phone": _phone(), "ask_on": None}, status=404)
    if not is_time(found, timezone.localdate()):
        with translation.override(_language(request, found)):
            early = {"phone": _phone(), "ask_on": found.ask_on}
            return render(request, "participants/how_over.html", early, status=404)
    if request.method == "POST" and request.POST.get("answer") in ANSWERS:
        answer(found, request.POST["answer"], by=None)
        return SeeOther(request.path)
    with translation.override(_language(request, found)):
        given = found.status if found.status in ANSWERS else ""  # "not reached" is nobody's word
        values = {"row": found, "answers": ANSWERS, "phone": _phone(), "given": given}
        return render(request, "participants/how.html", values)


def _phone() -> str:
    """The number on one line."""
    return service_phone().replace(" ", "\N{NO-BREAK SPACE}")


def _language(request: HttpRequest, row: FollowUp) -> str:
    """The language that the visitor has chosen here, else the person's own."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language() or "fi"
    person = row.participation.participant
    own = person.user.language if person.user else person.language
    return own if own in dict(settings.LANGUAGES) else translation.get_language() or "fi"
