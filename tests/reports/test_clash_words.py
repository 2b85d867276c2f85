"""What speaks against publishing is told by names of figures, groups and periods."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django.utils.translation import override

from reports.clash_words import COUNT_NAMES, clash_tables, edition_title
from reports.disclosure.attack import Clash
from reports.publishing import clashing_tables, draft_edition, period_to_publish
from tests.factories.programmes import manager

NAMES = {"municipality": {"422": "Lieksa"}}
CLASHES = [
    Clash("2026-Q1", "P3", "gender", "male", "n", 3, 3),
    Clash("2026-Q1", "P3", "gender", "male", "k", 1, 3),
    Clash("2026-Q1", "P3", "gender", "unknown", "n", 2, 2),
    Clash("2025-H2-2", "O3", "municipality", "422", "unknown", 0, 4),
    Clash("2026", "P1", None, None, "value"),
]


def test_tables_are_named_in_finnish_with_what_could_be_worked_out():
    with override("fi"):
        told = [(table.title, table.lines) for table in clash_tables(CLASHES, NAMES)]

    first, second, third = told
    assert first[0].startswith("Tarjous 90 päivässä (P3), Sukupuoli, 2026, 1. neljännes")
    assert first[1][0].startswith("Miehet: ")
    assert "(3)" in first[1][0]
    assert "(1–3)" in first[1][0]
    assert len(first[1]) == 2
    assert "2025, 2. puolivuosi (2025-H2-2)" in second[0]
    assert second[1][0].startswith("Lieksa: ")
    assert third[0].startswith("Suunnitelma ajallaan (P1), ")
    assert "(" not in third[1][0]


def test_the_command_prints_codes_as_before():
    assert clashing_tables(CLASHES)[0] == "2026-Q1 P3 by gender: male (n, k), unknown (n)"


@pytest.mark.parametrize("name", ["2026-Q1", "2026-H2", "2026", "2026-Q3-12"])
def test_every_name_of_an_edition_is_a_period_in_words(name):
    with override("en"):
        assert edition_title(name) != name or name == "2026"


def test_every_count_of_a_clash_has_its_words():
    assert set(COUNT_NAMES) >= {"n", "k", "n-k", "unknown", "score", "net", "amount", "value", "previous"}


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_the_page_of_a_refusal_has_no_codes(client, referral, monkeypatch):

    referral("167", offered=10)
    period = period_to_publish("2026-Q1", timezone.localdate())
    refused = replace(draft_edition(period), clashes=tuple(CLASHES[:3]))
    looked_at = SimpleNamespace(ended_at=timezone.now()), refused
    monkeypatch.setattr("reports.edition_views.ready_draft", lambda _viewer, _period: looked_at)
    client.force_login(manager())

    page = client.get("/reports/editions/publish/", {"period": "2026-Q1"}).content.decode()

    assert "Miehet" in page
    assert "by gender" not in page
