"""The page that refuses, for tests that knock at every door as everybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config import errors


@contextmanager
def each_refusal_drawn_once() -> Iterator[None]:
    """Inside, the pages of 403 and 404 are drawn once for each person: they are the same at every door."""
    drawn: set[tuple[str, Any]] = set()

    def refuse(request: HttpRequest, template: str, context: Any = None, *, status: int) -> HttpResponse:
        key = (template, getattr(request, "user", None) and request.user.pk)
        if key in drawn:
            return HttpResponse(status=status)
        drawn.add(key)
        return render(request, template, context, status=status)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(errors, "render", refuse)
        yield
