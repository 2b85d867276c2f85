"""Publishing in the browser: look at it, see what is hidden and why, publish once."""

from __future__ import annotations

import re
from datetime import date

import pytest

from audit.models import Event
from reports.models import Edition
from tests.factories.programmes import coordinator, manager
from tests.reports.test_publishing import _today, crowd, run

__all__ = ["_today", "crowd"]
LIST, PUBLISH = "/reports/editions/", "/reports/editions/publish/"
QUARTER = f"{PUBLISH}?period=2026-Q2"


def token_of(html: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', html)[1]


def test_a_manager_looks_publishes_once_and_finds_it_in_the_list(client, crowd):
    user = manager()
    client.force_login(user)
    html = client.get(QUARTER).content.decode()
    sent = {"token": token_of(html)}

    first, second = client.post(QUARTER, sent), client.post(QUARTER, sent)

    assert (first.status_code, first["Location"], second.status_code) == (303, LIST, 303)
    edition = Edition.objects.get()
    assert edition.published_by_id == user.pk
    assert Event.objects.get(verb="edition.published").actor_id == user.pk
    listed = client.get(LIST).content.decode()
    assert f"{edition.hidden} / {edition.figures}" in listed
    assert "/open-data/editions/2026-Q2.csv" in listed


def test_the_preview_names_the_hidden_groups_and_publishes_nothing(client, crowd):
    client.force_login(manager())

    html = client.get(QUARTER).content.decode()

    row = html[html.index("Tarjous 90 päivässä") :]
    assert "Rääkkylä" in row[: row.index("</tr>")]
    assert not Edition.objects.exists()


def test_what_would_tell_is_refused_with_its_tables(client, crowd, referral):
    for _number in range(7):
        referral("707", offered=20, referred_on=date(2025, 11, 1))
    run("publish_edition", "2026-H1")
    run("publish_edition", "2026-Q1")
    client.force_login(manager())

    html = client.get(QUARTER).content.decode()
    answer = client.post(QUARTER, {"token": "x" * 24})

    assert "(P9), Kunta, 2026, 2. neljännes" in html
    assert answer.status_code == 422
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("period", ["2026-Q3", "2026-07", ""])
def test_a_period_that_is_not_over_is_not_offered(client, crowd, period):
    client.force_login(manager())

    answer = client.post(f"{PUBLISH}?period={period}", {"token": "x" * 24})

    assert "error" in answer.content.decode()
    assert not Edition.objects.exists()


def test_a_coordinator_reads_the_list_and_publishes_nothing(client, crowd):
    client.force_login(coordinator())

    assert client.get(LIST).status_code == 200
    assert client.get(QUARTER).status_code == 403
    assert client.post(QUARTER, {"token": "x" * 24}).status_code == 403
    assert not Edition.objects.exists()
