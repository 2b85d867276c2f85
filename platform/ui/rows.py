"""Which row of a list a request was made in: what htmx asks for with an element of the row as its target."""

from __future__ import annotations

import re

from django.http import HttpRequest

_target = re.compile(r"(?:task|act)-([a-z0-9_-]{1,60})").fullmatch


def key_of(request: HttpRequest) -> str:
    """The key of the row in which was pressed; empty where a whole page is asked for."""
    if request.headers.get("HX-Request") != "true":
        return ""
    found = _target(request.headers.get("HX-Target", ""))
    return found[1] if found else ""


def field_ids(request: HttpRequest) -> dict[str, str]:
    """What a form is made with so that of several rows of one page each has its own fields."""
    key = key_of(request)
    return {"auto_id": f"{key}-%s"} if key else {}
