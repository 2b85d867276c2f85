"""Whom a worker looks for. A name never stands in an address: it would stay in histories and in logs."""

from __future__ import annotations

from cryptography.fernet import InvalidToken
from django.http import QueryDict

from accounts.sealing import seal, unseal

NAME = "sought"
LONGEST = 80
NOT_KEPT = frozenset({"q", NAME, "page", "after", "before", "csrfmiddlewaretoken"})


def sealed(given: QueryDict) -> QueryDict:
    """The choices of the form as they may stand in an address: the words sealed, nothing empty."""
    words = str(given.get("q", "")).strip()[:LONGEST]
    address = QueryDict(mutable=True)
    for name, values in given.lists():
        chosen = [value for one in values if (value := str(one).strip())]
        if chosen and name not in NOT_KEPT:
            address.setlist(name, chosen)
    if words:
        address[NAME] = seal({"q": words})
    return address


def opened(address: QueryDict) -> str | None:
    """The words that stand sealed in the address; empty when there are none, None when they do not open."""
    try:
        return str(unseal(str(address[NAME]))["q"]) if address.get(NAME) else ""
    except (InvalidToken, KeyError, UnicodeError):
        return None
