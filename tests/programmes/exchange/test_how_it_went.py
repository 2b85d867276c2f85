"""reviews.csv, adjustments.csv, followups.csv: how places went and how people were afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from accounts.models import User
from audit.models import Event
from audit.verifying import verify
from programmes.exchange.services import import_bundle
from programmes.exchange.undoing import undo_import
from programmes.models import Adjustment, FollowUp, Participation, Placement, Review
from programmes.participants.eura import record_eura
from programmes.participants.follow_ups import answer, close_unanswered
from programmes.participants.labour import record_status
from programmes.participants.notes import write_note
from programmes.participants.services import ask_for_a_call
from programmes.placements.services.reviews import adjustment_done, ask_for_adjustment, correct_review
from tests.factories import programmes as make
from tests.programmes.exchange.conftest import TODAY, Bundle, Rows, row

RUNS = {"agreed_on": "2026-03-01", "starts_on": "2026-03-02", "ends_on": "2026-12-31"}
OVER = {"ended_on": "2026-06-15", "exit_status": "unemployed"}
CHANGED = "changed in the service after its last import"


def talk(held_on: str = "2026-04-13", placement: str = "L1") -> dict[str, str]:
    return {"placement_id": placement, "held_on": held_on}


def help_(what: str = "apuväline", requested_on: str = "2026-04-13", done_on: str = "") -> dict[str, str]:
    return {"placement_id": "L1", "what": what, "requested_on": requested_on, "done_on": done_on}


def asked(months: str = "3", **cells: str) -> dict[str, str]:
    return {"participation_id": "S1", "months": months, **cells}


def running(bundle: Bundle, **files: Rows) -> Bundle:
    return bundle.write_right(placements=[row("placements", **RUNS)], **files).run()


def over(bundle: Bundle, *rows: dict[str, str]) -> Bundle:
    told: Rows = list(rows)
    return bundle.write_right(participations=[row("participations", **OVER)], followups=told).run()


def worker() -> User:
    user: User = make.coordinator()
    return user


def test_talks_and_adjustments_stand_as_the_files_say(bundle: Bundle) -> None:
    running(
        bundle,
        reviews=[talk(), talk("13.7.2026")],
        adjustments=[help_(), help_("oma tahti", done_on="2026-04-20")],
    )

    assert bundle.counts["reviews"] == (2, 0, 0, 0)
    assert bundle.counts["adjustments"] == (2, 0, 0, 0)
    assert [(one.held_on, one.due_on, one.agreed) for one in Review.objects.order_by("held_on")] == [
        (date(2026, 4, 13), date(2026, 4, 13), ""),
        (date(2026, 7, 13), date(2026, 7, 13), ""),
    ]
    assert [(one.what, one.done_on) for one in Adjustment.objects.order_by("what")] == [
        ("apuväline", None),
        ("oma tahti", date(2026, 4, 20)),
    ]


def test_answers_stand_as_the_file_says_with_the_days_of_their_question(bundle: Bundle) -> None:
    over(
        bundle,
        asked("1", asked_on="2026-07-15", answered_on="2026-07-16", status="employed"),
        asked("3", asked_on="2026-09-15", answered_on="2026-10-06", status="not_reached"),
        asked("6"),
    )

    assert bundle.counts["followups"] == (3, 0, 0, 0)
    assert [
        (one.months, one.ask_on, one.answered_on, one.status, one.tries) for one in FollowUp.objects.all()
    ] == [
        (1, date(2026, 7, 15), date(2026, 7, 16), "employed", 0),
        (3, date(2026, 9, 15), date(2026, 10, 6), "not_reached", 0),
        (6, date(2026, 12, 15), None, "", 0),
    ]


@pytest.mark.parametrize(
    ("cells", "kept", "warning"),
    [
        ({"status": "not_reached"}, (date(2026, 9, 15), "not_reached"), ""),
        ({"status": "not_reached", "asked_on": "2026-09-20"}, (date(2026, 9, 20), "not_reached"), ""),
        ({"answered_on": "2026-09-20"}, (date(2026, 9, 20), "unknown"), "an answer that says nothing"),
        ({"status": "employed"}, (None, ""), "an answer without its day is left out"),
        ({}, (None, ""), ""),
    ],
)
def test_a_gap_in_an_answer_is_no_fault(
    bundle: Bundle, cells: dict[str, str], kept: tuple[date | None, str], warning: str
) -> None:
    over(bundle, asked(**cells))

    told = FollowUp.objects.get()
    assert (told.answered_on, told.status) == kept
    assert any(warning in said for said in bundle.result.warnings) == bool(warning)
    bundle.run()
    assert bundle.counts["followups"] == (0, 0, 1, 0)


def test_an_answer_of_a_time_that_is_not_over_goes_in(bundle: Bundle) -> None:
    bundle.write_right(followups=[asked(asked_on="2026-09-15")]).run()

    assert (FollowUp.objects.get().ask_on, bundle.counts["followups"]) == (date(2026, 9, 15), (1, 0, 0, 0))


@pytest.mark.parametrize(
    ("file", "wrong", "reason"),
    [
        ("reviews", talk(""), "missing required value: held_on"),
        ("reviews", talk("31.2.2026"), "date that does not parse"),
        ("reviews", talk("2026-11-23"), "date in the future"),
        ("reviews", talk(placement="L9"), "id points nowhere"),
        ("adjustments", help_(""), "missing required value: what"),
        ("adjustments", help_("x" * 201), "longer than 200"),
        ("adjustments", help_("131052-308T"), "personal identity code"),
        ("adjustments", help_(requested_on=""), "missing required value: requested_on"),
        (
            "adjustments",
            help_(done_on="2026-04-12"),
            "order of dates: done_on 2026-04-12 is before requested_on",
        ),
        ("adjustments", help_(done_on="2026-11-23"), "date in the future"),
        ("followups", asked(""), "missing required value: months"),
        ("followups", asked("2"), "unknown code"),
        ("followups", asked(status="dancing"), "unknown code"),
        ("followups", asked(asked_on="2026-09-15", answered_on="2026-09-14"), "order of dates: answered_on"),
        ("followups", {"participation_id": "S9", "months": "3"}, "id points nowhere"),
    ],
)
def test_a_wrong_row_is_rejected_in_words_and_the_next_goes_in(
    bundle: Bundle, file: str, wrong: dict[str, str], reason: str
) -> None:
    right = {"reviews": talk("2026-05-04"), "adjustments": help_("oma tahti"), "followups": asked("1")}[file]
    running(bundle, **{file: [wrong, right]})

    assert bundle.counts[file] == (1, 0, 0, 1)
    assert reason in bundle.reasons(file)[2]


def test_children_of_rejected_rows_are_rejected(bundle: Bundle) -> None:
    bundle.write_right(
        participations=[row("participations", referred_on="31.2.2026")],
        reviews=[talk()],
        adjustments=[help_()],
        followups=[asked()],
    ).run()

    assert bundle.reasons("reviews")[2] == "child of a rejected row: L1 in placements"
    assert bundle.reasons("adjustments")[2] == "child of a rejected row: L1 in placements"
    assert bundle.reasons("followups")[2] == "child of a rejected row: S1 in participations"


def test_a_row_said_twice_is_one_and_one_said_otherwise_is_rejected(bundle: Bundle) -> None:
    running(
        bundle,
        reviews=[talk(), talk("13.4.2026"), talk("31.2.2026"), talk("31.2.2026")],
        adjustments=[help_(), help_(), help_(done_on="2026-05-04")],
    )

    assert bundle.counts["reviews"] == (1, 0, 1, 2)
    assert bundle.counts["adjustments"] == (1, 0, 1, 1)
    assert bundle.reasons("adjustments") == {
        4: "repeated id: L1 2026-04-13 apuväline stands in row 2 already"
    }
    bundle.run()
    assert bundle.counts["reviews"] == (0, 0, 2, 2)
    assert bundle.counts["adjustments"] == (0, 0, 2, 1)


def test_a_second_run_changes_nothing_and_a_changed_row_is_updated(bundle: Bundle) -> None:
    files = {"reviews": [talk()], "adjustments": [help_()], "followups": [asked(asked_on="2026-09-15")]}
    running(bundle, **files)
    events = Event.objects.count()

    bundle.run()

    assert bundle.result.group is None
    assert {name: bundle.counts[name] for name in files} == dict.fromkeys(files, (0, 0, 1, 0))
    bundle.write(
        adjustments=[help_(done_on="2026-05-04")],
        followups=[asked(asked_on="2026-09-15", answered_on="2026-09-16", status="education")],
    ).run()
    assert (bundle.counts["adjustments"], bundle.counts["followups"]) == ((0, 1, 0, 0), (0, 1, 0, 0))
    assert Adjustment.objects.get().done_on == date(2026, 5, 4)
    assert FollowUp.objects.get().status == "education"
    assert Event.objects.count() == events + 2


def test_what_helps_a_person_does_not_stand_on_the_trail(bundle: Bundle) -> None:
    running(bundle, adjustments=[help_("kuulokkeet")])

    told = Event.objects.get(verb="adjustment.imported").data["row"]
    assert told.startswith("L1 2026-04-13 ")
    assert "kuulokkeet" not in told


def test_what_was_changed_in_the_service_is_rejected_also_when_it_is_told_of_the_place(
    bundle: Bundle,
) -> None:
    files = {
        "reviews": [talk(), talk("2026-05-04")],
        "adjustments": [help_(), help_("oma tahti")],
        "followups": [asked("1"), asked("3")],
    }
    bundle.write_right(
        placements=[row("placements", **RUNS, ended_on="2026-06-15", end_kind="completed")],
        participations=[row("participations", **OVER)],
        **files,
    ).run()
    by = worker()
    correct_review(
        Review.objects.order_by("held_on")[0], by=by, own_words="", host_view="", agreed="Tauko kahdelta."
    )
    adjustment_done(Adjustment.objects.get(what="oma tahti"), by=by, on=date(2026, 5, 6))
    answer(FollowUp.objects.get(months=3), "employed", by=by)

    bundle.run()

    assert bundle.reasons("reviews") == {2: CHANGED}
    assert bundle.reasons("adjustments") == {3: CHANGED}
    assert bundle.reasons("followups") == {3: CHANGED}
    assert FollowUp.objects.get(months=3).status == "employed"


def test_what_was_made_in_the_service_is_not_written_over(bundle: Bundle) -> None:
    bundle.write_right(
        placements=[row("placements", **RUNS)], participations=[row("participations", **OVER)]
    ).run()
    by, place = worker(), Placement.objects.get()
    Review.objects.create(
        placement=place, due_on=date(2026, 4, 13), held_on=date(2026, 4, 13), agreed="Tauko"
    )
    ask_for_adjustment(place, "apuväline", by=by, requested_on=date(2026, 4, 13))
    FollowUp.objects.bulk_create(FollowUp.all_of(Participation.objects.get(), date(2026, 6, 15)))

    bundle.write(reviews=[talk()], adjustments=[help_()], followups=[asked()]).run()

    assert bundle.reasons("reviews") == {2: "a talk of that day was written down in the service"}
    assert bundle.reasons("adjustments") == {
        2: "the same adjustment of that day was asked for in the service"
    }
    assert bundle.reasons("followups") == {2: "the service asks this question itself"}


def rows_of() -> dict[str, list[Any]]:
    kinds = (Review, Adjustment, FollowUp)
    return {kind.__name__: list(kind._default_manager.order_by("pk").values()) for kind in kinds}


def test_an_import_is_taken_back_and_can_come_again(bundle: Bundle) -> None:
    bundle.write_right(
        placements=[row("placements", **RUNS)], participations=[row("participations", **OVER)]
    ).run()
    nothing = rows_of()
    bundle.write(reviews=[talk()], adjustments=[help_()], followups=[asked(asked_on="2026-09-15")]).run()
    before, first = rows_of(), bundle.result.group
    bundle.write(
        adjustments=[help_(done_on="2026-05-04")],
        followups=[asked(asked_on="2026-09-15", answered_on="2026-09-16", status="education")],
    ).run()
    assert bundle.result.group is not None
    assert first is not None

    undone = {one.name: (one.taken_away, one.as_before, one.left) for one in undo_import(bundle.result.group)}

    assert (undone["adjustments"], undone["followups"]) == ((0, 1, []), (0, 1, []))
    assert rows_of() == before
    bundle.run()
    assert (bundle.counts["adjustments"], bundle.counts["followups"]) == ((0, 1, 0, 0), (0, 1, 0, 0))
    undo_import(bundle.result.group)
    undone = {one.name: (one.taken_away, one.as_before, one.left) for one in undo_import(first)}
    assert [undone[name][0] for name in ("reviews", "adjustments", "followups")] == [1, 0, 0]
    assert verify().broken == []
    assert nothing["Review"] == rows_of()["Review"]


def test_what_a_worker_has_touched_since_stays_when_its_import_is_taken_back(bundle: Bundle) -> None:
    running(bundle, reviews=[talk(), talk("2026-05-04")], adjustments=[help_()])
    assert bundle.result.group is not None
    correct_review(
        Review.objects.order_by("held_on")[0], by=worker(), own_words="", host_view="", agreed="Tauko"
    )

    undone = {one.name: one for one in undo_import(bundle.result.group)}

    assert undone["reviews"].left == [("L1 2026-04-13", "something has followed it")]
    assert undone["reviews"].taken_away == undone["adjustments"].taken_away == 1
    assert undone["placements"].left == [("L1", "something has followed it")]


def test_an_import_asks_nobody_and_closes_nothing(bundle: Bundle) -> None:
    over(bundle, asked("1", asked_on="2026-07-15"), asked("3", asked_on="2026-09-15"))

    assert close_unanswered() == 0
    assert not Event.objects.filter(verb__startswith="followup.").exclude(verb="followup.imported").exists()


def test_a_workbook_has_them_as_sheets(bundle: Bundle, tmp_path: Path) -> None:
    running(bundle)
    book = openpyxl.Workbook()
    for name, rows in (
        ("reviews", [("placement_id", "held_on"), ("L1", date(2026, 4, 13))]),
        (
            "adjustments",
            [
                ("what", "placement_id", "requested_on", "done_on"),
                ("apuväline", "L1", date(2026, 4, 13), None),
            ],
        ),
        ("followups", [("participation_id", "months", "asked_on"), ("S1", 6, date(2026, 9, 15))]),
    ):
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    book.save(tmp_path / "how.xlsx")

    told = import_bundle(tmp_path / "how.xlsx", today=TODAY)

    new = {one.name: (one.new, len(one.rejected)) for one in told.outcomes}
    assert {name: new[name] for name in ("reviews", "adjustments", "followups")} == {
        "reviews": (1, 0),
        "adjustments": (1, 0),
        "followups": (1, 0),
    }


def test_a_column_that_is_missing_is_named(bundle: Bundle) -> None:
    running(bundle, reviews=[{"placement_id": "L1"}])

    assert bundle.reasons("reviews") == {2: "missing required value: there is no column held_on"}


def test_words_take_a_day_away(bundle: Bundle) -> None:
    running(bundle, adjustments=[help_(done_on="2026-05-04")])
    bundle.write(adjustments=[help_(done_on="")]).run()
    assert Adjustment.objects.get().done_on == date(2026, 5, 4)

    bundle.write(adjustments=[help_(done_on="none")]).run()

    assert Adjustment.objects.get().done_on is None


def test_the_sample_gives_the_counts_that_its_figures_need(sample: Callable[..., Any]) -> None:
    sample()

    assert FollowUp.objects.filter(months=6).exclude(answered_on=None).count() == 34
    assert Adjustment.objects.exclude(done_on=None).count() == 27
    assert Review.objects.exclude(held_on=None).count() == 41


def test_changes_of_position_go_in_once_and_not_beside_what_a_worker_has_recorded(bundle: Bundle) -> None:
    times = [row("participations", **OVER)]
    change = {"participation_id": "S1", "on": "2026-05-02", "status": "employed"}
    bundle.write_right(participations=times, status_changes=[change]).run()
    assert bundle.counts["status_changes"] == (1, 0, 0, 0)
    record_status(Participation.objects.get(), status="education", on=date(2026, 5, 9), by=worker())

    bundle.write(
        participations=times, status_changes=[change, change | {"on": "2026-05-09", "status": "education"}]
    ).run()

    assert bundle.counts["status_changes"] == (0, 0, 1, 1)
    assert bundle.reasons("status_changes") == {3: "a worker has recorded this change in the service"}


def test_what_stands_beside_a_time_does_not_shut_it_out_of_the_next_import(bundle: Bundle) -> None:
    """After a note, a change and the data in EURA the register may still tell of the time."""
    times = [row("participations", started_on="2026-01-20", accepted_on="2026-01-13")]
    bundle.write_right(participations=times).run()
    by, time = worker(), Participation.objects.get()
    write_note(time, by=by, text="Soitti.")
    record_status(time, status="education", on=date(2026, 2, 9), by=by)
    record_eura(time, kind="start", state="done", on=date(2026, 2, 9), by=by)
    ask_for_a_call(time, by=by)

    bundle.run()
    assert bundle.counts["participations"] == (0, 0, 1, 0)
    bundle.write(participations=[times[0] | OVER]).run()

    assert bundle.counts["participations"] == (0, 1, 0, 0), bundle.reasons("participations")
