"""What a form was sent with, as far as it may be kept or shown again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils.http import urlencode

from ui.addresses import own_address
from ui.identity_codes import without_identity_codes
from ui.rows import key_of

# Never kept and never shown: passwords, codes, and what belongs to the form and not to the person.
# A postal code opens nothing: it is part of an address and comes back with it.
SECRET = re.compile(r"password|passwd|secret|otp|(^|[-_])(?<!postal[-_])code$", re.IGNORECASE)
OF_THE_FORM = re.compile(
    r"^(csrfmiddlewaretoken|token|next|opened|website|seen|.*-(TOTAL|INITIAL|M\w+_NUM)_FORMS)$"
)
OWN = "same-origin"
LONGEST_TOKEN = 40
GOES = "navigate"

Values = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Sent:
    """The values of a form by the names of its fields, as sent; `withheld`: something is not here."""

    values: Values
    withheld: bool

    @property
    def has_words(self) -> bool:
        """Whether somebody has typed or chosen anything."""
        return any(any(one.strip() for one in given) for _name, given in self.values)


def token_sent(request: HttpRequest) -> str:
    """The token against double sending that came with the form; empty where none did."""
    return request.POST.get("token", "")[:LONGEST_TOKEN]


def from_own_page(request: HttpRequest) -> bool:
    """Whether a page of ours has sent the form, and a person waits for a page or a row; else none is kept."""
    by_script = request.headers.get("HX-Request") or request.headers.get("Sec-Fetch-Mode", GOES) != GOES
    if by_script and not key_of(request):
        return False
    if request.headers.get("Sec-Fetch-Site", OWN) != OWN:
        return False
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == f"{request.scheme}://{request.get_host()}"
    return bool(own_address(request, request.headers.get("Referer", "")))


def page_of(request: HttpRequest) -> str:
    """The path and query of the page on which the form stood; of one in a row, its own page."""
    if key_of(request):
        onwards = own_address(request, request.POST.get("next", ""))
        return f"{request.path}?{urlencode({'next': onwards})}" if onwards else request.path
    came_from = own_address(request, request.headers.get("Referer", ""))
    beginning = f"{request.scheme}://{request.get_host()}"
    path = came_from.removeprefix(beginning).partition("#")[0]
    return path if path.startswith("/") and not path.startswith("//") else request.get_full_path()


def sent(request: HttpRequest) -> Sent:
    """What the form was sent with."""
    try:
        lists = list(request.POST.lists())
        files = any(request.FILES.values())
    except (RawPostDataException, UnreadablePostError, RequestDataTooBig, SuspiciousOperation):
        return Sent([], withheld=True)
    secret = any(SECRET.search(name) for name, _values in lists)
    kept: Values = [
        (name, [without_identity_codes(str(value)) for value in values])
        for name, values in lists
        if not (SECRET.search(name) or OF_THE_FORM.match(name))
    ]
    return Sent(kept, withheld=files or secret)
