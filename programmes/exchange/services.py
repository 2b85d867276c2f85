"""The import of a bundle: all that can go in goes in, part by part, and acts go on beside it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone

from areas.models import Municipality
from audit.grouping import in_parts
from programmes.catalogue.loading import ensure_catalogue
from programmes.catalogue.models import ProgrammeType
from programmes.exchange.columns import header_problems
from programmes.exchange.files import FILES
from programmes.exchange.imagined import Imagined
from programmes.exchange.memory import forget_gone
from programmes.exchange.models import ImportedRow
from programmes.exchange.passes import Tick, take
from programmes.exchange.reading import Bundle, BundleError, open_bundle
from programmes.exchange.report import can_be_written, write_rejected
from programmes.exchange.run import Outcome, Run, known_on
from programmes.exchange.tables import UnreadableError

REJECTED = "rejected"
DEFAULT_SOURCE = "bundle"

Progress = Callable[[int], AbstractContextManager[Tick]]


def in_short(error: Exception) -> str:
    """What went wrong, without the row that the database quotes in its second line."""
    return str(error).partition("\n")[0]


class StoppedError(BundleError):
    """The import ended half-way: whole parts of it stand. The text says why, and what to do."""

    def __init__(self, path: Path, error: Exception) -> None:
        super().__init__(
            f"{path}: the import stopped half-way ({in_short(error)}). What had gone in stands; run the same"
            " import again for the rest, or take back what stands: manage.py undo_import tells its number"
        )


@dataclass(frozen=True)
class Result:
    """What an import did: outcomes by file, what to tell, and where the rejected rows lie.

    group: its number in the trail, by which it is taken back; None when it changed nothing.
    """

    outcomes: list[Outcome]
    warnings: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    reports: list[Path] = field(default_factory=list)
    group: UUID | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every row of every file went in."""
        return not self.unreadable and not any(outcome.rejected for outcome in self.outcomes)


@contextlib.contextmanager
def no_progress(total: int) -> Iterator[Tick]:
    """Nobody is told how far it is."""
    yield lambda rows: None


def import_bundle(
    path: Path,
    *,
    source: str = DEFAULT_SOURCE,
    dry_run: bool = False,
    report: Path | None = None,
    today: date | None = None,
    progress: Progress = no_progress,
    group: UUID | None = None,
) -> Result:
    """The rows of the bundle stand in the database, and those that could not go in lie in the report folder.

    Each part of some rows is a transaction of its own, so that acts wait for none but on these rows; whoever
    ends the run half-way leaves whole parts behind, and the same bundle again takes the rest.
    dry_run: the same is looked at and checked, and told, and nothing is written but the report; nobody waits
    for it. report: the folder for rejected rows; `rejected` beside the files when none is given. group: its
    number in the trail, where it was drawn before. No consequence runs and no message is made.
    Raises BundleError, with nothing changed, when the import cannot run at all; StoppedError half-way.
    """
    if not source or len(source) > ImportedRow._meta.get_field("source").max_length:  # type: ignore[operator]
        raise BundleError("the name of the source has 1 to 40 characters")
    bundle = open_bundle(path)
    _set_aside(bundle)
    folder = report or bundle.folder / REJECTED
    if folder.resolve() == bundle.folder.resolve():
        raise BundleError(
            f"{folder}: the report would write over the files of the bundle, name another folder"
        )
    if not can_be_written(folder):
        raise BundleError(f"{folder}: rejected rows cannot be written there, name another with --report")
    _ensure_reference_data()
    run = Run(source, known_on(today or timezone.localdate()), Imagined() if dry_run else None)
    outcomes, reports = [], []
    with in_parts(group) as number:
        try:
            for outcome in _take_all(bundle, run, progress):
                outcomes.append(outcome)
                reports += write_rejected(folder, bundle.tables[outcome.name], outcome)
        except (UnreadableError, DatabaseError, OSError) as error:
            if dry_run:
                raise BundleError(f"{path}: {in_short(error)}") from error
            raise StoppedError(path, error) from error
    left_alone = [*bundle.left_alone, *_unknown_columns(bundle)]
    wrote = not dry_run and any(each.new or each.updated for each in outcomes)
    return Result(outcomes, run.warnings, left_alone, bundle.unreadable, reports, number if wrote else None)


def _ensure_reference_data() -> None:
    if not Municipality.objects.exists():
        raise BundleError("the database has no municipalities yet: run manage.py load_areas first")
    if not ProgrammeType.objects.exists():
        ensure_catalogue()


def _take_all(bundle: Bundle, run: Run, progress: Progress) -> Iterator[Outcome]:
    """What became of each file, one after another."""
    present = [(file, bundle.tables[file.name]) for file in FILES if file.name in bundle.tables]
    for file in FILES if run.imagined is None else ():
        forget_gone(file.name, file.model, run.source)
    with progress(2 * sum(len(table.rows) for _file, table in present)) as tick:
        for file, table in present:
            yield file.take(table, run, tick) or take(file, table, run, tick)


def _set_aside(bundle: Bundle) -> None:
    """A file whose header makes no sense is as good as unreadable. Raises BundleError when none is left."""
    for file in FILES:
        table = bundle.tables.get(file.name)
        if table is None:
            continue
        problems = header_problems(table, file.columns)
        if not set(table.names) & {column.name for column in file.columns}:
            problems = ["no column is known, a header row in UTF-8 is needed"]
        elif table.rows:
            continue
        if problems:
            bundle.unreadable[file.name] = problems[0]
            del bundle.tables[file.name]
    if bundle.unreadable and not bundle.tables:
        raise BundleError("; ".join(f"{name}: {reason}" for name, reason in bundle.unreadable.items()))


def _unknown_columns(bundle: Bundle) -> Iterator[str]:
    for file in FILES:
        known = {column.name for column in file.columns}
        table = bundle.tables.get(file.name)
        if table is not None:
            yield from (f"{file.name}: column {name}" for name in table.names if name and name not in known)
