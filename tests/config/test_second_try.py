"""A write that meets another is tried again by itself, then by a press; nothing typed is lost."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from config import second_try
from config.second_try import SecondTryMiddleware

SENT = {
    "what": "Soitto <b>perjantaina</b>",
    "places": ["a", "b"],
    "csrfmiddlewaretoken": "secret-of-the-form",
}


class DeadlockError(Exception):
    sqlstate = "40P01"


class AlreadyMadeError(Exception):
    sqlstate = "23505"


def made_twice() -> IntegrityError:
    error = IntegrityError("duplicate key value violates unique constraint")
    error.__cause__ = AlreadyMadeError()
    return error


def clash(cause: Exception | None = None) -> OperationalError:
    error = OperationalError("deadlock detected" if cause else "database is locked")
    error.__cause__ = cause
    return error


def answered(monkeypatch: pytest.MonkeyPatch, *failures: Exception) -> tuple[Any, int]:
    monkeypatch.setattr(second_try, "connection", SimpleNamespace(in_atomic_block=False))
    left, calls = list(failures), []

    def view(request: Any) -> HttpResponse:
        calls.append(request.POST["what"])
        if left:
            raise left.pop(0)
        return HttpResponse("done")

    request = RequestFactory().post("/act/x/?next=/a", SENT)
    request.user, request.csp_nonce = AnonymousUser(), ""
    middleware = SecondTryMiddleware(lambda _request: HttpResponse())
    return middleware.process_view(request, view, (), {}), len(calls)


ONLY_ONE = IntegrityError("UNIQUE constraint failed: audit_event.token")


@pytest.mark.parametrize("failure", [clash(), clash(DeadlockError()), made_twice(), ONLY_ONE])
def test_one_clash_is_not_seen(monkeypatch, failure):
    answer, calls = answered(monkeypatch, failure)

    assert (answer.status_code, answer.content, calls) == (200, b"done", 2)


@pytest.mark.django_db
def test_two_clashes_ask_to_send_again_with_what_was_typed(monkeypatch):
    answer, calls = answered(monkeypatch, clash(), clash())

    page = answer.content.decode()
    assert (answer.status_code, calls) == (409, 2)
    assert 'name="what" value="Soitto &lt;b&gt;perjantaina&lt;/b&gt;"' in page
    assert page.count('name="places"') == 2
    assert "secret-of-the-form" not in page
    assert 'action="/act/x/?next=/a"' in page


def test_a_database_that_is_away_is_not_asked_twice(monkeypatch):
    with pytest.raises(OperationalError):
        answered(monkeypatch, OperationalError("connection refused"))


def test_what_cannot_be_made_is_no_clash_with_another(monkeypatch):
    with pytest.raises(IntegrityError):
        answered(monkeypatch, made_twice(), made_twice())
    with pytest.raises(IntegrityError):
        answered(monkeypatch, IntegrityError("CHECK constraint failed"))
