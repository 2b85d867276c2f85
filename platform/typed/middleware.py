"""Nothing typed is lost: what could not be taken is kept or shown, and its page gets it back.

One mechanism for every form, because it reads what was sent and fills the page that comes back, whatever made
either. It sends nothing: the page is opened by GET, asks again who may see it, and the person presses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from audit.selectors import event_with_token
from typed import filling, keeping, owners, switching
from typed.sent import from_own_page, page_of, sent, token_sent
from typed.words import told
from ui.addresses import own_address

SIGNED_OUT, LANGUAGE, AGAIN, SHOWN = "signed_out", "language", "again", "shown"
# A page that shows or holds what was typed says so itself.
SHOWS_ITSELF = (b"data-typed", b"error-summary")
FORM_OF = "for"
REMEMBERED_SECONDS = 3600


class TypedMiddleware:
    """Stands outside everything that can refuse a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            # The database may be away: only what was sent is read.
            return _show(request, response) if request.method == "POST" else response
        if request.method == "POST" and from_own_page(request):
            response = _after_a_form(request, response)
        elif request.method == "GET":
            response = _give_back(request, response)
        response = _with_languages(request, response)
        owners.remember(request, response)
        owners.note_the_end(request)
        return response


def _after_a_form(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if request.resolver_match is not None and request.resolver_match.view_name == "set_language":
        return _carry_over(request, response)
    if _leads_to_sign_in(request, response):
        return _signed_out(request, response)
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        return _show(request, response)
    return _taken(request, response)


def _signed_out(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """After sign-in as the same person the page of the form is open with the text; else it is shown now."""
    page, given, owner = page_of(request), sent(request), owners.owner_of(request)
    sign_in = f"{settings.LOGIN_URL}?{urlencode({'next': page})}"
    if not given.has_words or (
        owner is not None and keeping.keep(request, given, at=page, why=SIGNED_OUT, owner=owner)
    ):
        return HttpResponseRedirect(sign_in)
    words = {"typed": told(given.values), "withheld": given.withheld, "sign_in": sign_in}
    return _private(HttpResponse(render_to_string("typed/signed_out.html", words, request), status=403))


def _carry_over(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The language has changed: the same page in it gets back the form that was sent along."""
    target = own_address(request, response.headers.get("Location", ""))
    if target and FORM_OF in request.GET:
        owner = owners.owner_of(request) if request.user.is_authenticated else None
        action = urlsplit(request.GET[FORM_OF]).path or urlsplit(target).path
        keeping.keep(request, sent(request), at=target, why=LANGUAGE, owner=owner, action=action)
    return response


def _with_languages(request: HttpRequest, response: Any) -> HttpResponseBase:
    """Where the page has a form, the choice of language sends it along."""
    if _is_page(response) and b'method="post"' in response.content:
        page = response.content.decode(response.charset)
        changed = switching.with_the_form(page, request.path)
        if changed != page:
            response.content = changed.encode(response.charset)
    return response  # type: ignore[no-any-return]


def _taken(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A form that is sent a second time with other words was taken the first time only: that is told."""
    token = token_sent(request)
    if event_with_token(token) is None:
        return response
    given = sent(request)
    key = "typed-" + hashlib.sha256(token.encode()).hexdigest()
    mark = hashlib.sha256(repr(given.values).encode()).hexdigest()
    if cache.add(key, mark, REMEMBERED_SECONDS) or cache.get(key) in {None, mark}:
        return response
    target = own_address(request, response.headers.get("Location", ""))
    if target:
        keeping.keep(request, given, at=target, why=AGAIN, owner=owners.owner_of(request))
        return response
    return _with_notice(response, {"why": AGAIN, "typed": told(given.values)})


def _give_back(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The page holds what waited for it; an address that answers no GET leads to the page above it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return response
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and "text/html" in request.headers.get(
        "Accept", ""
    ):
        return _to_the_page_above(request)
    if keeping.SLOT not in request.session:
        return response
    keeping.drop_old(request.session)
    here = request.get_full_path()
    if request.path == str(settings.LOGIN_URL):
        told_why = keeping.waits_for_sign_in(request.session)
        return _with_notice(response, {"why": "sign_in"}) if told_why else response
    if 300 <= response.status_code < 400:
        target = own_address(request, response.headers.get("Location", ""))
        if target and urlsplit(target).path != str(settings.LOGIN_URL):
            keeping.move(request.session, here, target)
        return response
    kept = keeping.waiting_for(request, here)
    if kept is None or not _is_page(response):
        return response
    keeping.forget(request.session, here)
    return _filled(response, kept)


def _filled(response: Any, kept: keeping.Kept) -> HttpResponseBase:
    """The page with its form filled, and above it the words why."""
    tree = filling.read(response.content.decode(response.charset))
    form = filling.form_for(tree, kept) if kept.why != AGAIN else None
    left = filling.fill(form, kept) if form is not None else kept.values
    words = {"why": kept.why if form is not None or kept.why == AGAIN else SHOWN}
    words |= {"typed": told(left), "withheld": kept.withheld}  # type: ignore[dict-item]
    filling.place(tree, render_to_string("typed/notice.html", words), form)
    return _rewritten(response, tree)


def _show(request: HttpRequest, response: Any) -> HttpResponseBase:
    """The page that refuses a form shows what was typed in it, unless it does so by itself.

    A page that asks something more holds the words in its fields: they are not lost, and not told as such.
    """
    if not _is_page(response) or any(mark in response.content for mark in SHOWS_ITSELF):
        return response
    if not from_own_page(request):
        return response
    given = sent(request)
    words = told(filling.lacking(filling.read(response.content.decode(response.charset)), given.values))
    if not words:
        return response
    return _with_notice(response, {"why": SHOWN, "typed": words, "withheld": given.withheld})


def _with_notice(response: Any, words: dict[str, Any]) -> HttpResponseBase:
    if not _is_page(response):
        return response  # type: ignore[no-any-return]
    tree = filling.read(response.content.decode(response.charset))
    filling.place(tree, render_to_string("typed/notice.html", words))
    return _rewritten(response, tree)


def _rewritten(response: Any, tree: Any) -> HttpResponseBase:
    response.content = filling.written(tree).encode(response.charset)
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))
    return _private(response)


def _private(response: Any) -> HttpResponseBase:
    add_never_cache_headers(response)
    return response  # type: ignore[no-any-return]


def _is_page(response: Any) -> bool:
    return not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")


def _leads_to_sign_in(request: HttpRequest, response: HttpResponseBase) -> bool:
    path = urlsplit(response.headers.get("Location", "")).path
    return path == str(settings.LOGIN_URL) and request.path != path and not request.user.is_authenticated


def _to_the_page_above(request: HttpRequest) -> HttpResponseBase:
    """An address that only takes a form is left for the nearest page above it, or the person's own."""
    namespaces = request.resolver_match.namespaces if request.resolver_match else []
    parts = request.path.strip("/").split("/")
    target = reverse("account_home")
    for length in range(len(parts) - 1, 0, -1):
        path = f"/{'/'.join(parts[:length])}/"
        try:
            if resolve(path).namespaces == namespaces:
                target = path
                break
        except Resolver404:
            continue
    keeping.move(request.session, request.get_full_path(), target)
    return HttpResponseRedirect(target)
