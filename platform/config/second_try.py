"""A write that met another at the wrong moment is tried once more, and then asked for with nothing lost.

Locks have one order (`workflow.locks`), so a deadlock should not come. Should one come all the same, or a
writer's turn on SQLite take too long, nothing has been saved of the act: the view runs again as if it had
been sent a moment later. So it does when two make the same thing at once, where no row was there to be
locked: the second try finds what the first of them has made.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms.editing.turns import in_turn

log = logging.getLogger("valityo.second_try")

MET_ANOTHER = frozenset({"40001", "40P01", "55P03"})  # serialisation failure, deadlock, lock not to be had
ALREADY_MADE = "23505"  # PostgreSQL's number for a row that must be the only one of its kind
LOCKED = "database is locked"  # SQLite's word for it, and the turnstile's
ONLY_ONE = "UNIQUE constraint failed"  # SQLite's word for the same
NOT_SHOWN_AGAIN = frozenset(
    {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}
)


class SecondTryMiddleware:
    """Stands last, next to the view: what stands before it has had its say once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """The answer to what was sent; on the second clash a page from which it is sent again."""
        if request.method != "POST" or connection.in_atomic_block:
            return None
        view = in_turn(request, view)
        try:
            return view(request, *args, **kwargs)
        except (OperationalError, IntegrityError) as clash:
            if not met_another(clash) and not made_twice(clash):
                raise
        log.warning("a write met another, tried again")
        for file in request.FILES.values():
            file.seek(0)  # type: ignore[union-attr]
        try:
            return view(request, *args, **kwargs)
        except OperationalError as clash:
            if not met_another(clash):
                raise
        log.warning("a write met another twice")
        return try_again(request)


def met_another(error: DatabaseError) -> bool:
    """Whether the database gave the act up because of another one, and not because it is ill."""
    return _number(error) in MET_ANOTHER or LOCKED in str(error)


def made_twice(error: DatabaseError) -> bool:
    """Whether another act has just made what this one was making."""
    return _number(error) == ALREADY_MADE or ONLY_ONE in str(error)


def _number(error: DatabaseError) -> str:
    return str(getattr(error.__cause__, "sqlstate", ""))


def try_again(request: HttpRequest) -> HttpResponse:
    """The page that sends the same once more, by a press; what was typed stands in it."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_SHOWN_AGAIN
        for value in values
    ]
    complete = len(sent) == sum(
        len(values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"
    )
    page = {"sent": sent if complete and not request.FILES else [], "address": request.get_full_path()}
    return render(request, "try_again.html", page, status=HTTPStatus.CONFLICT)
