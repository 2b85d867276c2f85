"""The weekly word, the month sheet, and whom to call if something happens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programmes.board.access import board_required, group_to_run
from programmes.board.forms import WordsForm
from programmes.board.month import as_csv, sheet_of
from programmes.board.selectors import group_for, people_of, person_in
from programmes.board.words import WrittenMeanwhileError, newest, was_there, words_of, write_words
from programmes.catalogue.models import Intake
from programmes.looking import record_list, record_look
from programmes.participants.profile.illness import names_illness
from programmes.placements.attendance.calendar import (
    WEEK,
    first_of_month,
    monday_from,
    monday_of,
    month_code,
    month_from,
    name_of_month,
    week_code,
    week_name,
)
from programmes.placements.attendance.selectors import LIVES
from programmes.placements.models import Placement, WeeklyWord
from ui.addresses import SeeOther


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@board_required
def words(request: HttpRequest, reference: str) -> HttpResponse:
    """A short word on the week of everybody in the group; who reads it stands above it."""
    group = group_to_run(request, reference)
    this = monday_of(timezone.localdate())
    monday = min(monday_from(request.GET.get("week", "")) or this, this)
    people = [row for row in people_of(request.user, group) if row.state in LIVES and was_there(row, monday)]
    people = [row for row in people if request.user.has_perm("programmes.write_weekly_word", row)]
    record_list(request, people, page="board:words")
    stands = words_of(people, monday)
    form = WordsForm(request.POST if request.method == "POST" else None, people=people, stands=stands)
    if request.method == "POST" and form.is_valid():
        try:
            written = write_words(form.texts, monday, by=request.user, seen=_seen(request))  # type: ignore[arg-type]
        except WrittenMeanwhileError as stop:
            return _words(request, group, monday, form, stands, status=409, others=stop.words)
        _say(request, written.kept + written.gone, form.texts)
        return SeeOther(_words_url(group, monday))
    return _words(request, group, monday, form, stands, status=422 if form.errors else 200)


def _words(
    request: HttpRequest,
    group: Intake,
    monday: date,
    form: WordsForm,
    stands: dict[int, WeeklyWord],
    *,
    status: int,
    others: Any = (),
) -> HttpResponse:
    seen = newest([*stands.values()]) if request.method != "POST" or others else _seen(request)
    names = {row.pk: row.participation.participant.short_name for row in form.people}
    values = {
        "group": group,
        "form": form,
        "title": week_name(monday),
        "before_url": _words_url(group, monday - WEEK),
        "after_url": _words_url(group, monday + WEEK) if monday < monday_of(timezone.localdate()) else "",
        "seen": seen.isoformat() if seen else "",
        "others": [(names[word.placement_id], word) for word in others],
    }
    return render(request, "board/words.html", values, status=status)


def _say(request: HttpRequest, changed: int, texts: dict[Placement, str]) -> None:
    if not changed:
        messages.info(request, _("Nothing was changed."))
        return
    told = ngettext("%(number)s word is kept.", "%(number)s words are kept.", changed)
    messages.success(request, told % {"number": changed})
    if any(names_illness(text) for text in texts.values()):
        messages.info(
            request, _("A word may name an illness. It is not needed here: tell how the week went, not why.")
        )


def _words_url(group: Intake, monday: date) -> str:
    return f"{reverse('board:words', args=[group.reference])}?{urlencode({'week': week_code(monday)})}"


def _seen(request: HttpRequest) -> datetime | None:
    """What the form knew: the newest instant at which a word had been written."""
    try:
        return parse_datetime(request.POST.get("seen", "")[:40])
    except ValueError:
        return None


@require_safe
@never_cache
@board_required
def month(request: HttpRequest, reference: str) -> HttpResponse:
    """The days of everybody in the group in one month: a page that prints, and a file."""
    group = group_for(request.user, reference)
    this = first_of_month(timezone.localdate())
    chosen = month_from(request.GET.get("month", "")) or this
    last = chosen + relativedelta(months=1, days=-1)
    people = [
        row
        for row in people_of(request.user, group)
        if row.state in LIVES and row.starts_on and row.starts_on <= last and (row.ended_on or last) >= chosen
    ]
    record_list(request, people, page="board:month")
    sheet = sheet_of(people, chosen)
    if request.GET.get("format") == "csv":
        name = f"paivat-{month_code(chosen)}-{group.reference}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(as_csv(sheet), content_type="text/csv; charset=utf-8", headers=headers)
    address = reverse("board:month", args=[reference])
    values = {
        "group": group,
        "sheet": sheet,
        "title": name_of_month(chosen),
        "before_url": f"{address}?month={month_code(chosen - relativedelta(months=1))}",
        "after_url": f"{address}?month={month_code(chosen + relativedelta(months=1))}"
        if chosen < this
        else "",
        "csv_url": f"{address}?month={month_code(chosen)}&format=csv",
    }
    return render(request, "board/month.html", values)


@require_safe
@never_cache
@board_required
def contact(request: HttpRequest, reference: str, person: str) -> HttpResponse:
    """Whom to call if something happens to the person; the look is on record."""
    group = group_for(request.user, reference)
    placement = person_in(request.user, group, person)
    if not request.user.has_perm("programmes.read_emergency_contact", placement):
        raise PermissionDenied
    who = placement.participation.participant
    record_look(request, who, page="board:contact")
    return render(request, "board/contact.html", {"group": group, "person": who})
