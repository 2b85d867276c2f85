"""Addresses that a form names, and where it leads to."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

BEGINNINGS = ("/", "http://", "https://")


class SeeOther(HttpResponseRedirect):
    """The answer to a POST that was done: look there."""

    status_code = 303


def own_address(request: HttpRequest, wanted: str) -> str:
    """`wanted`, when it is a path of this site or a whole address of it; empty for everything else."""
    hosts, secure = {request.get_host()}, request.is_secure()
    if not wanted.isprintable() or not wanted.startswith(BEGINNINGS):
        return ""
    return wanted if url_has_allowed_host_and_scheme(wanted, hosts, require_https=secure) else ""


def here_without(request: HttpRequest, name: str) -> str:
    """The address of this page with its choices, but for the one called `name`."""
    query = request.GET.copy()
    query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
