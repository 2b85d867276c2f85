"""A bundle as it lies on disk: tables of text, every row with its place, nothing judged yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from programmes.exchange.tables import Table, UnreadableError

WORKBOOKS = {".xlsx", ".xlsm"}

# In the order in which they are imported: a parent before its children.
IMPORTED = (
    "employers",
    "vacancies",
    "intakes",
    "meetings",
    "participants",
    "work_profiles",
    "participations",
    "status_changes",
    "placements",
    "attendance",
    "reviews",
    "adjustments",
    "followups",
    "assessments",
    "feedback",
    "visits",
    "employer_contacts",
)


class BundleError(Exception):
    """Nothing could be imported; the text says why in one line."""


@dataclass
class Bundle:
    """What was found: tables by name, what is left alone, and files that cannot be read with the reason."""

    folder: Path
    tables: dict[str, Table] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)


def open_bundle(path: Path) -> Bundle:
    """The bundle of a folder of CSV files, or of one workbook. Raises BundleError when there is none."""
    bundle = _workbook(path) if path.is_file() and path.suffix.lower() in WORKBOOKS else _folder(path)
    if not bundle.tables and not bundle.unreadable:
        raise BundleError(f"{path}: no file of an import bundle is here ({_listed(IMPORTED)})")
    return bundle


def name_of(file: str) -> str:
    """The name of a file or a sheet without its ending, as the contract writes it."""
    return file.strip().lower().removesuffix(".csv")


def _folder(path: Path) -> Bundle:
    if not path.is_dir():
        raise BundleError(f"{path}: there is no such folder or .xlsx file")
    from programmes.exchange.csv_files import read_csv  # noqa: PLC0415 - only one of the two kinds is read

    bundle = Bundle(path)
    try:
        files = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    except OSError as error:
        raise BundleError(f"{path}: {error.strerror}") from error
    for file in files:
        name = name_of(file.name)
        if file.suffix.lower() != ".csv" or name not in IMPORTED or name in bundle.tables:
            bundle.left_alone.append(file.name)
            continue
        try:
            bundle.tables[name] = read_csv(file, name)
        except UnreadableError as error:
            bundle.unreadable[file.name] = str(error)
    return bundle


def _workbook(path: Path) -> Bundle:
    from programmes.exchange.workbooks import read_workbook  # noqa: PLC0415 - openpyxl is slow to load

    bundle = Bundle(path.parent)
    try:
        sheets: Sequence[tuple[str, Table | str]] = read_workbook(
            path, wanted=lambda title: name_of(title) in IMPORTED
        )
    except UnreadableError as error:
        raise BundleError(f"{path.name}: {error}") from error
    for title, found in sheets:
        name = name_of(title)
        if name not in IMPORTED or name in bundle.tables:
            bundle.left_alone.append(title)
        elif isinstance(found, str):
            bundle.unreadable[title] = found
        else:
            bundle.tables[name] = found
            found.name = name
    return bundle


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{name}.csv" for name in names)
