"""Seats, day by day, worked by hand: never over, and no person twice in the same place."""

from __future__ import annotations

from datetime import date

import pytest

from programmes.exchange.occupancy import SeatBook, Stay, stay_of
from programmes.placements.models import Placement
from tests.programmes.exchange.conftest import Bundle, row

pytestmark = pytest.mark.django_db

MARCH = [date(2026, 3, day) for day in range(1, 32)]


def day(number: int) -> date:
    return date(2026, 3, number)


def people(count: int) -> dict[str, list[dict[str, str]]]:
    """So many persons, each with a participation: P1 and S1, P2 and S2, ..."""
    numbers = range(1, count + 1)
    return {
        "participants": [row("participants", external_id=f"P{n}", first_name=f"Nimi{n}") for n in numbers],
        "participations": [
            row("participations", external_id=f"S{n}", participant_id=f"P{n}") for n in numbers
        ],
    }


def placed(number: int, person: int | None = None, **days: str) -> dict[str, str]:
    """Placement L<number> of the person; the days are days of March 2026."""
    march = {name: f"{value}.3.2026" for name, value in days.items() if name.endswith("_on")}
    rest = {name: value for name, value in days.items() if not name.endswith("_on")}
    return row(
        "placements", external_id=f"L{number}", participation_id=f"S{person or number}", **march, **rest
    )


@pytest.mark.parametrize(
    ("days", "stay"),
    [
        ({}, None),
        ({"accepted_on": day(2)}, (day(2), date.max)),
        ({"agreed_on": day(3)}, (day(3), date.max)),
        ({"accepted_on": day(2), "agreed_on": day(3)}, (day(2), date.max)),
        ({"accepted_on": day(2), "ended_on": day(9)}, (day(2), day(9))),
        ({"accepted_on": day(2), "cancelled_on": day(9)}, (day(2), day(8))),
        ({"accepted_on": day(2), "refused_on": day(9)}, (day(2), day(8))),
        ({"accepted_on": day(2), "declined_on": day(3)}, (day(2), day(2))),
        ({"accepted_on": day(2), "released_on": day(2)}, None),
    ],
)
def test_stay_lasts_from_the_yes_through_the_last_day(
    days: dict[str, date], stay: tuple[date, date] | None
) -> None:
    assert stay_of(days, 7) == (Stay(*stay, 7) if stay else None)


def test_book_counts_what_is_held_on_each_day() -> None:
    stays = [Stay(day(2), day(9), 1), Stay(day(9), day(12), 2), Stay(day(12), date.max, 3)]
    book = SeatBook(2, [*stays, Stay(day(1), day(30), 4)])

    for stay in stays:
        book.add(stay)

    assert book.full_on(Stay(day(1), day(8), 4)) is None
    assert book.full_on(Stay(day(1), day(30), 4)) == day(9)
    assert book.most_held == 2
    book.remove(stays[1])
    assert book.full_on(Stay(day(1), day(30), 4)) is None


def test_later_row_yields_when_seats_are_over_on_one_day(bundle: Bundle) -> None:
    places = [
        placed(1, accepted_on="2", agreed_on="3", starts_on="4", ended_on="10"),
        placed(2, accepted_on="10", agreed_on="11"),
        placed(3, accepted_on="11"),
        placed(4, accepted_on="1", cancelled_on="2"),
        placed(5, accepted_on="1", cancelled_on="3"),
    ]

    bundle.write_right(**people(5), placements=places).run()

    assert bundle.reasons("placements") == {
        3: "seats over: every seat of vacancy V1 (1 in all) is held on 2026-03-10",
        6: "seats over: every seat of vacancy V1 (1 in all) is held on 2026-03-01",
    }


def test_seats_of_a_group_are_counted_too(bundle: Bundle) -> None:
    places = [placed(n, vacancy_id="", intake_id="I1", accepted_on="5") for n in (1, 2, 3)]

    bundle.write_right(**people(3), placements=places).run()

    assert bundle.reasons("placements") == {
        4: "seats over: every seat of intake I1 (2 in all) is held on 2026-03-05"
    }


def test_one_person_may_hold_two_places_at_once(bundle: Bundle) -> None:
    bundle.write_right(
        vacancies=[row("vacancies"), row("vacancies", external_id="V2")],
        placements=[placed(1, accepted_on="2"), placed(2, 1, accepted_on="2", vacancy_id="V2")],
    ).run()

    assert bundle.counts["placements"] == (2, 0, 0, 0)


def test_one_person_does_not_hold_two_seats_at_the_same_vacancy(bundle: Bundle) -> None:
    bundle.write_right(
        vacancies=[row("vacancies", seats="3")],
        participations=[
            row("participations", ended_on="2026-06-01"),
            row("participations", external_id="S2"),
        ],
        placements=[
            placed(1, accepted_on="2", agreed_on="3", starts_on="4", ended_on="10"),
            placed(2, 2, accepted_on="10"),
            placed(3, 2, accepted_on="11"),
            placed(4, 1),
        ],
    ).run()

    assert bundle.reasons("placements") == {
        3: "same vacancy at the same time: this person already holds a seat at vacancy V1"
    }


def test_what_stands_in_the_database_comes_first(bundle: Bundle) -> None:
    bundle.write_right(**people(2), placements=[placed(1, accepted_on="5")]).run()

    bundle.write(placements=[placed(2, accepted_on="2"), placed(1, accepted_on="5")]).run()

    assert list(bundle.reasons("placements")) == [2]
    assert bundle.counts["placements"] == (0, 0, 1, 1)


def test_seat_that_a_change_frees_can_be_taken_in_the_same_run(bundle: Bundle) -> None:
    bundle.write_right(**people(2), placements=[placed(1, accepted_on="5")]).run()
    ended = placed(1, accepted_on="5", agreed_on="6", starts_on="7", ended_on="9")

    bundle.write(placements=[placed(2, accepted_on="10"), ended]).run()

    assert bundle.counts["placements"] == (1, 1, 0, 0)


def test_changes_wait_for_each_other_whatever_their_order(bundle: Bundle) -> None:
    bundle.write_right(**people(2), placements=[placed(1, accepted_on="5"), placed(2)]).run()

    bundle.write(placements=[placed(2, accepted_on="9"), placed(1, accepted_on="5", declined_on="9")]).run()

    assert bundle.counts["placements"] == (0, 2, 0, 0)


def test_same_person_may_change_places_within_one_run(bundle: Bundle) -> None:
    bundle.write_right(placements=[placed(1, accepted_on="5"), placed(2, 1)]).run()

    bundle.write(
        placements=[placed(2, 1, accepted_on="9"), placed(1, accepted_on="5", released_on="9")]
    ).run()

    assert bundle.counts["placements"] == (0, 2, 0, 0)
    assert set(Placement.objects.values_list("state", flat=True)) == {"accepted", "released"}


def test_rejected_change_leaves_the_seat_as_it_was(bundle: Bundle) -> None:
    places = [placed(1, accepted_on="5", cancelled_on="9"), placed(2, accepted_on="9")]
    bundle.write_right(**people(3), placements=places).run()

    called_off_no_more = placed(1, accepted_on="5") | {"cancelled_on": "none"}
    bundle.write(placements=[called_off_no_more, placed(3, accepted_on="3", cancelled_on="6")]).run()

    assert bundle.reasons("placements") == {
        2: "seats over: every seat of vacancy V1 (1 in all) is held on 2026-03-09",
        3: "seats over: every seat of vacancy V1 (1 in all) is held on 2026-03-05",
    }


def test_vacancy_keeps_the_seats_that_were_held(bundle: Bundle) -> None:
    bundle.write_right(
        **people(2),
        vacancies=[row("vacancies", seats="3")],
        placements=[placed(1, accepted_on="5"), placed(2, accepted_on="5")],
    ).run()

    bundle.write(vacancies=[row("vacancies", seats="1")]).run()
    assert bundle.reasons("vacancies") == {2: "seats over: 2 are held on the fullest day"}

    bundle.write(vacancies=[row("vacancies", seats="2")]).run()
    assert bundle.counts["vacancies"] == (0, 1, 0, 0)
