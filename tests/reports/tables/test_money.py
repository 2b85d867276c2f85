"""Money: the cost of a start and of a success against plain arithmetic, and every reason for none."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from areas.loading import DataError
from areas.models import SpendingKind
from areas.selectors import spending_kinds
from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH
from programmes.documents.pdf.fonts import register_fonts
from reports.charts import Rect
from reports.charts_money import Strip, spending_columns
from reports.models import FundingRow
from reports.money import funding_rows, shares_of
from reports.money_loading import ensure_funding
from reports.periods import Period
from reports.tables.money import count_divisors, count_money
from reports.tables.pdf_widths import SIDES, widths_of
from reports.tables.telling.money import tell_money
from reports.tables.words import cell_words
from tests.depth import examples
from tests.reports.people import frames_of, participation, placement
from tests.reports.worlds import worlds

PERIOD = Period(date(2025, 7, 1), date(2025, 9, 30))
MONTHS = [date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1)]
KINDS = [
    SpendingKind(code="staff", name_fi="Palkat", name_sv="Löner", name_en="Wages"),
    SpendingKind(code="other", name_fi="Muut", name_sv="Övriga", name_en="Other"),
]
PACKAGED = Path(__file__).parents[3] / "platform/areas/data/area"
KAINUU = Path(__file__).parents[2] / "data/kainuu"
HEAD = "code,kind,name,valid_from,valid_until,euros,percent,support,standing,source,replaces\n"


def spent(*amounts, months=MONTHS):
    """Each month the same euros for both kinds, one amount a month."""
    return {(month, kind.code): Decimal(amount) for month, amount in zip(months, amounts, strict=True)
            for kind in KINDS if amount is not None}  # fmt: skip


def counted(money, divisors=None, period=PERIOD, kinds=KINDS):
    return count_money(period, money, kinds, divisors or {"starts": 7, "O1": 5, "O3": 0}, [])


def costs(found):
    return {one.of: (one.value, one.missing) for one in found.costs}


def told_of(found, language="en"):
    with override(language):
        return tell_money(found, PERIOD, {})


def words_of(told, name):
    table = next(each for each in told.tables if each.name == name)
    return {
        row.code: [cell_words(row, column).replace("\u00a0", " ") for column in table.columns]
        for row in table.rows
    }


def test_the_cost_is_all_spending_divided_by_how_many_there_were():
    """Two kinds of 100.01, 200 and 300: 1 200.02 euros, of seven starts 171.43 each."""
    found = counted(spent("100.01", "200", "300"))

    assert found.total == Decimal("1200.02")
    assert costs(found) == {
        "starts": (float(Fraction(120002, 700)), ""),
        "O1": (240.004, ""),
        "O3": (None, "none"),
    }


@pytest.mark.parametrize(
    ("amounts", "reason"), [((None, None, None), "not_all_months"), (("1", None, "1"), "not_all_months")]
)
def test_a_month_that_is_not_entered_is_no_month_without_spending(amounts, reason):
    found = counted(spent(*amounts))

    assert found.total is None
    assert {missing for _value, missing in costs(found).values()} == {reason}
    assert {value for value, _missing in costs(found).values()} == {None}


def test_a_kind_that_is_not_entered_leaves_its_month_unknown_until_it_is_nought():
    money = spent("1", "2", "3")
    del money[MONTHS[1], "other"]

    found = counted(money)

    assert (found.total, found.months[1].missing) == (None, ["other"])
    money[MONTHS[1], "other"] = Decimal(0)
    assert counted(money).total == Decimal(10)


def test_a_kind_that_was_not_in_use_in_a_month_is_not_missed():
    later = SpendingKind(code="new", name_en="New", valid_from=date(2025, 9, 15))
    ended = SpendingKind(code="old", name_en="Old", valid_until=date(2025, 7, 1))
    money = spent("1", "2", "3") | {(MONTHS[2], "new"): Decimal(4), (MONTHS[0], "old"): Decimal(5)}

    assert counted(money, kinds=[*KINDS, later, ended]).total == Decimal(21)
    del money[MONTHS[2], "new"]
    assert counted(money, kinds=[*KINDS, later, ended]).total is None


def test_a_period_within_a_month_has_no_cost_and_says_so():
    within = Period(date(2025, 7, 2), date(2025, 9, 30))
    found = counted(spent("1", "2", "3"), period=within)

    assert found.total is None
    assert {missing for _value, missing in costs(found).values()} == {"not_whole_months"}
    assert "whole months" in told_of(found).summary[0]


def test_a_cost_of_fewer_than_five_is_not_told():
    found = counted(spent("1", "2", "3"), {"starts": 4, "O1": 1, "O3": 5})

    assert costs(found) == {
        "starts": (None, "fewer_than_5"), "O1": (None, "fewer_than_5"), "O3": (2.4, ""),
    }  # fmt: skip


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_nothing_entered_is_a_sentence_and_neither_nought_nor_a_chart(language):
    found = counted({}, {"starts": 0, "O1": 0, "O3": 0})
    told = told_of(found, language)

    assert (len(told.summary), list(told.charts)) == (1, [])
    assert not any(sign.isdigit() for sign in told.summary[0])
    values = {value for table in told.tables for row in table.rows for value in row.values.values()}
    assert values <= {None, 0}
    assert {row.values["cost"] for row in told.tables[0].rows} == {None}


def test_an_empty_cell_says_why():
    money = spent("1.50", None, "3")
    money[MONTHS[1], "staff"] = Decimal(2)
    told = told_of(counted(money))

    with override("en"):
        found, costs_told = words_of(told, "spending"), words_of(told, "costs")
    assert found["2025-08"] == ["€2", "not entered", "not all kinds entered"]
    assert found["together"] == ["€6", "not all months entered", "not all months entered"]
    assert costs_told["starts"] == ["not all months entered", "7", "not all months entered"]
    assert "8/2025" in told.summary[0]


def slow_divisors(people, places, period):
    """One row after the other, in plain Python: who started, who ended in work, who with a solution."""
    known = {each["participation_id"] for each in people if each["referred_on"] <= period.end}

    def by_then(day):
        return day is not None and day <= period.end

    starts = [
        each
        for each in places
        if each["participation_id"] in known
        and by_then(each["offered_on"])
        and by_then(each["agreed_on"])
        and not by_then(each["cancelled_on"])
        and each["starts_on"] is not None
        and period.start <= each["starts_on"] <= period.end
    ]
    ended = [
        each
        for each in people
        if each["participation_id"] in known
        and each["ended_on"]
        and period.start <= each["ended_on"] <= period.end
    ]
    in_work = {"employed_open", "employed_subsidised", "self_employed"}
    solved = {"open_job", "degree_study", "pension", "vocational_rehabilitation_assessment",
              "rehabilitation_benefit", "employment_promoting_rehabilitation"}  # fmt: skip
    return {
        "starts": len(starts),
        "O1": sum(each["exit_status"] in in_work for each in ended),
        "O3": sum(each["exit_class"] in solved for each in ended),
    }


@settings(max_examples=examples(60, 2000), deadline=None)
@given(worlds(), st.lists(st.none() | st.integers(0, 10**9), min_size=3, max_size=3))
def test_every_cost_is_that_of_the_slow_reading(world, cents):
    frames = frames_of(**world)
    euros = [None if one is None else Decimal(one) / 100 for one in cents]

    divisors = count_divisors(frames, PERIOD)
    found = costs(counted(spent(*euros), divisors))

    assert divisors == slow_divisors(world["participations"], world["placements"], PERIOD)
    for of, k in divisors.items():
        if None in cents or k < 5:
            assert found[of][0] is None
            assert found[of][1]
        else:
            assert round(found[of][0] * k * 100) == 2 * sum(cents)


def test_a_start_is_of_a_place_that_ran_and_began_in_the_period():
    inside, day = date(2025, 8, 1), timedelta(days=1)
    usual = {"agreed_on": date(2025, 6, 1), "starts_on": inside}
    places = [
        placement(1, date(2025, 5, 1), **usual),
        placement(1, date(2025, 5, 1), **usual | {"starts_on": PERIOD.start}),
        placement(2, date(2025, 5, 1), **usual | {"starts_on": PERIOD.end}),
        placement(2, date(2025, 5, 1), **usual | {"starts_on": PERIOD.end + day}),
        placement(2, date(2025, 5, 1), **usual | {"starts_on": PERIOD.start - day}),
        placement(2, date(2025, 5, 1), **usual | {"agreed_on": None}),
        placement(2, date(2025, 5, 1), **usual | {"cancelled_on": inside}),
        placement(2, date(2025, 5, 1), **usual | {"cancelled_on": PERIOD.end + day}),
    ]
    people = [participation(number, referred_on=date(2025, 4, 1)) for number in (1, 2)]

    assert count_divisors(frames_of(people, places), PERIOD)["starts"] == 4


# Budget and funding


@pytest.fixture
def packaged(reference, db):
    assert ensure_funding(PACKAGED) == 8
    return {row.code: row for row in FundingRow.objects.all()}


def test_the_founding_sums_and_the_own_shares_to_the_cent(packaged):
    euros = {code: row.euros for code, row in packaged.items()}
    toimi, ability = shares_of(packaged["toimi"]), shares_of(packaged["tyokyky"])

    assert euros["budget-2025"] == Decimal("21770000.00")
    assert [euros[f"change-{year}"] for year in (2025, 2026, 2027)] == [-4800000, -6600000, -8400000]
    assert (toimi.support, toimi.own, toimi.percent) == (6880000, 1720000, 80)
    assert (ability.support, ability.own) == (303924, 75980)
    assert round(ability.percent, 1) == 80
    assert (packaged["toimi"].valid_from, packaged["toimi"].valid_until) == (
        date(2026, 3, 1),
        date(2029, 9, 30),
    )
    assert {row.source != "" for row in packaged.values()} == {True}


def test_a_second_load_changes_nothing_and_another_value_is_refused(packaged, tmp_path):
    assert ensure_funding(PACKAGED) == 0
    wrong = HEAD + "budget-2025,budget,,2025-01-01,2025-12-31,21,,,founding,x,\n"
    (tmp_path / "funding.csv").write_text(wrong)

    with pytest.raises(DataError, match=r"funding.csv, row 2, column code: .*replaces"):
        ensure_funding(tmp_path)

    assert FundingRow.objects.get(code="budget-2025").euros == 21770000


def test_a_correction_in_the_file_is_a_line_that_replaces(packaged, tmp_path):
    better = HEAD + "budget-2025b,budget,,2025-01-01,2025-12-31,21770001,,,verified,x,budget-2025\n"
    (tmp_path / "funding.csv").write_text(better)

    assert ensure_funding(tmp_path) == 1

    assert {row.code for row in funding_rows() if row.kind == "budget"} == {"budget-2025b"}
    assert FundingRow.objects.filter(kind="budget").count() == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a,budget,,2025-12-31,2025-01-01,1,,,founding,x,", "The last day is before the first"),
        ("a,budget,,2025-01-01,2025-12-31,-1,,,founding,x,", "more than nothing"),
        ("a,budget,,2025-01-01,2025-12-31,1,80,,founding,x,", "project"),
        ("a,project,,2025-01-01,2025-12-31,1,80,,founding,x,", "project has a name"),
        ("a,project,P,2025-01-01,2025-12-31,1,101,,founding,x,", "100 percent"),
        ("a,project,P,2025-01-01,2025-12-31,1,,2,founding,x,", "whole sum"),
        ("a,budget,,2025-01-01,2025-12-31,much,,,founding,x,", "column euros"),
        ("a,budget,,2025-01-01,2025-12-31,nan,,,founding,x,", "column euros"),
        ("a,budget,,2025-02-30,2025-12-31,1,,,founding,x,", "column valid_from"),
        ("a,gift,,2025-01-01,2025-12-31,1,,,founding,x,", "column kind"),
        ("a,budget,,2025-01-01,2025-12-31,1,,,sure,x,", "column standing"),
        ("a,budget,,2025-01-01,2025-12-31,1,,,founding,,", "column source"),
        ("a,budget,,2025-01-01,2025-12-31,1,,,founding,x,b", "column replaces"),
    ],
)
def test_a_line_that_is_no_row_is_told_with_its_place(reference, db, tmp_path, line, words):
    good = "good,budget,,2024-01-01,2024-12-31,5,,,founding,x,\n"
    (tmp_path / "funding.csv").write_text(HEAD + good + line + "\n")

    with override("en"), pytest.raises(DataError, match=words) as told:
        ensure_funding(tmp_path)

    assert "row 3" in str(told.value)
    assert not FundingRow.objects.exists()


def test_the_command_says_what_it_did_and_what_is_wrong(reference, db, tmp_path, capsys):
    call_command("load_money")
    assert capsys.readouterr().out == "funding: 8 new\n"
    call_command("load_money")
    assert capsys.readouterr().out == "funding: 0 new\n"
    (tmp_path / "funding.csv").write_text(HEAD + "a,b\n")

    with pytest.raises(CommandError, match=r"funding.csv"):
        call_command("load_money", data=tmp_path)


def test_an_area_without_the_file_has_no_rows_and_no_such_tables(reference, db):
    assert ensure_funding(KAINUU) == 0
    found = counted(spent("1", "2", "3"))

    assert [table.name for table in told_of(found).tables] == ["costs", "spending"]


def test_the_report_tells_budget_changes_and_who_pays(packaged):
    rows = [(row, shares_of(row)) for row in funding_rows()]
    found = count_money(PERIOD, spent("1", "2", "3"), KINDS, {"starts": 7, "O1": 5, "O3": 6}, rows)
    with override("fi"):
        told = tell_money(found, PERIOD, {})
        budget, projects = words_of(told, "budget"), words_of(told, "projects")

    assert budget["budget-2025"] == [
        "21 770 000 €", "1.1.2025", "31.12.2025", "perustamisasiakirjasta", "12 €",
    ]  # fmt: skip
    assert budget["change-2026"][0] == "−6 600 000 €"
    assert budget["change-2026"][-1] == "–"
    assert projects["toimi"][:4] == [
        "8 600 000 €", "80,0 %", "6 880 000 €", "1 720 000 €",
    ]  # fmt: skip
    assert projects["tyokyky"][:4] == [
        "379 904 €", "80,0 %", "303 924 €", "75 980 €",
    ]  # fmt: skip
    sources = {one.code: (one.source, one.verified) for one in told.definitions}
    assert sources["toimi"][1] is True
    assert "sttinfo.fi" in sources["toimi"][0]


# The chart


def test_columns_are_as_high_as_their_euros_and_an_unknown_month_has_a_dash():
    together = Strip("Together", "–", [30.0, None, 60.0])
    kinds = [Strip("Wages", "€40", [10.0, 20.0, 10.0]), Strip("Other", "€0", [0.0, None, 5.0])]

    drawing = spending_columns(together, kinds, ["7/25", "8/25", "9/25"], "Spending", width=320)

    bars = [mark for mark in drawing.marks if isinstance(mark, Rect)]
    assert [bar.height for bar in bars] == [22.0, 44.0, 22.0, 44.0, 22.0, 11.0]
    assert [mark.text for mark in drawing.marks if mark.kind == "words"].count("–") == 3
    assert all(bar.x >= 0 and bar.x + bar.width <= 320 for bar in bars)


# On paper


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_number_is_cut_on_paper(packaged, language):
    register_fonts()
    kinds = list(spending_kinds())
    money = {(month, kind.code): Decimal("815432.10") for month in MONTHS for kind in kinds}
    rows = [(row, shares_of(row)) for row in funding_rows()]
    found = count_money(PERIOD, money, kinds, {"starts": 7, "O1": 5, "O3": 6}, rows)

    with override(language):
        tables = tell_money(found, PERIOD, {}).tables
        for table in tables:
            names, *widths = widths_of(table)
            assert names + sum(widths) == pytest.approx(WIDTH)
            for column, width in zip(table.columns, widths, strict=True):
                for row in table.rows:
                    for word in cell_words(row, column).split(" "):
                        needed = stringWidth(word, styles.NUMBER.fontName, styles.NUMBER.fontSize)
                        assert needed + SIDES - 1 <= width, (table.name, column.key, word)
    assert len(tables) == 4
