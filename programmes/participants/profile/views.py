"""The person's own pages of "me and work"."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from programmes.participants.own import current
from programmes.participants.profile import pages
from programmes.participants.selectors import own_participations
from programmes.participants.views import page

only_participants = role_required(Role.PARTICIPANT)


@require_safe
@never_cache
@only_participants
def whole(request: HttpRequest) -> HttpResponse:
    """What the person has said of themself and work, step by step."""
    return pages.whole(request, _desk(request))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_participants
def step(request: HttpRequest, code: str) -> HttpResponse:
    """One step, kept as it is typed."""
    return pages.step(request, _desk(request), code)


def _desk(request: HttpRequest) -> pages.Desk:
    participation = current(own_participations(request.user))
    if participation is None:
        raise Http404

    def show(request: HttpRequest, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
        answer = page(request, template, participation, **values)
        answer.status_code = status
        return answer

    return pages.Desk(
        participation,
        home=reverse("my:profile"),
        step=lambda code: reverse("my:profile_step", args=[code]),
        show=show,
    )
