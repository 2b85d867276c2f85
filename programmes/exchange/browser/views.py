"""The pages of an import: send a file, see what it would do, bring it in, take it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.models import User
from accounts.roles import Role
from audit.services import record_read
from letters.cells import harmless
from programmes.exchange.browser import services, template
from programmes.exchange.browser.describing import described
from programmes.exchange.browser.forms import SendForm
from programmes.exchange.browser.presentation import page_of
from programmes.exchange.browser.reasons import in_words
from programmes.exchange.browser.selectors import import_for, imports_for
from programmes.exchange.browser.store import report_for
from programmes.exchange.models import ImportRun
from ui.addresses import SeeOther

PAGE = 25
MARK = "\ufeff"
TEMPLATES: dict[str, tuple[Callable[[], bytes], str]] = {
    "xlsx": (template.workbook, template.WORKBOOK_TYPE),
    "zip": (template.archive, template.ZIP_TYPE),
}
managers_only = role_required(Role.MANAGER)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@managers_only
def index(request: HttpRequest) -> HttpResponse:
    """A file is sent here; below, what was sent before."""
    _allowed(request)
    posted = request.method == "POST"
    form = SendForm(*((request.POST, request.FILES) if posted else ()))
    if posted and form.is_valid():
        told = form.cleaned_data
        try:
            run = services.send(told["file"], by=_me(request), source=told["source"], token=told["token"])
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            return SeeOther(_page(run))
    page_obj = Paginator(imports_for(request.user), PAGE).get_page(request.GET.get("page"))
    values = {"form": form, "page_obj": page_obj, "runs": list(page_obj)}
    return render(request, "exchange/imports.html", values, status=422 if form.errors else 200)


@require_safe
@managers_only
def columns(request: HttpRequest) -> HttpResponse:
    """Every file and column of a bundle in words."""
    _allowed(request)
    return render(request, "exchange/columns.html", {"files": described()})


@require_safe
@managers_only
def empty_template(request: HttpRequest, kind: str) -> HttpResponse:
    """A template to fill in, explained in the reader's language."""
    _allowed(request)
    if kind not in TEMPLATES:
        raise Http404
    made, content_type = TEMPLATES[kind]
    name = _("import-template")
    return _to_keep(made(), content_type, f"{name}.{kind}")


@require_safe
@never_cache
@managers_only
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One import: how far it is, what came of it, and what to do next. htmx asks for the bar alone."""
    run = import_for(request.user, reference)
    values = page_of(run, request.GET.get("page", ""))
    if request.headers.get("HX-Request") == "true":
        if not run.is_at_work:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "ui/working_bar.html", values)
    if values.get("wrong_rows") or values.get("warned"):
        _looked(request, run)
    return render(request, "exchange/import.html", values)


@require_POST
@never_cache
@managers_only
def bring_in(request: HttpRequest, reference: str) -> HttpResponse:
    """What was checked goes in."""
    return _pressed(request, reference, services.bring_in, "")


@require_POST
@never_cache
@managers_only
def call_off(request: HttpRequest, reference: str) -> HttpResponse:
    """What was checked does not go in, and the file is gone."""
    return _pressed(
        request,
        reference,
        services.call_off,
        _("The import is called off. Nothing was changed, and the file is gone."),
    )


@require_POST
@never_cache
@managers_only
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole import is taken back, while nothing hangs on it."""
    return _pressed(request, reference, services.take_back, "")


@require_safe
@never_cache
@managers_only
def rejected(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Rejected rows of a file as they came, each with what is wrong and what to do."""
    run = import_for(request.user, reference)
    try:
        text = services.rejected_rows(run, name, by=_me(request))
    except KeyError as gone:
        raise Http404 from gone
    _looked(request, run)
    reasons = [why for file, _row, why in report_for(run).rows if file == name]
    return _to_keep(_explained(text, reasons).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def _explained(text: str, reasons: list[list[str]]) -> str:
    """The rows in the form in which they came, with the reasons in the reader's words as the last column."""
    mark = MARK if text.startswith(MARK) else ""
    bare = text.removeprefix(MARK)
    header = bare.partition("\n")[0]
    separator = ";" if header.endswith(";error") else ","
    rows = list(csv.reader(io.StringIO(bare), delimiter=separator))
    place = len(rows[0]) - 1
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(rows[0])
    for row, why in zip(rows[1:], reasons, strict=True):
        row[place] = harmless(in_words(why))
        writer.writerow(row)
    return mark + out.getvalue()


def _pressed(request: HttpRequest, reference: str, act: Callable[..., None], said: str) -> HttpResponse:
    run = import_for(request.user, reference)
    try:
        act(run, by=_me(request))
    except ValidationError as refused:
        for words in refused.messages:
            messages.warning(request, words)
    else:
        if said:
            messages.success(request, said)
    return redirect(_page(run))


def _allowed(request: HttpRequest) -> None:
    if not request.user.has_perm("programmes.import_bundle"):
        raise PermissionDenied


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _page(run: ImportRun) -> str:
    return reverse("imports:detail", args=[run.reference])


def _looked(request: HttpRequest, run: ImportRun) -> None:
    role: Any = request.active_role  # type: ignore[attr-defined]
    record_read(_me(request), run, page="imports:detail", role=role)


def _to_keep(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
