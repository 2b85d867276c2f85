"""Whole public pages, kept for readers without a session and found only while nothing public has changed.

A page is kept under the version of the public data it shows, read before it was made (`publicdata.version`),
so a page from before a change is never found after it, whichever process made it. Everything else that the
answer depends on stands in the key: host, address, what htmx asks for, and the release that draws the page. A
page that tells of a time of day says until when it holds (`cms.lifetime`); none holds past midnight.

Pages are kept compressed. That is safe here and nowhere else (BREACH): an answer with a cookie, a session, a
form's secret or a nonce is passed on as it is, neither kept nor compressed.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import Any

import brotli
from django.conf import settings
from django.core.cache import BaseCache, caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from cms.routing import find_route
from config.release import release
from publicdata.version import Versions, noticing, one_version, version_of, versions

PAGE_VIEWS = frozenset({"wagtail.views"})
KINDS = ("text/html", "application/rss+xml", "application/atom+xml", "text/calendar")
HTMX = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request")
VARY = ("Accept-Encoding", "Cookie", "HX-Request")
CACHE_CONTROL = "no-cache"  # a browser keeps the page and asks each time whether it still holds: mostly 304
# What newsletters and social media put at the end of a link, another for each reader; no page reads it.
TRAIL = re.compile(r"(utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id)(=|$)")
LONGEST_ADDRESS = 500
LARGEST_PAGE = 1_000_000
BROTLI_QUALITY, GZIP_LEVEL = 5, 6


@dataclass(frozen=True)
class Kept:
    """One page as it is sent: its headers and its bytes, compressed both ways."""

    etag: str
    headers: tuple[tuple[str, str], ...]
    brotli: bytes
    gzip: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for this reader: whole, or 304 when the reader has it already."""
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if "*" in known or self.etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in known}:
            same = HttpResponseNotModified()
            for name, value in self.headers:
                if not name.startswith("Content-"):
                    same.headers[name] = value
            return same
        coding, body = self._coded(request.headers.get("Accept-Encoding", ""))
        answer = HttpResponse(body)
        for name, value in self.headers:
            answer.headers[name] = value
        if coding:
            answer.headers["Content-Encoding"] = coding
        answer.headers["Content-Length"] = str(len(body))
        return answer

    def _coded(self, accepted: str) -> tuple[str, bytes]:
        codings = accepted_codings(accepted)
        if "br" in codings:
            return "br", self.brotli
        if "gzip" in codings:
            return "gzip", self.gzip
        return "", gzip.decompress(self.gzip)


class PageCacheMiddleware:
    """Answers a reader without a session from what is kept, and keeps what may be kept.

    Stands right inside what gives every answer its headers, and outside of sessions and languages. Every
    answer to such a reader is built from the kept page, the first one too: so each has the same headers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        without_trail(request)
        with one_version():
            return self.from_cache(request) if is_readers(request) else self.get_response(request)

    def from_cache(self, request: HttpRequest) -> HttpResponseBase:
        """What is kept; else the page is made, and kept when it is the same for every reader."""
        address, pages = address_of(request), store()
        places = pages.get(address)
        kept: Kept | None = None if places is None else pages.get(key_of(address, places))
        if kept is None:
            before = versions()
            with noticing() as shown:
                response = self.get_response(request)
            if not isinstance(response, HttpResponse) or not may_be_kept(request, response):
                return response
            kept = packed(response)
            if request.method == "GET":
                seconds = seconds_it_holds(request)
                pages.set(key_of(address, shown, before), kept, seconds)
                pages.set(address, frozenset(shown), seconds)
        return kept.answer(request)

    def process_view(self, request: HttpRequest, view: Any, given: Any, named: dict[str, Any]) -> None:
        """Notes whether the answer is one of the page tree; for a reader, which page it is."""
        of_tree = getattr(view, "__module__", "") in PAGE_VIEWS
        request.is_of_page_tree = of_tree  # type: ignore[attr-defined]
        if of_tree and given and not named and request.method in {"GET", "HEAD"} and is_readers(request):
            find_route(request, given[0])


def is_readers(request: HttpRequest) -> bool:
    """Whether the request comes without a session and asks for a page with its language in the address."""
    language = request.path_info.split("/", 2)[1] if request.path_info.startswith("/") else ""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return (
        language in dict(settings.LANGUAGES)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and len(request.get_full_path()) <= LONGEST_ADDRESS
        and all(len(request.headers.get(name, "")) <= LONGEST_ADDRESS for name in HTMX)
    )


def without_trail(request: HttpRequest) -> None:
    """The address without the marks that tell where a reader came from: one page for all of them."""
    if query := request.META.get("QUERY_STRING", ""):
        request.META["QUERY_STRING"] = "&".join(part for part in query.split("&") if not TRAIL.match(part))


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer holds for every reader: a page of the tree with nothing of this visit in it."""
    session = getattr(request, "session", None)
    return (
        getattr(request, "is_of_page_tree", False)
        and response.status_code == HTTPStatus.OK
        and response.headers.get("Content-Type", "").startswith(KINDS)
        and len(response.content) <= LARGEST_PAGE
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not (session is not None and session.accessed)
        and not getattr(request, "csp_nonce", None)  # true once a page has used it
        and not any(response.has_header(name) for name in ("Content-Encoding", "Cache-Control", "ETag"))
    )


def packed(response: HttpResponse) -> Kept:
    """The answer as it will be sent from now on."""
    patch_vary_headers(response, VARY)
    body = response.content
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    headers |= {"ETag": etag, "Cache-Control": CACHE_CONTROL}
    return Kept(
        etag=etag,
        headers=tuple(headers.items()),
        brotli=brotli.compress(body, quality=BROTLI_QUALITY),
        gzip=gzip.compress(body, GZIP_LEVEL, mtime=0),
    )


def address_of(request: HttpRequest) -> str:
    """All the page depends on but public data. Under this name stands which municipalities it shows."""
    parts = [release(), request.scheme or "", request.get_host(), request.get_full_path()]
    parts += [request.headers.get(name, "") for name in HTMX]
    return "page:" + hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def key_of(address: str, places: Iterable[str], known: Versions | None = None) -> str:
    """The page while nothing changes that it shows; `known`: the versions read before it was made."""
    return f"{address}:{version_of(versions() if known is None else known, places)}"


def seconds_it_holds(request: HttpRequest) -> float:
    """Until the page says something else by itself: at the time it has named, at midnight at the latest."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min, tzinfo=now.tzinfo)
    ends: datetime = min(midnight, getattr(request, "page_changes_at", None) or midnight)
    return max(ends.timestamp() - now.timestamp(), 0)


def accepted_codings(header: str) -> set[str]:
    """The content codings of an Accept-Encoding header that are not refused with q=0."""
    codings = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            codings.add(name.strip())
    return codings


def store() -> BaseCache:
    """Where pages are kept: apart from what is computed, so that neither pushes the other out."""
    return caches["pages"]
