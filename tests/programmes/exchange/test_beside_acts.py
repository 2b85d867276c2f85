"""People act while an import runs: nobody waits for it, nothing is overwritten, and half of it is whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from audit.sealing import seal_everything
from audit.verifying import verify
from programmes.exchange import passes
from programmes.exchange.models import ImportedRow
from programmes.exchange.passes import CHANGED
from programmes.exchange.services import StoppedError, import_bundle
from programmes.exchange.undoing import undo_import
from programmes.models import HostEmployer, Participant, Participation, Placement, Vacancy
from programmes.participants import services
from tests.factories import programmes as make
from tests.programmes.exchange.conftest import RIGHT, TODAY, Bundle, row

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_committed")]

PEOPLE = 7
SOON_ENOUGH = 20  # seconds that an act has which must not wait for the import
Act = Callable[[], Any]


@pytest.fixture
def folder(tmp_path: Path) -> Bundle:
    """Some people, each with a time in the service, of whom the first wants a place."""
    bundle = Bundle(tmp_path / "bundle")
    bundle.folder.mkdir()
    return bundle.write_right(
        participants=[row("participants", external_id=f"P{n}", last_name=f"Koe{n}") for n in range(PEOPLE)],
        participations=[
            row("participations", external_id=f"S{n}", participant_id=f"P{n}") for n in range(PEOPLE)
        ],
        placements=[row("placements", participation_id="S0")],
        work_profiles=[row("work_profiles", participant_id="P0")],
    )


@pytest.fixture(autouse=True)
def _parts_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("passes", "undoing"):
        monkeypatch.setattr(f"programmes.exchange.{module}.PART", 2)


@pytest.fixture
def worker() -> User:
    return make.coordinator()


def aside(act: Act) -> bool:
    """Whether the act, done by somebody else on a connection of their own, has come to its end in time."""
    done: list[Any] = []

    def run() -> None:
        try:
            done.append(act())
        finally:
            connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(SOON_ENOUGH)
    return bool(done)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Act], None]:
    """`meanwhile(file, act)`: after the rows of the file were looked at, before any goes in, it is done."""

    def set_up(name: str, act: Act) -> None:
        real, done = passes._part, []

        def part(file: Any, *arguments: Any) -> Any:
            if file.name == name and not done:
                done.append(act())
            return real(file, *arguments)

        monkeypatch.setattr(passes, "_part", part)

    return set_up


def called(key: str) -> Participation:
    known = ImportedRow.objects.get(file="participations", external_id=key)
    return Participation.objects.get(pk=known.object_id)


def hold(key: str, worker: User) -> Event:
    """The worker puts the time in the service on hold."""
    day = timezone.localdate() + timedelta(days=7)
    return services.hold(called(key), by=worker, look_again_on=day)


def ended(*numbers: int) -> list[dict[str, str]]:
    """The times in the service, of which these have ended."""
    return [
        row(
            "participations",
            external_id=f"S{n}",
            participant_id=f"P{n}",
            **({"ended_on": "2026-11-02"} if n in numbers else {}),
        )
        for n in range(PEOPLE)
    ]


def test_acts_go_on_beside_an_import_of_what_they_touch_and_of_anything_else(folder, worker, meanwhile):
    folder.run()
    folder.write(participations=ended(0, 1, 2, 3))
    came: list[bool] = []

    def acts() -> None:
        came.append(aside(lambda: hold("S6", worker)))  # which the import leaves as it is
        came.append(aside(lambda: hold("S3", worker)))  # which it has looked at and is about to change

    meanwhile("participations", acts)
    folder.run()

    assert came == [True, True]
    assert folder.counts["participations"] == (0, 3, 3, 1)
    assert folder.reasons("participations") == {5: CHANGED}
    assert called("S3").state == "on_hold"
    assert [called(f"S{n}").state for n in range(3)] == ["ended"] * 3
    assert verify().broken == []


def test_an_act_waits_only_for_the_part_that_its_row_is_in(folder, worker, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time: the part is what everybody waits for")
    folder.run()
    folder.write(participations=ended(0, 1, 2, 3))
    came: list[bool] = []
    real = passes.write

    def write(file: Any, drafts: Any, run: Any) -> None:
        real(file, drafts, run)
        if file.name == "participations" and not came:
            came.append(aside(lambda: hold("S6", worker)))
            came.append(aside(lambda: hold("S2", worker)))

    monkeypatch.setattr(passes, "write", write)
    folder.run()

    assert came == [True, True]
    assert folder.reasons("participations") == {4: CHANGED}


def test_a_seat_that_was_taken_meanwhile_is_not_given_twice(folder, meanwhile):
    wanted = {"accepted_on": "2026-02-09"}
    folder.run()
    folder.write(
        placements=[
            row("placements", participation_id="S0"),
            row("placements", external_id="L2", participation_id="S1", **wanted),
        ]
    )
    place, other, kind = Vacancy.objects.get(), called("S2"), make.programme_type("workshop")
    came: list[bool] = []

    def take() -> Placement:
        days = {"offered_on": TODAY, "accepted_on": TODAY}
        return Placement.objects.create(
            participation=other, vacancy=place, programme_type=kind, state="accepted", **days
        )

    meanwhile("placements", lambda: came.append(aside(take)))
    folder.run()

    assert came == [True]
    assert list(folder.reasons("placements")) == [3]
    assert "seats over" in folder.reasons("placements")[3]


def test_a_host_who_registers_at_the_same_moment_is_known(folder, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    real, came = passes.remembered, []

    def remembered(file: str, *arguments: Any) -> Any:
        found = real(file, *arguments)
        if file == "employers" and not came:
            number = RIGHT["employers"]["business_id"]
            came.append(aside(lambda: make.host(business_id=number, state="registered")))
        return found

    monkeypatch.setattr(passes, "remembered", remembered)
    folder.run()

    assert came == [True]
    assert folder.counts["employers"] == (0, 1, 0, 0)
    assert HostEmployer.objects.get().name == RIGHT["employers"]["name"]


def test_two_imports_of_one_bundle_at_once_bring_every_row_once(folder):
    results: list[Any] = []

    def run() -> None:
        try:
            results.append(import_bundle(folder.folder, today=TODAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 2
    by_file = zip(*(result.outcomes for result in results), strict=True)
    assert {one.name: one.new + other.new for one, other in by_file} == {
        name: PEOPLE if name in {"participants", "participations"} else 1 for name in RIGHT
    }
    assert (Participant.objects.count(), Participation.objects.count()) == (PEOPLE, PEOPLE)
    assert verify().broken == []


def test_an_import_that_fails_half_way_leaves_whole_parts_and_the_next_takes_the_rest(folder, monkeypatch):
    real = passes.write

    def write(file: Any, drafts: Any, run: Any) -> None:
        real(file, drafts, run)
        if file.name == "participations":
            raise DatabaseError("no space left on device")

    monkeypatch.setattr(passes, "write", write)
    with pytest.raises(StoppedError, match=r"no space left.*run the same import again"):
        folder.run()
    monkeypatch.setattr(passes, "write", real)
    first = Event.objects.exclude(group=None).first()

    assert (Participant.objects.count(), Participation.objects.count()) == (PEOPLE, 0)
    assert ImportedRow.objects.filter(file="participants").count() == PEOPLE
    folder.run()
    assert folder.counts["participants"] == (0, 0, PEOPLE, 0)
    assert folder.counts["participations"] == (PEOPLE, 0, 0, 0)
    undo_import(folder.result.group)
    undo_import(first.group)
    assert (Participant.objects.count(), HostEmployer.objects.count()) == (0, 0)
    assert verify().broken == []


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_process_that_is_killed_leaves_whole_parts_and_the_next_takes_the_rest(folder):
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=import_and_die, args=(folder.folder,))
    process.start()
    process.join()

    assert process.exitcode == -signal.SIGKILL
    there = Participation.objects.count()
    assert 0 < there < PEOPLE
    assert Event.objects.filter(verb="participation.imported").count() == there
    assert ImportedRow.objects.filter(file="participations").count() == there
    folder.run()
    assert folder.counts["participations"] == (PEOPLE - there, 0, there, 0)
    assert folder.counts["placements"] == (1, 0, 0, 0)
    seal_everything()
    assert verify().broken == []


def import_and_die(folder: Path) -> None:
    """The import is killed in the middle of the second part of the times in the service."""
    real, parts = passes.write, []

    def write(file: Any, drafts: Any, run: Any) -> None:
        real(file, drafts, run)
        if file.name == "participations":
            parts.append(len(drafts))
        if len(parts) > 1:
            os.kill(os.getpid(), signal.SIGKILL)

    passes.write = write  # type: ignore[assignment]
    import_bundle(folder, today=TODAY)
