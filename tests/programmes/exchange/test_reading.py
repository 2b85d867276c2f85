"""Files as they come: separators, marks, broken rows, broken files, workbooks with real dates and numbers."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from programmes.exchange.reading import BundleError, open_bundle
from programmes.exchange.services import import_bundle
from programmes.participants.models import Participant
from programmes.placements.models import Placement
from tests.programmes.exchange.conftest import DATA, RIGHT, TODAY, Bundle, row, write_file

pytestmark = pytest.mark.django_db

HEADER = "external_id,first_name,last_name,birth_date,municipality_code"


def put(bundle: Bundle, text: str | bytes, name: str = "participants.csv") -> Bundle:
    content = text if isinstance(text, bytes) else text.encode()
    (bundle.folder / name).write_bytes(content)
    return bundle


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_separator_and_mark_do_not_matter(bundle: Bundle, delimiter: str, encoding: str) -> None:
    for name, each in RIGHT.items():
        write_file(bundle.folder / f"{name}.csv", [each], delimiter=delimiter, encoding=encoding)

    bundle.run()

    assert set(bundle.counts.values()) == {(1, 0, 0, 0)}


def test_order_of_columns_and_of_letters_does_not_matter(bundle: Bundle) -> None:
    put(
        bundle,
        "Municipality_Code , last_name,birth_date,first_name,EXTERNAL_ID\r\n167,Koe,3.4.1980,Aino,P1\r\n",
    ).run()

    assert bundle.counts == {"participants": (1, 0, 0, 0)}


def test_unknown_columns_and_files_are_named_and_left_alone(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants", nickname="Ansku")], surveys=[{"kind": "complaint"}])
    put(bundle, "notes", "notes.txt").run()

    assert bundle.result.left_alone == ["notes.txt", "surveys.csv", "participants: column nickname"]
    assert bundle.result.is_whole


def test_empty_rows_and_rows_cut_short_are_kind(bundle: Bundle) -> None:
    put(
        bundle,
        f"\n{HEADER},phone,email\n\nP1,Aino,Koe,1980-04-03,167\n,,,,,,\nP2,Eino,Koe,1980-04-03,167,,,,\n",
    ).run()

    assert bundle.counts == {"participants": (2, 0, 0, 0)}


def test_row_with_more_values_than_columns_is_rejected_alone(bundle: Bundle) -> None:
    put(bundle, f"{HEADER}\nP1,Aino,Koe,1980-04-03,167,surplus\nP2,Eino,Koe,1980-04-03,167\n").run()

    assert bundle.reasons("participants") == {2: "the row has 6 values where the header has 5 columns"}


@pytest.mark.parametrize(
    "broken", ['P1,"Aino,Koe,1980-04-03,167', 'P1,"Ai"no,Koe,1980-04-03,167', 'P1,Aino,Koe,1980-04-03,"167']
)
def test_quotation_mark_out_of_place_costs_its_own_row_only(bundle: Bundle, broken: str) -> None:
    right = [f"P{n},Nimi{n},Koe,1980-04-03,167" for n in (2, 3, 4)]
    put(bundle, "\n".join([HEADER, broken, *right, ""])).run()

    assert bundle.counts == {"participants": (3, 0, 0, 1)}
    assert bundle.reasons("participants")[2].startswith("the row cannot be read")


def test_text_in_several_lines_is_one_value(bundle: Bundle) -> None:
    put(bundle, f'{HEADER},notes\nP1,"Aino ""A""",Koe,1980-04-03,167,"one\ntwo, three"\n').run()

    assert Participant.objects.get().first_name == 'Aino "A"'


def test_bytes_that_are_not_utf8_reject_their_row_only(bundle: Bundle) -> None:
    text = f"{HEADER}\nP1,Väinö,Koe,1980-04-03,167\nP2,Eino,Koe,1980-04-03,167\n"
    put(bundle, text.encode("latin-1")).run()

    assert bundle.counts == {"participants": (1, 0, 0, 1)}
    assert "characters that are not UTF-8 text: first_name" in bundle.reasons("participants")[2]
    report = (bundle.folder / "rejected" / "participants.csv").read_text(encoding="utf-8")
    assert "V\ufffdin\ufffd" in report


def test_huge_value_rejects_its_row_only(bundle: Bundle) -> None:
    put(bundle, f"{HEADER}\nP1,{'x' * 300_000},Koe,1980-04-03,167\nP2,Eino,Koe,1980-04-03,167\n").run()

    assert bundle.counts == {"participants": (1, 0, 0, 1)}
    assert "longer than 80 characters" in bundle.reasons("participants")[2]


def test_missing_required_column_rejects_every_row(bundle: Bundle) -> None:
    put(bundle, "external_id,first_name,birth_date,municipality_code\nP1,Aino,1980-04-03,167\n").run()

    assert bundle.reasons("participants") == {2: "missing required value: there is no column last_name"}


def test_column_that_stands_twice_rejects_every_row(bundle: Bundle) -> None:
    put(bundle, f"{HEADER},first_name\nP1,Aino,Koe,1980-04-03,167,Eino\n").run()

    assert bundle.reasons("participants") == {2: "column first_name stands twice in the header"}


def test_unreadable_file_is_named_and_the_others_go_in(bundle: Bundle) -> None:
    put(bundle.write(employers=[row("employers")]), b"").run()

    assert bundle.counts == {"employers": (1, 0, 0, 0)}
    assert bundle.result.unreadable == {"participants.csv": "it is empty, a header row is needed"}
    assert not bundle.result.is_whole


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\n\n",
        b"\x00\x01\x02",
        bytes(range(256)) * 9,
        "ä;ö\n1;2".encode("utf-16"),
        b"first_name",
    ],
)
def test_junk_alone_is_refused_in_one_line(bundle: Bundle, content: bytes) -> None:
    put(bundle, content)

    with pytest.raises(BundleError) as refusal:
        bundle.run()

    assert "\n" not in str(refusal.value)
    assert "participants" in str(refusal.value)


def test_junk_beside_a_right_file_is_named(bundle: Bundle) -> None:
    put(bundle.write(employers=[row("employers")]), "a,b\n1,2\n").run()

    assert bundle.result.unreadable == {"participants": "no column is known, a header row in UTF-8 is needed"}
    assert bundle.counts == {"employers": (1, 0, 0, 0)}


@pytest.mark.parametrize("name", ["nowhere", "junk.xlsx", "people.csv", "empty"])
def test_what_is_no_bundle_is_refused(bundle: Bundle, name: str) -> None:
    (bundle.folder / "empty").mkdir()
    put(bundle, b"PK\x03\x04 junk", "junk.xlsx")
    put(bundle, HEADER, "people.csv")

    with pytest.raises(BundleError):
        open_bundle(bundle.folder / name)


def test_rejected_rows_come_back_in_the_form_in_which_they_came(bundle: Bundle) -> None:
    rows = [row("participants", gender="x", nickname="=1+1"), row("participants", external_id="P2")]
    write_file(bundle.folder / "participants.csv", rows, delimiter=";", encoding="utf-8-sig")

    bundle.run()

    path = bundle.folder / "rejected" / "participants.csv"
    assert bundle.result.reports == [path]
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file, delimiter=";")) == [
            rows[0] | {"nickname": "'=1+1", "error": "unknown code: gender 'x'"}
        ]


def test_rejected_rows_can_be_mended_and_sent_again(bundle: Bundle) -> None:
    bundle.write(participants=[row("participants", gender="x")]).run()
    path = bundle.folder / "rejected" / "participants.csv"
    mended = path.read_text(encoding="utf-8").replace(",x,", ",male,")

    put(bundle, mended).run()

    assert bundle.counts == {"participants": (1, 0, 0, 0)}
    assert not path.exists()


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for each in rows:
            sheet.append(each)
    book.save(path)
    return path


def real(name: str, cell: str) -> Any:
    """The cell as a spreadsheet would hold it: a date, a number, text or nothing."""
    if name.endswith("_on") or name in {"birth_date", "unemployed_since", "valid_until"}:
        return datetime.fromisoformat(cell) if cell else None
    if name in {"postal_code", "business_id", "phone"}:
        return cell or None
    return int(cell) if cell.isdigit() else cell or None


def test_workbook_says_the_same_as_the_files(bundle: Bundle) -> None:
    sheets = {}
    for path in sorted((DATA / "sample_bundle").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        sheets[path.stem] = [
            header,
            *([real(*pair) for pair in zip(header, each, strict=True)] for each in rows),
        ]
    path = workbook(bundle.folder / "bundle.xlsx", sheets)
    import_bundle(DATA / "sample_bundle", today=TODAY)
    before = list(Placement.objects.order_by("pk").values())

    again = import_bundle(path, today=TODAY)

    assert [(each.new, each.updated, len(each.rejected)) for each in again.outcomes] == [(0, 0, 0)] * 10
    assert list(Placement.objects.order_by("pk").values()) == before
    assert again.left_alone == []


def test_cells_of_a_workbook_are_read_as_what_they_are(bundle: Bundle) -> None:
    path = workbook(
        bundle.folder / "bundle.xlsx",
        {
            "Notes": [["free text"]],
            "participants": [
                [],
                [*HEADER.split(","), "restricted", "education_level", "postal_code", None],
                [7, "Aino", "Koe", date(1980, 4, 3), 90, True, 2.0, 100, None],
                [8.0, "Eino", "Koe", "3.4.1980", "167", False, None, None, None],
                [9, "Outi", "Koe", 29314, "167", None, None, None, None],
            ],
            "intakes": [],
        },
    )

    result = import_bundle(path, today=TODAY)

    outcome = result.outcomes[0]
    assert (outcome.new, [each.number for each, _reason in outcome.rejected]) == (2, [5])
    aino = Participant.objects.get(first_name="Aino")
    assert (aino.birth_date, aino.municipality_id, aino.restricted) == (date(1980, 4, 3), "090", True)
    assert (aino.education_level, aino.postal_code) == (2, "00100")
    assert result.left_alone == ["Notes"]
    assert result.unreadable == {"intakes": "it is empty, a header row is needed"}
    assert (bundle.folder / "rejected" / "participants.csv").exists()
