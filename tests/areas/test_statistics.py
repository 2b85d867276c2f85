"""A newer table of official statistics: read in both forms, never shifted, never nought, or refused."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from areas.loading import load
from areas.models import UnemploymentMonth
from tests.areas.tables import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
AREAS = {"SSS": "KOKO MAA", "KU167": "Joensuu", "KU422": "Lieksa"}
MONTHS = {"2026M09": "2026M09", "2026M10": "2026M10"}
CONTENTS = {
    "TYOTTOMATLOPUSSA": "Työttömät työnhakijat laskentapäivänä (lkm.)",
    "TYOVOIMATK": "Työvoima (lkm.)",
    "TYOTOSUUS": "Työttömien työnhakijoiden osuus työvoimasta, %",
    "AVPAIKATLOPUSSA": "Avoimet työpaikat laskentapäivänä (lkm.)",
}
VALUES = [
    *[300000, 2700000, 11.1, 50000, 310000, 2700000, 11.5, 49000],
    *[5400, 38000, 14.2, 800, 5500, 38000, 14.5, None],
    *[640, 4300, 14.9, 60, 650, None, None, 55],
]


def json_stat(folder: Path, values=VALUES, *, contents=CONTENTS, **other) -> Path:
    """The table as JSON-stat 2.0: municipalities, months, contents."""
    dimensions = {"Alue": AREAS, "Kuukausi": MONTHS, "Tiedot": contents}
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": "Työttömät työnhakijat",
        "id": list(dimensions),
        "size": [len(one) for one in dimensions.values()],
        "dimension": {
            name: {"category": {"index": {code: n for n, code in enumerate(one)}, "label": one}}
            for name, one in dimensions.items()
        },
        "value": values,
    } | other
    file = folder / "table.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def long_csv(folder: Path, encoding: str = "utf-8-sig") -> Path:
    """The table as PxWeb writes it: areas and months in the rows, contents in the head, a title above."""
    head = ["Alue", "Kuukausi", *CONTENTS.values()]
    lines = ['"Työttömät työnhakijat muuttujina Alue, Kuukausi ja Tiedot"', ""]
    lines.append(";".join(f'"{name}"' for name in head))
    for number, (area, month) in enumerate((a, m) for a in AREAS.values() for m in MONTHS):
        cells = ["." if value is None else str(value).replace(".", ",") for value in VALUES[4 * number :][:4]]
        lines.append(";".join([f'"{area}"', f'"{month}"', *cells]))
    file = folder / "table.csv"
    file.write_bytes("\r\n".join(lines).encode(encoding))
    return file


def wide_csv(folder: Path) -> Path:
    """The table with months and contents in the head."""
    head = ["Alue", *(f"{month} {content}" for month in MONTHS for content in CONTENTS.values())]
    lines = [",".join(f'"{name}"' for name in head)]
    for number, (code, area) in enumerate(AREAS.items()):
        cells = ['".."' if value is None else str(value) for value in VALUES[8 * number :][:8]]
        lines.append(",".join([f'"{code} {area}"', *cells]))
    file = folder / "wide.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def told(month: date) -> dict[str, tuple]:
    rows = UnemploymentMonth.objects.filter(month=month)
    return {r.municipality_id: (r.unemployed, r.labour_force, r.share_pct, r.open_vacancies) for r in rows}


@pytest.mark.parametrize("write", [json_stat, long_csv, lambda folder: long_csv(folder, "cp1252"), wide_csv])
def test_the_months_are_in_and_what_is_not_known_is_left_out(tmp_path, write):
    before = UnemploymentMonth.objects.count()

    status, words = run(write(tmp_path))

    assert (status, UnemploymentMonth.objects.count()) == (1, before + 3)
    assert "2026-09 to 2026-10: 3 new, 0 updated, 0 unchanged" in words
    assert "1 months left out" in words
    assert told(date(2026, 9, 1)) == {
        "167": (5400, 38000, Decimal("14.2"), 800),
        "422": (640, 4300, Decimal("14.9"), 60),
    }
    assert told(date(2026, 10, 1)) == {"167": (5500, 38000, Decimal("14.5"), None)}


def test_a_sparse_table_says_the_same(tmp_path):
    sparse = {str(number): value for number, value in enumerate(VALUES) if value is not None}

    run(json_stat(tmp_path, sparse))

    assert told(date(2026, 10, 1)) == {"167": (5500, 38000, Decimal("14.5"), None)}


def test_a_second_load_changes_nothing_and_a_mended_figure_one_row(tmp_path):
    run(json_stat(tmp_path))

    assert "0 new, 0 updated, 3 unchanged" in run(json_stat(tmp_path))[1]
    mended = [*VALUES]
    mended[8] = 5401
    assert "0 new, 1 updated, 2 unchanged" in run(json_stat(tmp_path, mended))[1]


def test_newer_months_stay_when_the_packaged_ones_are_loaded_again(tmp_path):
    run(json_stat(tmp_path))

    load()

    assert told(date(2026, 9, 1)).keys() == {"167", "422"}


@pytest.mark.parametrize(
    ("write", "why"),
    [
        (lambda folder: json_stat(folder, VALUES[:-1]), "23 values where its dimensions make 24"),
        (lambda folder: json_stat(folder, version="1.0"), "no dataset of JSON-stat 2.0"),
        (lambda folder: json_stat(folder, size=[3, 2, 3]), "sizes of its dimensions"),
        (lambda folder: json_stat(folder, id=["Alue", "Vuosi", "Tiedot"]), "a dimension is missing"),
        (
            lambda folder: json_stat(folder, contents=CONTENTS | {"TYOTOSUUS": "Alle 20-v."} | {}),
            None,
        ),
        (
            lambda folder: json_stat(folder, contents={"A": "Väkiluku", "B": "x", "C": "y", "D": "z"}),
            "does not tell unemployed, labour_force, share_pct",
        ),
        (lambda folder: json_stat(folder, ["viisi", *VALUES[1:]]), "'viisi' is no number"),
    ],
)
def test_another_table_is_refused_in_words_and_nothing_is_changed(tmp_path, write, why):
    before = list(UnemploymentMonth.objects.order_by("pk").values())

    status, words = run(write(tmp_path))

    if why is None:  # known by its code, whatever it is called
        assert status == 1
        return
    assert status == 2
    assert why in words
    assert "\n" not in words.strip()
    assert list(UnemploymentMonth.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "has no table"),
        ("Alue;Kuukausi;Työvoima\nJoensuu;2026M10\n", "has a row of another length"),
        ("Alue;Laji\nJoensuu;kaikki\n", "has no column of numbers"),
        (
            "Alue;Vuosi;Työttömät työnhakijat;Työvoima;osuus työvoimasta\nJoensuu;2026M;1;2;3\n",
            "no dimension of months",
        ),
        (
            "Alue;Sukupuoli;Kuukausi;Työttömät työnhakijat;Työvoima;osuus työvoimasta\n"
            "Joensuu;Miehet;2026M10;1;2;3\nJoensuu;Naiset;2026M10;1;2;3\n",
            "twice",
        ),
        (
            "Alue;Kuukausi;Työttömät työnhakijat;Työvoima;osuus työvoimasta\nOulu;2026M10;1;2;3\n",
            "no municipality",
        ),
        ("{", "is no JSON"),
    ],
)
def test_a_file_of_another_shape_is_refused_in_words(tmp_path, text, why):
    file = tmp_path / "other.csv"
    file.write_text(text, encoding="utf-8")

    status, words = run(file)

    assert status == 2
    assert why in words


def test_a_file_that_is_not_there_is_told():
    assert run(Path("/nowhere/table.json"))[0] == 2
