"""Entering money: what a month cost, corrections, and the rows of budget and funding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from areas.selectors import SpendingKind, spending_kinds
from reports.models import FundingRow, Spending
from reports.money import (
    add_funding,
    all_funding_rows,
    correct_spending,
    corrections,
    enter_spending,
    funding_rows,
    shares_of,
    spent_between,
)
from reports.money_forms import KIND, CorrectionForm, FundingForm, SpendingForm, months_to_choose
from reports.readers import require_keeper
from reports.tables.money import Month, month_of
from reports.tables.telling.funding import row_name
from reports.tables.telling.money import month_words
from reports.words import short_day
from ui.addresses import SeeOther
from ui.elements import Column
from ui.formats import money, percent
from workflow.forms import OnceForm

CORRECTIONS_SHOWN, MONTHS_SHOWN = 50, 12


@require_http_methods(["GET", "HEAD", "POST"])
def spending(request: HttpRequest) -> HttpResponse:
    """What is entered of each month, and a form for a month that is not entered whole."""
    require_keeper(request)
    kinds, months = list(spending_kinds()), entered_months()
    first = next((one.month for one in reversed(months[1:]) if one.euros and one.missing), None)
    lacking = first or next((one.month for one in months[1:] if one.missing), months[0].month)
    initial = {"month": lacking.isoformat()}
    form = SpendingForm(request.POST or None, kinds=kinds, initial=initial)

    def enter() -> None:
        told = form.cleaned_data
        enter_spending(told["month"], form.spent, by=cast(User, request.user), token=form.token_sent)

    if _done(request, form, enter, _("The spending is entered."), prefix=KIND):
        return SeeOther(request.path)
    page = {"form": form, "columns": _columns(kinds), "rows": [_row(one, kinds) for one in months]}
    page["corrections"] = [_correction(row) for row in corrections()[:CORRECTIONS_SHOWN]]
    return render(request, "reports/spending.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    """A correction of what was entered for a month and a kind, with its reason."""
    require_keeper(request)
    kinds = list(spending_kinds())
    months = [one for one in entered_months() if one.euros]
    newest = {"month": months[0].month.isoformat()} if months else {}
    form = CorrectionForm(request.POST or None, kinds=kinds, initial=newest)

    def keep() -> None:
        seen = form.cleaned_data["seen"] or 0
        correct_spending(form.correction, seen=seen, by=cast(User, request.user), token=form.token_sent)

    if _done(request, form, keep, _("The correction is entered.")):
        return SeeOther(reverse("reports:spending"))
    if form.is_bound:
        form.has_seen_now()
    page = {"form": form, "columns": _columns(kinds), "rows": [_row(one, kinds) for one in months]}
    return render(request, "reports/correct_spending.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def funding(request: HttpRequest) -> HttpResponse:
    """Every row of budget and funding with its source, those that were replaced too, and a new one."""
    require_keeper(request)
    form = FundingForm(request.POST or None, rows=funding_rows(), names=row_name)

    def add() -> None:
        add_funding(form.row, by=cast(User, request.user), token=form.token_sent)

    if _done(request, form, add, _("The row is entered.")):
        return SeeOther(request.path)
    page = {"form": form, "rows": [_funding_line(row) for row in all_funding_rows()]}
    return render(request, "reports/funding.html", page, status=422 if form.errors else 200)


def entered_months() -> list[Month]:
    """What is entered of the last year, or back to the first month that is entered; the newest first."""
    months, kinds = months_to_choose(), list(spending_kinds())
    spent = spent_between(months[-1], months[0])
    found = [month_of(month, spent, kinds) for month in months]
    return found[: max(MONTHS_SHOWN, *(number for number, one in enumerate(found, 1) if one.euros), 0)]


def _done(
    request: HttpRequest, form: OnceForm, act: Callable[[], None], said: str, *, prefix: str = ""
) -> bool:
    """Whether the form was sent and its act done; what refuses it stands at the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refused:
        _tell(form, refused, prefix)
        return False
    messages.success(request, said)
    return True


def _tell(form: forms.Form, refused: ValidationError, prefix: str) -> None:
    """Each refusal at its field, or at the form where it has none."""
    told = refused.message_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.messages}
    for name, words in told.items():
        field = prefix + name if prefix + name in form.fields else name if name in form.fields else None
        form.add_error(field, words)


def _columns(kinds: Sequence[SpendingKind]) -> list[Any]:
    named = (Column(kind.name, numeric=True) for kind in kinds)
    return [_("Month"), *named, Column(_("Together"), numeric=True)]


def _row(month: Month, kinds: Sequence[SpendingKind]) -> list[str]:
    together = _("not all entered") if month.euros and month.missing else _exact(month.total)
    return [month_words(month.month), *(_exact(month.euros.get(kind.code)) for kind in kinds), together]


def _correction(row: Spending) -> dict[str, Any]:
    return {
        "month": month_words(row.month),
        "kind": row.kind.name,
        "euros": f"{'+' if row.euros > 0 else ''}{_exact(row.euros)}",
        "why": row.why,
        "by": row.entered_by,
    }


def _exact(euros: Decimal | None) -> str:
    return "–" if euros is None else money(int(euros * 100))


def _funding_line(row: FundingRow) -> dict[str, Any]:
    shares = shares_of(row)
    return {
        "row": row,
        "name": row_name(row),
        "days": f"{short_day(row.valid_from)}–{short_day(row.valid_until)}",
        "euros": _exact(row.euros),
        "support": f"{_exact(shares.support)} ({percent(float(shares.percent))})" if shares else "–",
        "own": _exact(shares.own) if shares else "–",
        "holds": not hasattr(row, "replaced_by"),
    }
