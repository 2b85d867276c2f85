"""What the worker does with imports from the browser: one at a time, and gone on with where one was ended."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.grouping import in_parts
from audit.models import Event
from audit.services import record
from notifications.long_work import MOST_ATTEMPTS, Meter, let_go, take
from programmes.exchange.browser import store
from programmes.exchange.browser.unpacking import unpack
from programmes.exchange.browser.waiting import under_way
from programmes.exchange.models import ImportRun, RunStatus
from programmes.exchange.reading import BundleError
from programmes.exchange.services import Result, StoppedError, import_bundle
from programmes.exchange.undoing import NoSuchImportError, undo_import, what_hangs_on
from programmes.personal import attachments

log = logging.getLogger("valityo.imports")

UNEXPECTED = "the service met an error of its own"
NO_FILE = "the file is not kept any more"


def see_to_imports() -> int:
    """Every import that waited has been seen to; how many."""
    seen = 0
    while run := take(under_way()):
        _see_to(run)
        seen += 1
    return seen


def _see_to(run: ImportRun) -> None:
    """What was asked of the import is done, or it says why not. Ended in between, it waits for a worker."""
    try:
        if run.attempts > MOST_ATTEMPTS:
            _stop(run, UNEXPECTED)
        else:
            DOES[RunStatus(run.status)](run)
    except Exception:
        log.exception("import %s failed", run.reference)
        _stop(run, UNEXPECTED)
    finally:
        let_go(run)


def _check(run: ImportRun) -> None:
    """It is known what the import would do; nothing is changed."""
    try:
        result = _imported(run, dry_run=True)
    except BundleError as error:
        _stop(run, str(error))
        return
    tell(run, result)
    _finish(run, RunStatus.CHECKED, "bundle.checked")


def _bring_in(run: ImportRun) -> None:
    """The import is in, and its file is gone; stopped half-way, the file stays for the rest."""
    try:
        result = _imported(run, dry_run=False)
    except StoppedError as error:
        _stop(run, str(error.__cause__ or error).partition("\n")[0])
        return
    except BundleError as error:
        _stop(run, str(error))
        return
    tell(run, result)
    store.let_file_go(run)
    with in_parts(run.group):
        _finish(run, RunStatus.DONE, "bundle.went_in")


def _take_back(run: ImportRun) -> None:
    """What the import did is taken back as a whole; where a row hangs on it, nothing is, and it says so."""
    assert run.group is not None  # noqa: S101 - only what went in is taken back
    report = store.report_for(run)
    report.held = what_hangs_on(run.group)[: store.MOST_SHOWN]
    run.kept_back = len(report.held)
    if report.held:
        store.keep_report(run, report)
        _finish(run, RunStatus.DONE, "bundle.kept")
        return
    meter = Meter(run)
    try:
        with meter.of(Event.objects.filter(group=run.group, undone_by=None).count()) as tick:
            undone = undo_import(run.group, by=run.asked_by, tick=tick)
        report.held = [(each.name, key, why) for each in undone for key, why in each.left]
    except NoSuchImportError:  # it changed nothing, or was taken back by the command meanwhile
        report.held = []
    run.kept_back = len(report.held)
    store.keep_report(run, report)
    _finish(run, RunStatus.TAKEN_BACK, "bundle.taken_back")


DOES: dict[RunStatus, Callable[[ImportRun], None]] = {
    RunStatus.CHECKING: _check,
    RunStatus.GOING_IN: _bring_in,
    RunStatus.TAKING_BACK: _take_back,
}


def _imported(run: ImportRun, *, dry_run: bool) -> Result:
    with _on_disk(run) as (path, folder):
        result = import_bundle(
            path,
            source=run.source,
            dry_run=dry_run,
            report=folder / "rejected",
            progress=Meter(run).of,
            group=run.group,
        )
        store.keep_report(run, store.report_of(result))
    return result


@contextmanager
def _on_disk(run: ImportRun) -> Iterator[tuple[Path, Path]]:
    """The bundle as files that only the service can read, gone afterwards; and the folder around it."""
    folder = Path(settings.VAR) / "importing" / run.reference
    shutil.rmtree(
        folder.parent, ignore_errors=True
    )  # what a worker that was ended has left: one works at a time
    folder.mkdir(parents=True, mode=0o700)
    try:
        content = attachments.opened(run.file)
        yield unpack(BytesIO(content), run.name, folder / "bundle"), folder
    except FileNotFoundError as gone:
        raise BundleError(NO_FILE) from gone
    except ValidationError as refused:  # it was looked at when it was sent
        raise BundleError(refused.messages[0]) from refused
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tell(run: ImportRun, result: Result) -> None:
    """The row, which the caller saves, says how many rows of each file are what."""
    run.counts = [
        [each.name, each.new, each.updated, each.unchanged, len(each.rejected)] for each in result.outcomes
    ]
    run.warned = len(result.warnings)


def _finish(run: ImportRun, status: RunStatus, verb: str) -> None:
    """The row says what came of it, unless somebody has pressed something meanwhile."""
    with transaction.atomic():
        if not ImportRun.objects.filter(pk=run.pk, status=run.status).update(status=status):
            _forget(run)
            return
        run.status, run.ended_at, run.is_held = status, timezone.now(), False
        run.save()
        record(verb, run, by=None, data={"source": run.source, "counts": run.counts})


def _forget(run: ImportRun) -> None:
    """It was called off while it was checked: nothing of it stays."""
    if run.report:
        attachments.drop(run.report)


def _stop(run: ImportRun, why: str) -> None:
    """It says why it cannot go on; nothing has changed where it was only checked."""
    run.problem = _without_paths(run, why)[: ImportRun._meta.get_field("problem").max_length]
    is_check = run.status == RunStatus.CHECKING
    if is_check:
        store.let_file_go(run)
    if run.status == RunStatus.TAKING_BACK:
        _finish(run, RunStatus.STOPPED, "bundle.stopped")
        return
    _finish(run, RunStatus.UNREADABLE if is_check else RunStatus.STOPPED, "bundle.stopped")


def _without_paths(run: ImportRun, words: str) -> str:
    """The words without where the service kept the file meanwhile."""
    folder = str(Path(settings.VAR) / "importing" / run.reference)
    for path in (f"{folder}/bundle/bundle.xlsx: ", f"{folder}/bundle: ", "bundle.xlsx: ", folder):
        words = words.replace(path, "")
    return words
