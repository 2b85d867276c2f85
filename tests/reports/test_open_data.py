"""Open data: anyone reads the editions, as they were published and as nothing else."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from reports.editions import editions
from reports.models import Edition
from reports.open_data.formats import COUNTS, FIELDS
from tests.reports.test_publishing import _today, crowd, run

__all__ = ["_today", "crowd"]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(crowd) -> Edition:
    run("publish_edition", "2026-Q2")
    return editions().get()


def test_json_is_the_frozen_document_for_ever(client, published):
    answer = client.get("/open-data/editions/2026-Q2.json")

    assert answer.content.decode() == Edition.objects.get().document
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_csv_has_the_same_figures(client, published):
    answer = client.get("/open-data/editions/2026-Q2.csv")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    figures = json.loads(Edition.objects.get().document)["figures"]
    assert list(rows[0]) == list(FIELDS)
    assert len(rows) == len(figures) == published.figures
    assert [row["n"] for row in rows] == ["" if each["n"] is None else str(each["n"]) for each in figures]
    assert sum(row["hidden"] == "True" for row in rows) == published.hidden


def test_jsonstat_says_why_a_cell_is_empty(client, published):
    told = client.get("/open-data/editions/2026-Q2.jsonstat").json()

    assert (told["version"], told["class"]) == ("2.0", "collection")
    hidden = 0
    for dataset in told["link"]["item"]:
        indicators, groups, counts = dataset["size"]
        assert len(dataset["value"]) == indicators * groups * counts
        assert all(dataset["value"][int(place)] is None for place in dataset["status"])
        hidden += len(dataset["status"]) // len(COUNTS)
    assert hidden == published.hidden > 0


def test_data_package_names_every_edition_and_column(client, published, referral):
    run("publish_edition", "2026-Q1")

    told = client.get("/open-data/datapackage.json").json()

    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    assert [each["path"] for each in told["resources"]] == ["editions/2026-Q1.csv", "editions/2026-Q2.csv"]
    assert [each["name"] for each in told["resources"][0]["schema"]["fields"]] == list(FIELDS)
    for each in told["resources"]:
        assert client.get(f"/open-data/{each['path']}").status_code == 200


def test_feed_has_the_newest_first(client, published):
    run("publish_edition", "2026-Q2")

    feed = ElementTree.fromstring(client.get("/open-data/editions.atom").content)  # noqa: S314 - our own

    assert [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")] == ["2026-Q2-2", "2026-Q2"]
    assert "korjaa julkaisun 2026-Q2" in str(next(feed.iter(f"{ATOM}entry")).findtext(f"{ATOM}summary"))


def test_without_editions_the_lists_are_empty(client, db):
    assert client.get("/open-data/datapackage.json").json()["resources"] == []
    feed = ElementTree.fromstring(client.get("/open-data/editions.atom").content)  # noqa: S314 - our own
    assert list(feed.iter(f"{ATOM}entry")) == []


@pytest.mark.parametrize("name", ["2026-Q3.json", "2026-Q2-2.csv", "2026-Q2.xlsx", "x.json"])
def test_what_was_never_published_is_not_found(client, published, name):
    assert client.get(f"/open-data/editions/{name}").status_code == 404
