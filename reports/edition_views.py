"""The editions in the browser: which there are, and a new one, looked at before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from reports.clash_words import clash_tables
from reports.disclosure.facts import Row, row_of
from reports.editions import editions
from reports.indicators import INDICATORS
from reports.made.drafts import NoDraftError, ready_draft
from reports.made.ordering import order_draft
from reports.periods import Period, recent_periods
from reports.publishing import (
    Draft,
    NotPublishableError,
    RefusedError,
    period_to_publish,
    publish_edition,
)
from reports.readers import manages, require_manager, require_reader
from reports.selectors import group_names
from reports.words import group_name, period_name, period_title
from ui.addresses import SeeOther
from workflow.forms import OnceForm

AGAIN = "again"


class EditionPeriodForm(forms.Form):
    """A quarter, half or year that has ended."""

    period = forms.ChoiceField(label=gettext_lazy("Period"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ended = [each for each in recent_periods(timezone.localdate()) if each.end < timezone.localdate()]
        self.fields["period"].choices = [(each.name, period_title(each)) for each in ended]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class HiddenLine:
    """One indicator of a draft: which of its groups are hidden, and why."""

    name: str
    figures: int
    small: Sequence[str]
    beside: Sequence[str]


@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """Every edition, the newest first, for who reads the figures."""
    require_reader(request)
    rows = [(each, period_name(Period.named(each.period))) for each in editions()]
    page = {"rows": rows, "manages": manages(request.user)}
    return render(request, "reports/editions.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """A draft to look at, and its publishing: a manager alone."""
    require_manager(request.user)
    form = EditionPeriodForm(request.GET if "period" in request.GET else None)
    once = OnceForm(request.POST if request.method == "POST" else None)
    page: dict[str, Any] = {"form": form, "once": OnceForm(), "draft": None}
    if not form.is_valid():
        return render(request, "reports/publish.html", page)
    try:
        period = period_to_publish(form.cleaned_data["period"], timezone.localdate())
    except NotPublishableError as refusal:
        return render(request, "reports/publish.html", page | {"refusal": str(refusal)}, status=422)
    try:
        if request.method == "POST" and once.is_valid():
            return _published(request, period, once.token_sent)
        if AGAIN in request.GET:
            raise NoDraftError
        making, draft = ready_draft(_me(request), period)
    except NoDraftError:
        waiting = order_draft(period, by=_me(request))
        return SeeOther(reverse("reports:making", args=[waiting.reference]))
    except RefusedError as refusal:
        return render(request, "reports/publish.html", page | _preview(refusal.draft), status=422)
    return render(request, "reports/publish.html", page | _preview(draft) | {"counted_at": making.ended_at})


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _published(request: HttpRequest, period: Period, token: str | None) -> HttpResponse:
    """What was looked at is published; NoDraftError where nothing that holds was."""
    user = _me(request)
    edition = publish_edition(period, by=user, token=token, draft_of=lambda one: ready_draft(user, one)[1])
    told = {"name": edition.name, "hidden": edition.hidden, "figures": edition.figures}
    messages.success(
        request,
        _("Edition %(name)s is published: %(hidden)s of its %(figures)s figures are hidden.") % told,
    )
    return SeeOther(reverse("reports:editions"))


def _preview(draft: Draft) -> dict[str, Any]:
    """What would be published: how much of it is hidden and why, or what speaks against it."""
    return {
        "draft": draft,
        "title": period_name(draft.period),
        "lines": _lines(draft),
        "clashes": clash_tables(draft.clashes, group_names()),
    }


def _lines(draft: Draft) -> list[HiddenLine]:
    if draft.veiled is None:
        return []
    names = group_names()

    def words(indicator: str, hidden: frozenset[tuple[str, Row]]) -> list[str]:
        rows = [row_of(each) for each in draft.figures if each.indicator == indicator]
        return [
            group_name(str(by), str(group), names) if by else _("Everyone")
            for by, group in rows
            if (indicator, (by, group)) in hidden
        ]

    counted = list(dict.fromkeys(each.indicator for each in draft.figures))
    return [
        HiddenLine(
            str(INDICATORS[indicator].name),
            sum(each.indicator == indicator for each in draft.figures),
            words(indicator, draft.veiled.small),
            words(indicator, draft.veiled.beside),
        )
        for indicator in counted
    ]
