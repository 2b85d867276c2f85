"""The pages, files and commands of the table reports: who reads them, what they hold, what goes on record."""

import csv
import io
import json
import re
import zipfile

import pikepdf
import pytest
from django.core.management import call_command

from audit.models import Event
from reports.tables.listed import TABLE_REPORTS
from tests.factories.programmes import account, coordinator, manager

HALF = {"period": "2026-H1"}
ENDED = {
    "accepted_on": "2026-01-10",
    "started_on": "2026-01-20",
    "ended_on": "2026-03-01",
    "exit_class": "pension",
    "exit_status": "pension",
    "state": "ended",
}
NAMES = list(TABLE_REPORTS)


def address(name: str, file_format: str = "") -> str:
    return f"/reports/{name}/files/{file_format}" if file_format else f"/reports/{name}/"


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def people(referral):
    """Two ended in Joensuu, one in Lieksa."""
    referral("167", **ENDED)
    referral("167", **ENDED | {"exit_class": "unemployment", "exit_status": "unemployed"})
    referral("422", **ENDED)


@pytest.mark.parametrize("name", NAMES)
def test_the_index_leads_to_each_report(client, reference, db, name):
    client.force_login(manager())

    assert f'href="{address(name)}"' in client.get("/reports/").content.decode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file_format", ["", "csv"])
@pytest.mark.parametrize("role", ["participant", "host_admin", "referrer", "editor", "auditor"])
def test_those_without_the_duty_are_refused(client, reference, db, name, file_format, role):
    client.force_login(account(role))

    assert client.get(address(name, file_format)).status_code == 403
    assert not Event.objects.filter(verb="report.exported").exists()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_is_whole_in_each_language_with_and_without_people(client, people, name, language):
    client.force_login(manager())
    for period in ("2026-H1", "2024"):
        found = client.get(address(name), {"period": period}, headers={"accept-language": language})
        text = found.content.decode()

        assert found.status_code == 200
        assert "nan" not in re.findall(r"[a-z]+", text.split("<main")[1].lower())
        assert text.count("<h1") == 1
        assert "<style" not in text
        assert " style=" not in text


@pytest.mark.parametrize("name", NAMES)
def test_wrong_days_are_told_at_the_field(client, reference, db, name):
    client.force_login(manager())

    text = client.get(address(name), {"period": "own", "from": "1.5.2026", "to": "1.4.2026"}).content.decode()

    assert "error-summary" in text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file_format", ["pdf", "xlsx", "csv", "json"])
def test_a_file_is_made_and_goes_on_record(client, people, name, file_format):
    user = manager()
    client.force_login(user)

    found = client.get(address(name, file_format), HALF)

    assert found.status_code == 200
    event = Event.objects.get(verb="report.exported")
    told = {"report": name, "format": file_format, "from": "2026-01-01", "to": "2026-06-30"}
    assert (event.actor_id, event.data) == (user.pk, told)


@pytest.mark.parametrize("name", NAMES)
def test_the_files_say_the_same(client, people, name):
    """Each value of the document stands in the flat file; the workbook has typed cells and frozen heads."""
    client.force_login(manager())
    document = json.loads(client.get(address(name, "json"), HALF).content)
    flat = rows_of(client.get(address(name, "csv"), HALF).content)
    book = client.get(address(name, "xlsx"), HALF).content

    told = [
        (table["table"], row["row"], column["column"], row["values"][column["column"]])
        for table in document["tables"]
        for row in table["rows"]
        for column in table["columns"]
    ]
    assert [(row["table"], row["row"], row["column"], row["value"]) for row in flat] == [
        (*place, "" if value is None else str(value)) for *place, value in told
    ]
    assert (document["version"], document["report"], document["from"]) == (1, name, "2026-01-01")
    assert all(
        {"fi", "sv", "en"} == {*each["name"]} and all(each["name"].values())
        for table in document["tables"]
        for each in [*table["columns"], *table["rows"]]
    )
    sheets = zipfile.ZipFile(io.BytesIO(book))
    first = sheets.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in first
    assert re.search(r'<c r="E2" s="\d+"><v>', first) or re.search(r'<c r="E2" t="s"', first)
    assert len([each for each in sheets.namelist() if "worksheets/sheet" in each]) == 1 + len(
        document["tables"]
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_document_is_tagged_and_of_its_language(people, tmp_path, name, language):
    file = tmp_path / "report.pdf"
    days = ("--from", "2026-01-01", "--to", "2026-06-30")

    call_command("report", name, *days, "--format", "pdf", "--output", str(file), "--lang", language,
                 stdout=io.StringIO())  # fmt: skip

    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked is True
        root = pdf.Root.StructTreeRoot.K[0]
        tags = [str(each.get("/S")) for each in walk(root)]
        assert tags.count("/H1") == 1
        assert tags.count("/Table") == tags.count("/THead") >= 2
    assert Event.objects.get(verb="report.exported").actor_id is None


def walk(node):
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from walk(kid)


def test_a_coordinator_reads_the_own_area_alone(client, people):
    client.force_login(coordinator("422"))

    flat = rows_of(client.get(address("outcomes", "csv"), HALF).content)

    clients = {row["row"]: row["value"] for row in flat if row["table"] == "municipality"
               and row["column"] == "clients"}  # fmt: skip
    assert clients == {"422": "1"}
    everyone = [row["value"] for row in flat if row["row"] == "clients" and row["table"] == "ended_in"]
    assert everyone[0] == "1"


def test_a_breakdown_that_is_asked_for_takes_the_place_of_the_usual_ones(people, tmp_path):
    file = tmp_path / "outcomes.json"

    call_command("report", "outcomes", "--from", "2026-01-01", "--to", "2026-06-30", "--by", "remote",
                 "--format", "json", "--output", str(file), stdout=io.StringIO())  # fmt: skip

    document = json.loads(file.read_text())
    assert [table["table"] for table in document["tables"]] == ["ended_in", "remote", "topakka"]
    remote = {row["row"]: row["values"]["clients"] for row in document["tables"][1]["rows"]}
    assert remote == {"yes": 1, "no": 2}
