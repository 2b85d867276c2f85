"""Cells that a spreadsheet would run: a file of ours never begins one so, and reads back what it wrote.

A cell that begins with one of these signs gets an apostrophe before it, which a spreadsheet takes as "this is
text" (OWASP, "CSV Injection"); the import takes it away again.
"""

from __future__ import annotations

RUNS = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"


def harmless(cell: str) -> str:
    """The cell as it may stand in a file that somebody opens in a spreadsheet."""
    return f"{MARK}{cell}" if cell.startswith(RUNS) or cell.lstrip(f" {MARK}").startswith(RUNS) else cell


def as_it_was(cell: str) -> str:
    """The cell as it was before it was made harmless."""
    if not cell.startswith(MARK):
        return cell
    rest = cell.removeprefix(MARK)
    return rest if harmless(rest) == cell else cell
