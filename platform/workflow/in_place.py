"""Acts in the row of a list, without leaving the page; the same pages work without a script.

A row of the list has an element `task-KEY`, and in it an empty one `act-KEY`. What htmx asks for with one of
them as its target is answered with the part that belongs there: the form in `act-KEY`, and what was done in
the place of the row. Any other answer, such as a door to sign in at, is a real move of the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audit.models import Event
from letters.numbers import whole_number
from ui.addresses import SeeOther
from ui.rows import key_of

DONE = "done"  # the act that led to a page, in its address
ACTED = "acted"  # what the page hears when something was done in it


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page; in the row only its content, in the element for the form. `in_place` tells the template."""
    key = key_of(request)
    if not key:
        return render(request, template, context | {"in_place": ""}, status=status)
    part = {"base_template": "workflow/in_place.html", "in_place": key}
    return _put(render(request, template, context | part, status=status), f"#act-{key}", "innerHTML")


def move_on(request: HttpRequest, address: str) -> HttpResponse:
    """Something was done: the page at the address comes next; in the row, what was done in its place.

    address: of our own; it names the event that can be taken back (`workflow.views.with_undo`).
    """
    key = key_of(request)
    if not key:
        return SeeOther(address)
    in_list = key.startswith("item-")  # of a list beside, not of the table
    context = {
        "key": key,
        "in_list": in_list,
        "event_made": _event_in(address),
        "here": _without_event(address),
    }
    response = _put(render(request, "workflow/acted.html", context), f"#task-{key}", "outerHTML")
    response["HX-Trigger-After-Settle"] = ACTED
    return response


def _put(response: HttpResponse, where: str, how: str) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = where, how
    return response


def _event_in(address: str) -> Event | None:
    number = whole_number(parse_qs(urlsplit(address).query).get(DONE, [""])[0])
    return None if number is None else Event.objects.filter(pk=number).first()


def _without_event(address: str) -> str:
    return re.sub(rf"[?&]{DONE}=\d+$", "", address)


class InPlaceMiddleware:
    """A redirect that answers a press in a row is a move of the whole page, not something for the row."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in {301, 302, 303, 307, 308} and key_of(request):
            moved = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
            moved.cookies = response.cookies
            return moved
        return response
