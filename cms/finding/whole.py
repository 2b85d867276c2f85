"""A list that nobody has narrowed: the same for every reader, and made once (decision 72)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from cms.finding.question import query_of
from cms.frame import Frame
from publicdata.memory import remembered


def whole_or_asked(
    request: HttpRequest, frame: Frame, answer: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """The answer for the page's templates; `whole` tells that the address asks for nothing.

    Then it is remembered until something changes that the list shows. What an address asks is made for each
    reader: there are any number of such addresses.
    """
    if query_of(request):
        return answer()
    return {**remembered(answer, "whole list", frame.url), "whole": True}
