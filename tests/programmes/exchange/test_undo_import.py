"""An import is one group, and is taken back as far as nothing has followed it."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from audit.verifying import verify
from programmes.catalogue.models import Intake
from programmes.exchange.models import ImportedRow
from programmes.exchange.undoing import NoSuchImportError, Undone, undo_import
from programmes.models import (
    HostEmployer,
    NextStep,
    Participant,
    Participation,
    Placement,
    Vacancy,
    WorkProfile,
)
from programmes.participants.services import ask_for_a_call
from tests.programmes.exchange.conftest import RIGHT, Bundle, row
from workflow.models import UndoNote

KINDS: tuple[type[Model], ...] = (
    HostEmployer,
    Vacancy,
    Intake,
    Participant,
    Participation,
    Placement,
    NextStep,
    WorkProfile,
)


def worker() -> User:
    return User.objects.create_user("worker@example.org", first_name="Työn", last_name="Tekijä")


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything that an import writes, as it stands."""
    found = {kind.__name__: list(kind._default_manager.order_by("pk").values()) for kind in KINDS}
    links = Vacancy.programme_types.through._default_manager.order_by("vacancy_id", "programmetype_id")
    return found | {"types": list(links.values("vacancy_id", "programmetype_id"))}


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[Any]:
    """Every value that is another than before: its kind, its column, what it was and is."""
    return [
        (kind, name, old[name], new[name])
        for kind in before
        for old, new in zip(before[kind], after[kind], strict=True)
        for name in old
        if old[name] != new[name]
    ]


def number(bundle: Bundle) -> UUID:
    assert bundle.result.group is not None
    return bundle.result.group


def counts(undone: list[Undone]) -> dict[str, tuple[int, int, int]]:
    return {each.name: (each.taken_away, each.as_before, len(each.left)) for each in undone}


def said(found: dict[str, tuple[int, int, int]]) -> dict[str, tuple[int, int, int]]:
    """Of the files that the right bundle has: days hang on a place that runs (test_attendance.py)."""
    return {name: each for name, each in found.items() if name in RIGHT}


def left(undone: list[Undone]) -> dict[str, dict[str, str]]:
    return {each.name: dict(each.left) for each in undone if each.left}


def step(**changes: str) -> dict[str, str]:
    return row("participations", next_step="Soitto", next_step_due_on="2026-12-01", **changes)


def test_an_import_is_one_group(bundle: Bundle) -> None:
    bundle.write_right().run()

    assert set(Event.objects.values_list("group", flat=True)) == {number(bundle)}
    assert bundle.run().result.group is None
    assert (
        bundle.write(participants=[row("participants", last_name="Uusi")]).run(dry_run=True).result.group
        is None
    )


def test_what_an_import_made_is_gone_as_if_it_had_not_been(bundle: Bundle) -> None:
    before = rows()
    bundle.write_right(participations=[step()]).run()

    undone = undo_import(number(bundle))

    assert rows() == before
    assert said(counts(undone)) == dict.fromkeys(RIGHT, (1, 0, 0))
    assert not ImportedRow.objects.exists()
    taken_back = Event.objects.filter(undoes__isnull=False)
    assert taken_back.count() == len(RIGHT)
    assert len(set(taken_back.values_list("group", flat=True))) == 1
    assert verify().broken == []
    assert bundle.run().counts == dict.fromkeys(RIGHT, (1, 0, 0, 0))


def test_what_an_import_changed_says_what_it_said_before(bundle: Bundle) -> None:
    bundle.write_right(participations=[step()]).run()
    before = rows()
    bundle.write(
        employers=[row("employers", name="Uusi nimi")],
        vacancies=[row("vacancies", title="Toinen", seats="3", programme_types="work_trial")],
        intakes=[row("intakes", seats="9")],
        participants=[row("participants", last_name="Uusi", street_address="Tie 1")],
        work_profiles=[row("work_profiles", travel_km="80", wished_adjustments="oma tahti")],
        participations=[step() | {"next_step": "Toinen", "ended_on": "2026-03-01"}],
        placements=[row("placements", declined_on="2026-02-05")],
    ).run()
    assert rows() != before

    undone = undo_import(number(bundle))

    assert left(undone) == {}
    assert said(counts(undone)) == dict.fromkeys(RIGHT, (0, 1, 0))
    assert differing(before, rows()) == []
    assert not UndoNote.objects.exists()
    assert verify().broken == []
    assert bundle.run().counts == dict.fromkeys(RIGHT, (0, 1, 0, 0))


def test_what_something_has_followed_stays_with_all_that_it_stands_on(bundle: Bundle) -> None:
    other = {"external_id": "P2", "first_name": "Eino"}
    bundle.write_right(
        participants=[row("participants"), row("participants", **other)],
        participations=[step(), row("participations", external_id="S2", participant_id="P2")],
    ).run()
    worked_on = Participation.objects.get(participant__first_name="Eino")
    ask_for_a_call(worked_on, by=worker())

    undone = undo_import(number(bundle))

    assert left(undone) == {
        "participations": {"S2": "something has followed it"},
        "participants": {"P2": "it is needed by participation in the service"},
    }
    assert list(Participation.objects.all()) == [worked_on]
    assert list(Participant.objects.values_list("first_name", flat=True)) == ["Eino"]
    assert verify().broken == []


def test_a_seat_that_was_given_meanwhile_is_not_taken_by_what_comes_back(bundle: Bundle) -> None:
    held = {"accepted_on": "2026-02-05"}
    later = {"offered_on": "2026-02-07", "accepted_on": "2026-02-08"}
    bundle.write_right(placements=[row("placements", **held)]).run()
    bundle.write(placements=[row("placements", **held, cancelled_on="2026-02-06")]).run()
    first = number(bundle)
    other = {"external_id": "P2", "first_name": "Eino"}
    bundle.write(
        participants=[row("participants"), row("participants", **other)],
        participations=[row("participations"), row("participations", external_id="S2", participant_id="P2")],
        placements=[
            row("placements", **held, cancelled_on="2026-02-06"),
            row("placements", **later, external_id="L2", participation_id="S2"),
        ],
    ).run()

    assert bundle.counts["placements"] == (1, 0, 1, 0)

    undone = undo_import(first)

    assert set(left(undone)["placements"]) == {"L1"}
    assert Placement.objects.order_by("pk").first().state == "cancelled"  # type: ignore[union-attr]
    undo_import(number(bundle))
    assert counts(undo_import(first))["placements"] == (0, 1, 0)


def test_seats_that_are_held_now_stay(bundle: Bundle) -> None:
    bundle.write_right().run()
    bundle.write(vacancies=[row("vacancies", seats="2")]).run()
    first = number(bundle)
    Placement.objects.update(accepted_on="2026-02-05")
    one = Placement.objects.get()
    one.pk, one.reference, one.offer_round = None, "toinen2345", None
    one.save(force_insert=True)

    undone = undo_import(first)

    assert left(undone) == {"vacancies": {"V1": "more seats are held now than it had"}}
    assert Vacancy.objects.get().seats == 2


def test_an_import_that_is_not_one_or_is_undone_is_said(bundle: Bundle) -> None:
    bundle.write_right().run()
    undo_import(number(bundle))
    with as_one() as group:
        record("host.join_asked", None, by=None)
    before = Event.objects.count()

    for wrong in (number(bundle), uuid4(), group):
        with pytest.raises(NoSuchImportError):
            undo_import(wrong)

    assert Event.objects.count() == before


def command(*args: str) -> tuple[int, str, str]:
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("undo_import", *args, stdout=out, stderr=err)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    return status, out.getvalue(), err.getvalue()


def test_the_command_tells_which_import_was_the_newest_and_what_stays(bundle: Bundle) -> None:
    bundle.write_right().run(source="register")
    ask_for_a_call(Participation.objects.get(), by=worker())

    told = command()
    first = command(str(number(bundle)))
    other = command(str(uuid4()))

    assert told[1].split() == ["register", "2026-11-22", "12:00", str(number(bundle))]
    assert (first[0], other[0]) == (1, 2)
    of_places = next(line for line in first[1].splitlines() if line.startswith("placements"))
    assert of_places.split() == [
        "placements",
        "1",
        "taken",
        "away",
        "0",
        "as",
        "before",
        "0",
        "left",
    ]
    assert first[2].splitlines() == [
        "left: participants P1: it is needed by participation in the service",
        "left: participations S1: something has followed it",
    ]
