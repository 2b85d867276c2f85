"""The sample bundles: the good one goes in whole and gives the expected figures, of the bad one what must."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from audit.models import Event
from audit.verifying import broken_events
from programmes.employers.models import HostEmployer, Vacancy
from programmes.exchange.models import ImportedRow
from programmes.exchange.services import Result
from programmes.participants.models import NextStep, Participant, Participation
from programmes.placements.models import Placement
from programmes.placements.seats import holding_a_seat
from reports.figures import count_figures
from reports.periods import Period
from reports.selectors import frames_for
from tests.programmes.exchange.conftest import DATA, TODAY

pytestmark = pytest.mark.django_db

# The expected rejections name a reason in a few words; these stand in ours.
IN_OUR_WORDS = {
    "date": "date that does not parse",
    "missing value": "missing required value",
    "unknown code": "unknown code",
    "date in the future": "date in the future",
    "repeated id": "repeated id",
    "child of a rejected row": "child of a rejected row",
    "order of dates": "order of dates",
    "more than one end": "more than one end",
    "started needs accepted": "started_on needs accepted_on",
    "id points nowhere": "id points nowhere",
    "check digit": "check digit",
    "seats": "below 1: seats",
    "same vacancy overlapping, seats over": "seats over",
    "neither vacancy nor intake": "neither vacancy nor intake",
    "starts needs agreed": "starts_on needs agreed_on",
}


def test_sample_goes_in_whole(sample: Callable[..., Result]) -> None:
    result = sample()

    assert {each.name: (each.new, len(each.rejected)) for each in result.outcomes} == {
        "employers": (30, 0),
        "vacancies": (80, 0),
        "participants": (240, 0),
        "participations": (242, 0),
        "status_changes": (196, 0),
        "placements": (195, 0),
        "reviews": (41, 0),
        "adjustments": (38, 0),
        "followups": (34, 0),
        "feedback": (80, 0),
    }
    assert Participant.objects.count() == 240
    assert Participation.objects.count() == 242
    assert HostEmployer.objects.count() == 30
    assert Vacancy.objects.count() == 80
    assert Placement.objects.count() == 195
    assert NextStep.objects.exists()
    assert Event.objects.filter(verb__endswith=".imported").count() == ImportedRow.objects.count() == 1176
    assert broken_events() == []


def test_sample_names_what_it_leaves_alone(sample: Callable[..., Result]) -> None:
    result = sample()

    assert result.left_alone == ["expected_figures.json"]
    assert result.is_whole


def test_sample_a_second_time_changes_nothing(sample: Callable[..., Result]) -> None:
    sample()
    events = Event.objects.count()
    before = list(Placement.objects.order_by("pk").values())

    again = sample()

    assert [(each.new, each.updated, len(each.rejected)) for each in again.outcomes] == [(0, 0, 0)] * 10
    assert sum(each.unchanged for each in again.outcomes) == 1176
    assert Event.objects.count() == events
    assert list(Placement.objects.order_by("pk").values()) == before


def test_sample_never_has_more_people_than_seats(sample: Callable[..., Result]) -> None:
    sample()

    for day in (date(2025, 11, 3), date(2026, 3, 2), TODAY):
        held = Placement.objects.filter(holding_a_seat(day)).values_list("vacancy", flat=True)
        for vacancy in Vacancy.objects.all():
            assert list(held).count(vacancy.pk) <= vacancy.seats


def test_sample_gives_the_expected_figures(sample: Callable[..., Result]) -> None:
    sample()
    expected = json.loads((DATA / "sample_bundle" / "expected_figures.json").read_text(encoding="utf-8"))
    frames = frames_for(None)

    for start, end in (("2026-01-01", "2026-06-30"), ("2025-07-01", "2026-06-30")):
        wanted = {
            (each["indicator"], each["by"], each["group"]): (
                each["n"],
                each["k"],
                each["unknown"],
                each["value"],
            )
            for each in expected
            if (each["from"], each["to"]) == (start, end)
        }
        breakdowns = sorted({by for _indicator, by, _group in wanted}, key=str)
        figures = count_figures(
            frames,
            Period(date.fromisoformat(start), date.fromisoformat(end)),
            breakdowns=breakdowns,
        )
        counted = {(each.indicator, each.by, each.group): each for each in figures}
        found = {
            key: (counted[key].n, counted[key].k, counted[key].unknown, pytest.approx(counted[key].value))
            for key in wanted
        }
        assert wanted == found


def test_bad_sample_is_rejected_as_expected(sample: Callable[..., Result], tmp_path: Path) -> None:
    with (DATA / "sample_bundle_bad" / "expected_rejections.tsv").open(encoding="utf-8") as file:
        expected = {
            (each["file"], each["row"].split()[0]): each["why"]
            for each in csv.DictReader(file, delimiter="\t")
        }

    sample("sample_bundle_bad")

    found = {}
    for path in sorted((tmp_path / "report").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for each in csv.DictReader(file, delimiter=";"):
                found[path.stem, next(iter(each.values()))] = each["error"]
    assert found.keys() == expected.keys()
    for key, why in expected.items():
        assert IN_OUR_WORDS[why] in found[key]


def test_bad_sample_brings_in_what_is_right(sample: Callable[..., Result]) -> None:
    result = sample("sample_bundle_bad")

    told = ImportedRow.objects.order_by("file", "external_id").values_list("file", "external_id")
    assert list(told) == [
        ("employers", "0242746-2"),
        ("participants", "B1"),
        ("participants", "B5"),
        ("participants", "B6"),
        ("participants", "B7"),
        ("participations", "S1"),
        ("placements", "L1"),
        ("vacancies", "V1"),
    ]
    assert Participant.objects.count() == 4
    assert result.warnings == [
        "participants B5 (row 6): the municipality is outside the area",
        "participants B7 (row 8): possible duplicate person: same name, birth date and municipality as B1",
    ]


def test_bad_sample_a_second_time_rejects_the_same(sample: Callable[..., Result]) -> None:
    first = sample("sample_bundle_bad")

    again = sample("sample_bundle_bad")

    assert [each.rejected for each in again.outcomes] == [each.rejected for each in first.outcomes]
    assert [(each.new, each.updated) for each in again.outcomes] == [(0, 0)] * 5
