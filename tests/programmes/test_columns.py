"""Columns come back by name, as the rows say, whatever order they are asked for in."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from programmes import columns
from programmes.columns import EPOCH, Column, Kind, flag_on, gather, read
from programmes.employers.models import HostEmployer, Vacancy
from programmes.participants.models import CorrectionRequest, Participant, Participation
from programmes.participants.steps import tell_last_day
from programmes.servicepoints.models import Complaint, Feedback
from programmes.workspace.figure_columns import PARTICIPATIONS, TABLES
from programmes.workspace.figures import read_tables
from tests.reports.conftest import place, referral, step

__all__ = ["referral"]

FIRST = date(2026, 1, 1)
# Where a column is called otherwise than what it is read from.
ELSEWHERE = {
    "municipality": "municipality_id",
    "programme_type": "programme_type.code",
    "birth_date": "participant.birth_date",
    "gender": "participant.gender",
    "language": "participant.language",
    "foreign_background": "participant.foreign_background",
    "partial_work_ability": "participant.partial_work_ability",
    "vacancy": "vacancy_id",
    "intake": "intake_id",
    "reason": "reason_id",
    "participant": "participant_id",
    "education_level": "participant.education_level",
    "participations.participation_id": "pk",
    "reviews.participation_id": "placement.participation_id",
    "adjustments.participation_id": "placement.participation_id",
    "vacancies.vacancy": "pk",
    "intakes.intake": "pk",
    "complaints.answered_on": "first_answered_on",
    "corrections.municipality": "participation.municipality_id",
    "corrections.received_on": "sent_on",
}


def value(row, table: str, name: str):
    """What the row itself says under the name of the column."""
    for part in ELSEWHERE.get(f"{table}.{name}", ELSEWHERE.get(name, name)).split("."):
        row = getattr(row, part)
    return row or "" if TABLES[table].columns[name].kind is Kind.CODE else row


def told(array, number: int):
    """A cell of what was read, as a model would say it."""
    if isinstance(array, columns.Codes):
        return array.values[array.numbers[number]]
    if isinstance(array, columns.CodeLists):
        return array.of(number)
    cell = array[number]
    if np.issubdtype(array.dtype, np.datetime64):
        return None if np.isnat(cell) else cell.astype("datetime64[D]").item()
    is_nan = cell != cell
    return None if is_nan else cell.item()


def day_of_each(model: type, start: date) -> dict[str, date]:
    """Every day of the model's rows, each of them another one."""
    names = [field.name for field in model._meta.fields if field.get_internal_type() == "DateField"]
    return {name: start + timedelta(days=number) for number, name in enumerate(names)}


@pytest.fixture
def rows(referral):
    """A row of each kind in which no two columns say the same, and some that are nearly empty."""
    row = referral("422")
    Participant.objects.filter(pk=row.participant_id).update(
        birth_date=date(1969, 12, 31), gender="other", language="uk", foreign_background=True,
        partial_work_ability=False,
    )  # fmt: skip
    placement = place(row, FIRST, programme_type="open_job", alternatives_shown=3)
    next_step = step(row, FIRST)
    hold = row.holds.create(from_on=FIRST, look_again_on=FIRST)
    for each, more in (
        (row, {"exit_status": "employed_open", "exit_class": "pension"}),
        (placement, {}),
        (next_step, {}),
        (hold, {}),
    ):
        model = type(each)
        model._base_manager.filter(pk=each.pk).update(**day_of_each(model, date(2026, 3, 1)), **more)
    tell_last_day([row.pk])
    second = place(referral(), FIRST)
    vacancy = Vacancy.objects.create(
        host=HostEmployer.objects.create(business_id="0242746-2", name="Kahvila", municipality_id="422"),
        title="Apulainen", municipality_id="541", seats=4, adjustments=["quiet room", "own guide"],
        opened_on=date(2026, 1, 2), closed_on=date(2026, 4, 3), valid_until=date(2026, 5, 4),
    )  # fmt: skip
    type(second)._base_manager.filter(pk=second.pk).update(vacancy=vacancy, intake=None)
    vacancy.pauses.create(from_on=date(2026, 1, 5), until_on=date(2026, 1, 6))
    placement.reviews.create(due_on=FIRST, held_on=date(2026, 3, 9))
    placement.adjustments.create(what="Tuoli", requested_on=date(2026, 3, 2), done_on=date(2026, 3, 4))
    row.follow_ups.create(
        months=6, ask_on=FIRST, due_on=FIRST, answered_on=date(2026, 8, 1), status="education"
    )
    row.status_changes.create(on=date(2026, 8, 2), status="self_employed")
    told = {"municipality_id": "260", "text": "–"}
    Feedback.objects.create(
        kind="experience", score=7, given_on=date(2026, 8, 3), answered_on=date(2026, 8, 4), **told
    )
    Complaint.objects.create(
        received_on=date(2026, 8, 5), first_answered_on=date(2026, 8, 6), answered_on=None, **told
    )
    CorrectionRequest.objects.create(
        participation=row, item="name", right="–", sent_on=date(2026, 8, 7), due_on=date(2026, 8, 21),
        answered_on=date(2026, 8, 8), status="partly",
    )  # fmt: skip


MODELS = {
    "feedback": Feedback,
    "complaints": Complaint,
    "corrections": CorrectionRequest,
    "vacancies": Vacancy,
    "vacancy_pauses": Vacancy.pauses.rel.related_model,
    "participations": Participation,
    **{
        name: Participation._meta.get_field(name).related_model
        for name in ("placements", "next_steps", "holds", "follow_ups", "status_changes")
    },
}
MODELS["reviews"], MODELS["adjustments"], MODELS["intakes"] = (
    MODELS["placements"]._meta.get_field(name).related_model for name in ("reviews", "adjustments", "intake")
)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_the_figures_is_what_the_row_says_under_its_name(table):
    own, wanted = list(MODELS[table]._base_manager.order_by("pk")), TABLES[table].columns

    arrays = read_tables(None)[table]

    read_rows = [{name: told(arrays[name], number) for name in wanted} for number in range(len(own))]
    assert sorted(read_rows, key=str) == sorted(
        ({name: value(row, table, name) for name in wanted} for row in own), key=str
    )
    days = [value(own[0], table, name) for name, column in wanted.items() if column.kind in columns.DAYS]
    assert len(days) == len(set(days)), "two columns that say the same could stand for each other"


@pytest.mark.usefixtures("rows")
def test_the_order_in_which_columns_are_named_changes_nothing():
    backwards = dict(reversed(PARTICIPATIONS.items()))

    arrays, others = (
        read(Participation.objects.order_by("pk"), wanted) for wanted in (PARTICIPATIONS, backwards)
    )

    for name, array in arrays.items():
        assert [told(array, number) for number in (0, 1)] == [
            told(others[name], number) for number in (0, 1)
        ], name


def test_columns_of_no_rows_have_their_kinds_all_the_same():
    arrays = gather([], {kind.value: Column("", kind) for kind in Kind})

    assert {name: len(getattr(array, "numbers", array)) for name, array in arrays.items()} == dict.fromkeys(
        arrays, 0
    )
    assert arrays["day"].dtype == arrays["event"].dtype == "datetime64[s]"
    assert arrays["key"].dtype == np.int64
    assert arrays["code"].values == ("",)


def test_what_is_read_in_parts_has_one_list_of_codes(monkeypatch):
    monkeypatch.setattr(columns, "ROWS_AT_A_TIME", 2)
    codes = ["b", "a", None, "b", "", "c", "a"]

    found = gather([[code] for code in codes], {"code": Column("", Kind.CODE)})["code"]

    assert found.values == ("", "b", "a", "c")
    assert [found.values[number] for number in found.numbers] == ["b", "a", "", "b", "", "c", "a"]


def test_a_flag_is_that_of_the_latest_change_up_to_the_day():
    wanted = {"code": Column("", Kind.CODE), "day": Column("", Kind.DAY)}
    days = [date(2025, 12, 31), date(2026, 2, 28), date(2026, 3, 1), date(2030, 1, 1)]
    numbers = [*((day - EPOCH).days for day in days), columns.NO_DAY]
    found = gather([["a", number] for number in numbers] + [["b", numbers[0]]], wanted)

    flags = flag_on(
        found["code"],
        found["day"],
        {"a": [(FIRST, True), (date(2026, 3, 1), False)], "b": [(FIRST, True)]},
    )

    assert flags.tolist() == [True, True, False, False, False, True]


def test_cells_of_several_codes_keep_their_order_and_share_one_list(monkeypatch):
    monkeypatch.setattr(columns, "ROWS_AT_A_TIME", 2)
    cells = [["b", "a"], [], {"fi": "B1", "sv": "A1"}, "a\n\nc\n", None, "", ["a"]]

    found = gather([[cell] for cell in cells], {"codes": Column("", Kind.CODES)})["codes"]

    assert [found.of(row) for row in range(len(cells))] == [
        ["b", "a"], [], ["fi:B1", "sv:A1"], ["a", "c"], [], [], ["a"],
    ]  # fmt: skip
    assert found.values == ("", "b", "a", "fi:B1", "sv:A1", "c")


def test_no_rows_have_no_codes():
    found = gather([], {"codes": Column("", Kind.CODES)})["codes"]

    assert (found.begins.tolist(), found.numbers.tolist(), found.values) == ([0], [], ("",))
