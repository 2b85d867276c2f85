"""A form that came too late: the page it leads to says why, and shows what was typed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from typed.keeping import keep
from typed.owners import owner_of
from typed.sent import from_own_page, sent
from ui.addresses import SeeOther

TOO_LATE = "shown"


def turned_away(request: HttpRequest, to: str, words: object) -> SeeOther:
    """Nothing was done: the page `to` says `words`, and what was typed stands there to be copied."""
    messages.warning(request, str(words))
    if request.method == "POST" and from_own_page(request):
        keep(request, sent(request), at=to, why=TOO_LATE, owner=owner_of(request))
    return SeeOther(to)
