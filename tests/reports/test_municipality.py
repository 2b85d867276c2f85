"""The two pages of a municipality: the same figures as in the whole, two pages, and for whom they are."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import get_current_timezone
from django.utils.translation import override

from audit.models import Event
from reports.figures import GoalFact, count_figures
from reports.indicators import HEADLINE
from reports.municipality.counting import TOLD, count_municipalities
from reports.municipality.pdf import municipality_pdf
from reports.periods import Period
from tests.factories.programmes import coordinator, manager
from tests.reports.bundle import DATA, frames_from_bundle

PERIOD = Period.named("2026-H1")
HALF = {"period": "2026-H1"}
DAYS = ("--from", "2026-01-01", "--to", "2026-06-30")
MADE_AT = datetime(2026, 7, 1, 9, 30, tzinfo=get_current_timezone())
PAGE = "/reports/municipality/"
NAMES = {"municipality": {"167": "Joensuu", "176": "Juuka", "422": "Lieksa"}}


@pytest.fixture(scope="module")
def frames():
    return frames_from_bundle(DATA / "sample_bundle")


@pytest.fixture(scope="module")
def counted(frames):
    return count_municipalities(frames, PERIOD, [GoalFact(HEADLINE, 90.0, Period.named("2020").start)])


def bare(figure):
    return replace(figure, by=None, group=None)


def test_what_belongs_to_one_municipality_counts_as_its_row_of_the_whole(frames):
    rows = count_figures(frames, PERIOD, indicators=TOLD, breakdowns=["municipality"])

    for code in {each.group for each in rows if each.group != "unknown"}:
        own = count_figures(frames.of_municipality(code), PERIOD, indicators=TOLD)
        assert own == [bare(each) for each in rows if each.group == code], code
    assert sum(each.n or 0 for each in rows) > 200


def test_the_municipalities_together_are_the_whole(counted):
    for what in ("in_need", "open_vacancies", "free_seats"):
        assert sum(getattr(one.now, what) for one in counted) == getattr(counted[0].now_beside, what) > 0
    assert sum(one.now.waiting.count for one in counted) == counted[0].now_beside.waiting.count > 0
    assert sum(one.headline.n for one in counted) == counted[0].beside_of(HEADLINE).n > 0
    for one in counted:
        assert sum(each.n for each in one.by_gender if each.indicator == HEADLINE) == one.headline.n
        assert one.way.referred >= one.way.steps[-1].count


def test_the_goal_is_the_municipalitys_own_where_there_is_one(frames):
    start = Period.named("2020").start
    goals = [
        GoalFact(HEADLINE, 90.0, start),
        GoalFact(HEADLINE, 70.0, start, by="municipality", group="422"),
    ]

    counted = {one.code: one.headline.goal for one in count_municipalities(frames, PERIOD, goals)}

    assert (counted["422"], counted["167"]) == (70.0, 90.0)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_document_is_two_pages(counted, language):
    with override(language):
        for one in counted:
            content = municipality_pdf(one, NAMES, made_at=MADE_AT, sources=["Lähde: testi " * 12])
            with pikepdf.open(io.BytesIO(content)) as pdf:
                assert len(pdf.pages) == 2, one.code


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def people(referral):
    """In Joensuu one of two had an offer in time, in Lieksa the only one."""
    referral("167", offered=20)
    referral("167")
    referral("422", offered=20)


def test_the_page_shows_the_municipality_that_was_chosen(client, people):
    client.force_login(manager())

    text = client.get(PAGE, HALF | {"municipality": "167"}).content.decode()

    assert "<h1" in text
    assert "Oikeus työhön: Joensuu" in text
    assert "50,0\xa0%" in text
    assert "66,7\xa0%" in text
    assert "?municipality=all" in text


def test_without_a_choice_the_page_shows_one(client, people):
    client.force_login(coordinator("422"))

    text = client.get(PAGE, HALF).content.decode()

    assert "Oikeus työhön: Lieksa" in text
    assert "Joensuu" not in text
    assert "municipality=all" not in text


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}files/pdf", f"{PAGE}files/csv"])
@pytest.mark.parametrize("code", ["167", "091", "nowhere"])
def test_another_municipality_is_not_found(client, people, address, code):
    client.force_login(coordinator("422"))

    assert client.get(address, HALF | {"municipality": code}).status_code == 404
    assert not Event.objects.filter(verb="report.exported").exists()


@pytest.mark.parametrize("file_format", ["pdf", "xlsx", "csv", "json"])
def test_a_file_names_the_municipality_and_goes_on_record(client, people, file_format):
    client.force_login(manager())

    found = client.get(f"{PAGE}files/{file_format}", HALF | {"municipality": "422"})

    assert f'-lieksa-2026-H1.{file_format}"' in found["Content-Disposition"]
    told = {"report": "municipality", "format": file_format, "from": "2026-01-01", "to": "2026-06-30"}
    assert Event.objects.get(verb="report.exported").data == told | {"municipality": "422"}


def test_the_documents_of_all_come_in_a_zip_of_what_the_reader_follows(client, people):
    client.force_login(coordinator("422"))

    found = client.get(f"{PAGE}files/pdf", HALF)

    assert found["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(found.content)) as folder:
        assert folder.namelist() == ["lieksa-2026-H1.pdf"]


def test_the_flat_file_has_value_goal_area_and_no_euros(client, people):
    client.force_login(manager())

    flat = rows_of(client.get(f"{PAGE}files/csv", HALF | {"municipality": "167"}).content)

    headline = {row["column"]: (row["value"], row["unit"]) for row in flat
                if (row["table"], row["row"]) == ("figures", HEADLINE)}  # fmt: skip
    assert headline["value"] == ("50.0", "percent")
    assert headline["n"] == ("2", "count")
    assert float(headline["beside"][0]) == pytest.approx(200 / 3)
    assert "O7" not in {row["row"] for row in flat}
    women = {
        row["column"]: row["value"] for row in flat if (row["table"], row["row"]) == ("gender", HEADLINE)
    }
    assert (women["female"], women["female_n"], women["male_n"]) == ("50.0", "2", "0")


def test_one_file_has_all_municipalities(client, people):
    client.force_login(manager())

    document = json.loads(client.get(f"{PAGE}files/json", HALF).content)

    figures = next(each for each in document["tables"] if each["table"] == "figures")
    assert {row["row"].split()[0] for row in figures["rows"]} >= {"167", "422", "707"}
    assert len({row["row"] for row in figures["rows"]}) == len(figures["rows"]) == 13 * len(TOLD)
    assert figures["rows"][0]["name"]["fi"].split(":")[0] in {"Ilomantsi", "Heinävesi", "Joensuu"}


def report(*arguments: str) -> None:
    call_command("report", *arguments, stdout=io.StringIO())


@pytest.mark.parametrize("packed", [False, True])
def test_the_command_puts_a_document_of_each_into_the_folder_or_zip(people, tmp_path, packed):
    output = tmp_path / "kunnat.zip" if packed else tmp_path

    report("municipality", *DAYS, "--municipality", "all", "--format", "pdf", "--output", str(output))

    names = zipfile.ZipFile(output).namelist() if packed else [each.name for each in tmp_path.iterdir()]
    assert len(names) == 13
    assert "joensuu-2026-H1.pdf" in names
    assert Event.objects.get(verb="report.exported").data["municipality"] == "all"


def test_the_command_writes_one_municipality(people, tmp_path):
    file = tmp_path / "lieksa.pdf"

    report(
        "municipality",
        *DAYS,
        "--municipality",
        "422",
        "--format",
        "pdf",
        "--output",
        str(file),
        "--lang",
        "sv",
    )

    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "sv"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("municipality",), "Name it with --municipality: all, "),
        (("municipality", "--municipality", "999"), "Name it with --municipality"),
        (("outcomes", "--municipality", "167"), "outcomes is not about one municipality"),
        (("municipality", "--municipality", "167", "--by", "gender"), "No breakdown 'gender'"),
    ],
)
def test_bad_input_is_told_in_one_line_with_exit_2(reference, db, tmp_path, arguments, words):
    name, *more = arguments
    with pytest.raises(CommandError, match=words) as error:
        report(name, *DAYS, *more, "--format", "pdf", "--output", str(tmp_path / "x.pdf"))

    assert error.value.returncode == 2
    assert "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []
