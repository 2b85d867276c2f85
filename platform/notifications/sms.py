"""Text messages: by a gateway where SMS_URL names one, else a worker sends them by hand.

The gateway is asked by one HTTPS request, `{"to": "+35840…", "text": "…"}`; a user and password in the
address go as its sign-in. Neither number nor text stands in a log or in what is kept of a failure.
"""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from letters.phones import phone_key

SECONDS = 10
COUNTRY = "+358"


class GatewayRefused(Exception):  # noqa: N818 - what happened, as it is kept beside the message
    """The gateway did not take the text message."""


class _NoDetour(HTTPRedirectHandler):
    """A text message goes where the setting says, and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def has_gateway() -> bool:
    """Whether text messages go by themselves."""
    return bool(settings.SMS_URL)


def send(number: str, text: str) -> None:
    """The gateway has taken the text message. Raises GatewayRefused, or OSError where nobody answers."""
    address, headers = _where()
    told = json.dumps({"to": international(number), "text": text}).encode()
    request = Request(address, data=told, headers=headers, method="POST")  # noqa: S310 - the setting is checked
    opener = build_opener(_NoDetour)
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            status = answer.status
    except OSError as failure:  # an HTTPError too: its text may hold the number
        if getattr(failure, "code", None) is None:
            raise
        raise GatewayRefused from None
    if not 200 <= status < 300:
        raise GatewayRefused


def international(number: str) -> str:
    """The number as a gateway reads it: `+358405550101`; a Finnish one loses its first zero."""
    key = phone_key(number)
    return COUNTRY + key[1:] if key.startswith("0") else key


def text_of(subject: str, body: str) -> str:
    """A message as one text: its subject, and its lines without empty ones between."""
    lines = [subject, *(line.strip() for line in body.splitlines())]
    return "\n".join(line for line in lines if line)


def _where() -> tuple[str, dict[str, str]]:
    """The address without its sign-in, and the headers of a request."""
    parts = urlsplit(settings.SMS_URL)
    headers = {"Content-Type": "application/json"}
    if parts.username:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, parts.query, "")), headers
