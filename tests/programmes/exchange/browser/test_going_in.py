"""An import is checked, goes in by the worker, is told, and is taken back while nothing hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import Event, Read
from audit.verifying import verify
from programmes.exchange.browser import store, working
from programmes.exchange.browser.waiting import imports_wait
from programmes.exchange.browser.working import see_to_imports
from programmes.exchange.models import ImportRun
from programmes.exchange.services import StoppedError, import_bundle
from programmes.models import Participant, Participation
from tests.programmes.exchange.browser.conftest import PERSON, Sender, right_and_wrong, zip_of
from tests.programmes.exchange.conftest import RIGHT

pytestmark = pytest.mark.django_db


def whole() -> bytes:
    return zip_of(participants=[PERSON], participations=[RIGHT["participations"]])


def again(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


def test_nothing_changes_before_the_press_and_the_page_says_what_is_wrong(sender: Sender) -> None:
    run = sender.sent(right_and_wrong())
    page = sender.page(run).content.decode()

    assert not Participant.objects.exists()
    assert run.counts == [["participants", 2, 0, 0, 1]]
    assert "2 rows go in, 1 row does not" in page
    assert "There is no such day in the calendar." in page
    assert "The service does not know this code." in page
    assert "Choose one that the description of the column names." in page
    assert "Bring in the right rows" in page
    assert Read.objects.filter(page="imports:detail", object_id=run.pk).count() == 1


def test_the_right_rows_go_in_and_the_file_is_gone(
    sender: Sender, manager: Any, kept_files: Callable[[], list[str]]
) -> None:
    run = sender.brought_in(right_and_wrong())

    assert (run.status, run.file, run.group is not None) == ("done", "", True)
    assert Participant.objects.count() == 2
    assert run.report in kept_files()
    begun = Event.objects.get(verb="bundle.begun")
    assert (begun.actor, begun.group) == (manager, run.group)
    assert Event.objects.filter(group=run.group, verb="participant.imported").count() == 2
    assert list(Event.objects.filter(object_type="importrun").values_list("verb", flat=True)) == [
        "bundle.sent", "bundle.checked", "bundle.begun", "bundle.went_in",
    ]  # fmt: skip
    assert not verify().broken


def test_rejected_rows_come_as_they_were_with_the_reason_in_the_readers_language(sender: Sender) -> None:
    run = sender.brought_in(right_and_wrong())
    address = reverse("imports:rejected", args=[run.reference, "participants"])

    answer = sender.client.get(address, headers={"accept-language": "en"})

    lines = answer.content.decode().splitlines()
    assert lines[0] == "external_id,first_name,last_name,birth_date,municipality_code,gender,error"
    assert lines[1].startswith("P3,Aino,Koe,31.2.1980,167,x,")
    assert "There is no such day in the calendar. Check the day and the month." in lines[1]
    assert "attachment" in answer["Content-Disposition"]
    assert Event.objects.filter(verb="bundle.rejected_taken").count() == 1
    assert sender.client.get(address.replace("participants", "employers")).status_code == 404


def test_mended_rows_go_in_as_a_new_import(sender: Sender) -> None:
    run = sender.brought_in(right_and_wrong())
    address = reverse("imports:rejected", args=[run.reference, "participants"])
    text = sender.client.get(address).content.decode()

    mended = text.replace("31.2.1980", "28.2.1980").replace(",x,", ",female,")
    second = sender.brought_in(zip_of(participants=mended))

    assert (second.status, second.counts) == ("done", [["participants", 1, 0, 0, 0]])


def test_a_second_press_and_a_second_import_change_nothing(sender: Sender) -> None:
    run = sender.brought_in(right_and_wrong())
    sender.press("bring_in", run)
    assert see_to_imports() == 0

    second = sender.sent(right_and_wrong())

    assert second.counts == [["participants", 0, 0, 2, 1]]
    assert "Bring in" not in sender.page(second).content.decode()


def test_two_imports_go_in_one_after_another(sender: Sender) -> None:
    first, second = sender.sent(right_and_wrong()), sender.sent(whole())
    for run in (first, second):
        sender.press("bring_in", run)
    assert "Another import comes first." in sender.page(second).content.decode()

    ImportRun.objects.filter(pk=first.pk).update(is_held=True, beat_at=timezone.now())
    assert (see_to_imports(), imports_wait()) == (0, False)
    ImportRun.objects.filter(pk=first.pk).update(beat_at=timezone.now() - timedelta(minutes=6))
    assert imports_wait()

    assert see_to_imports() == 2
    assert (again(first).status, again(second).status) == ("done", "done")


def test_the_bar_stays_away_from_the_page_and_comes_back(sender: Sender) -> None:
    sender.send(right_and_wrong())
    run = ImportRun.objects.get()
    ImportRun.objects.update(done=3, total=8, is_held=True)

    page = sender.page(run).content.decode()
    bar = sender.page(run, **{"HX-Request": "true"})

    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "3 / 8" in page
    assert 'value="3"' in bar.content.decode()
    assert "<main" not in bar.content.decode()
    ImportRun.objects.update(is_held=False)
    see_to_imports()
    assert sender.page(run, **{"HX-Request": "true"})["HX-Refresh"] == "true"


def test_an_import_that_stopped_half_way_goes_on_as_the_same_import(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = sender.sent(whole())
    sender.press("bring_in", run)

    def broken(path: Any, **options: Any) -> Any:
        raise StoppedError(path, OSError("disk full"))

    monkeypatch.setattr(working, "import_bundle", broken)
    see_to_imports()
    stopped = again(run)
    assert (stopped.status, bool(stopped.file)) == ("stopped", True)
    assert "importing" not in stopped.problem
    monkeypatch.setattr(working, "import_bundle", import_bundle)

    sender.press("bring_in", stopped)
    see_to_imports()

    assert (again(run).status, again(run).group) == ("done", stopped.group)
    assert Participation.objects.count() == 1


def test_a_workbook_that_cannot_be_read_says_so_and_changes_nothing(
    sender: Sender, kept_files: Callable[[], list[str]]
) -> None:
    before = kept_files()
    content = zip_of(x="")
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", "<none")
        archive.writestr("[Content_Types].xml", "<none")

    run = sender.sent(out.getvalue(), "tuonti.xlsx")
    page = sender.page(run).content.decode()

    assert run.status == "unreadable"
    assert "The workbook cannot be read" in page
    assert "Nothing was changed." in page
    assert kept_files() == before


def test_an_import_is_called_off_and_its_files_are_gone(
    sender: Sender, kept_files: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    before = kept_files()
    run = sender.sent(right_and_wrong())
    with django_capture_on_commit_callbacks(execute=True):
        sender.press("call_off", run)
    sender.press("bring_in", run)

    assert (again(run).status, see_to_imports()) == ("called_off", 0)
    assert kept_files() == before
    assert not Participant.objects.exists()


def test_a_whole_import_is_taken_back_by_who_asked(sender: Sender, manager: Any) -> None:
    run = sender.brought_in(whole())
    assert Participation.objects.exists()

    sender.press("take_back", run)
    sender.press("take_back", run)
    assert see_to_imports() == 1

    assert again(run).status == "taken_back"
    assert not Participant.objects.exists()
    undone = Event.objects.filter(verb__in=["participant.undone", "participation.undone"])
    assert {event.actor for event in undone} == {manager}
    assert "The import is taken back" in sender.page(run).content.decode()


def test_nothing_is_taken_back_while_something_hangs_on_it(sender: Sender) -> None:
    run = sender.brought_in(zip_of(participants=[PERSON]))
    later = sender.brought_in(whole())  # another one brings a time in the service of the same person
    assert later.counts[-1] == ["participations", 1, 0, 0, 0]

    sender.press("take_back", run)
    see_to_imports()
    page = sender.page(run).content.decode()

    assert (again(run).status, again(run).kept_back) == ("done", 1)
    assert Participant.objects.count() == 1
    assert "The import was not taken back" in page
    assert "Something in the service stands on it." in page
    sender.press("take_back", later)
    sender.press("take_back", again(run))
    see_to_imports()
    assert not Participant.objects.exists()


def test_files_that_nobody_brings_in_are_let_go(
    sender: Sender, kept_files: Callable[[], list[str]], time_machine: Any
) -> None:
    before = kept_files()
    run = sender.sent(right_and_wrong())
    assert store.let_go() == 0

    time_machine.move_to(timezone.now() + timedelta(hours=25))
    assert (store.let_go(), store.let_go()) == (1, 0)
    assert (again(run).status, again(run).file) == ("called_off", "")
    time_machine.move_to(timezone.now() + timedelta(days=14))
    store.let_go()

    assert kept_files() == before


def test_the_worker_sees_to_imports(sender: Sender, manager: Any) -> None:
    sender.send(right_and_wrong())
    call_command("worker", "--once", stderr=StringIO())

    assert ImportRun.objects.get().status == "checked"


def test_an_error_of_our_own_ends_in_words(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Any, **options: Any) -> Any:
        raise RuntimeError("secret of Aino")

    monkeypatch.setattr(working, "import_bundle", broken)
    run = sender.sent(right_and_wrong())

    assert (run.status, run.is_held, "Aino" in run.problem) == ("unreadable", False, False)
    assert "It is not your file." in sender.page(run).content.decode()
