"""A request whose text is said to be in anything but UTF-8 is refused before Django reads it.

Django takes the code from the header as it is, and some that Python knows are no text: reading would fail.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def in_utf_8(application: Application) -> Application:
    """The application answers requests in UTF-8 or of no named code; others get 400."""

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_utf_8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain"), ("Content-Length", "0")])
        return [b""]

    return guarded


def _is_utf_8(content_type: str) -> bool:
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "")
        return not charset or codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False
