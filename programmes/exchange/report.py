"""What an import answers: a count for each file, and the rejected rows as they came with their reasons."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from letters.cells import harmless
from programmes.exchange.run import Outcome
from programmes.exchange.tables import Table

ERROR = "error"


def count_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """One line for each file, the columns under each other."""
    width = max((len(each.name) for each in outcomes), default=0)
    return [
        f"{each.name:<{width}}  {each.new:>6} new  {each.updated:>6} updated  "
        f"{each.unchanged:>6} unchanged  {len(each.rejected):>6} rejected"
        for each in outcomes
    ]


def can_be_written(folder: Path) -> bool:
    """Whether the folder is there to be written in, or can be made."""
    there = next(each for each in (folder, *folder.resolve().parents) if each.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def write_rejected(folder: Path, table: Table, outcome: Outcome) -> list[Path]:
    """The rejected rows of the file lie in the folder, if there are any; those of an earlier run are gone."""
    path = folder / f"{outcome.name}.csv"
    if outcome.rejected:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, table, outcome)
        return [path]
    if _is_report(path):
        path.unlink()
    return []


def _write(path: Path, table: Table, outcome: Outcome) -> None:
    """In the form in which the file came: its separator, its mark, its columns, and `error` as the last.

    No cell of it runs as a formula where somebody opens it.
    """
    kept = [place for place, name in enumerate(table.names) if name != ERROR]
    encoding = "utf-8-sig" if table.marked else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=table.separator, lineterminator="\n")
        writer.writerow([*(harmless(table.header[place]) for place in kept), ERROR])
        for row, reason in outcome.rejected:
            surplus = row.cells[len(table.header) :]
            cells = [*(row.cells[place] for place in kept), reason, *surplus]
            writer.writerow([harmless(_storable(cell)) for cell in cells])


def _storable(cell: str) -> str:
    """The cell, with a mark in place of each byte that was not UTF-8."""
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_report(path: Path) -> bool:
    """Whether the file was written by an earlier import: its last column is the reason."""
    if not path.is_file():
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return file.readline().rstrip("\r\n").endswith((f",{ERROR}", f";{ERROR}"))
