"""A file from a browser becomes a bundle on disk: told by its content, refused in words before it is read.

What a name says of it counts for nothing but which file of a bundle a single CSV file is.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programmes.exchange.reading import IMPORTED, name_of

MEGABYTE = 1024 * 1024
MOST_BYTES = 30 * MEGABYTE
MOST_UNPACKED = 200 * MEGABYTE
# A file that is packed tighter than this, and is large, was made to fill the disk.
MOST_RATIO, RATIO_FROM = 100, 20 * MEGABYTE
MOST_PARTS = 500
ZIP, CSV, WORKBOOK = ".zip", ".csv", ".xlsx"
SIGNATURE = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
BOOK_PARTS = {"xl/workbook.xml", "[Content_Types].xml"}
AT_ONCE = 64 * 1024


def kind_of(file: BinaryIO, name: str) -> str:
    """What the file is: a workbook, a zip of CSV files, or one CSV file.

    Raises ValidationError, in words that say what to do, for everything else and for half a file.
    """
    file.seek(0, 2)
    size = file.tell()
    if size > MOST_BYTES:
        raise ValidationError(
            _(
                "The file is too large: %(size)s MB. At most %(most)s MB fit. Send it in parts: employers "
                "and vacancies first, then people, then their days."
            )
            % {"size": round(size / MEGABYTE), "most": MOST_BYTES // MEGABYTE}
        )
    file.seek(0)
    begin = file.read(AT_ONCE)
    file.seek(0)
    if begin.startswith(SIGNATURE):
        return _kind_of_archive(file, size)
    if begin.startswith(OLD_EXCEL):
        raise ValidationError(_("This is an old Excel file (.xls). Save it as .xlsx and send that."))
    if begin.startswith(WIDE_TEXT):
        raise ValidationError(_wrong_letters(name))
    if b"\x00" in begin or not begin.strip():
        raise ValidationError(_not_ours())
    if csv_name(name) is None:
        if not name.lower().endswith(CSV):
            raise ValidationError(_not_ours())
        raise ValidationError(
            _("A single CSV file is called as in the template: %(names)s. Name it so and send it again.")
            % {"names": ", ".join(f"{one}.csv" for one in IMPORTED)}
        )
    return CSV


def csv_name(name: str) -> str | None:
    """Which file of a bundle a CSV file is, by its name; a copy "participants (1).csv" is one too."""
    stem = PurePosixPath(name.replace("\\", "/")).name.lower()
    stem = re.sub(r"\s*\(\d+\)(?=\.csv$)", "", stem)
    return name_of(stem) if stem.endswith(CSV) and name_of(stem) in IMPORTED else None


def unpack(file: BinaryIO, name: str, folder: Path) -> Path:
    """The bundle lies in the folder, to be opened by `open_bundle`; answers the path for it.

    Raises ValidationError as `kind_of` does, and where the text of a file is not UTF-8.
    """
    kind = kind_of(file, name)
    folder.mkdir(parents=True, exist_ok=True)
    if kind == WORKBOOK:
        path = folder / "bundle.xlsx"
        with path.open("wb") as out:
            shutil.copyfileobj(file, out)
        return path
    if kind == CSV:
        _write(file.read, folder / f"{csv_name(name)}.csv")
        return folder
    with zipfile.ZipFile(file) as archive:
        for member in _members(archive):
            with archive.open(member) as part:
                try:
                    _write(part.read, folder / PurePosixPath(member.filename).name)
                except (zipfile.BadZipFile, EOFError, OSError) as broken:
                    raise ValidationError(_half()) from broken
    return folder


def _kind_of_archive(file: BinaryIO, size: int) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as broken:
        raise ValidationError(_half()) from broken
    finally:
        file.seek(0)
    _refuse_bombs(infos, size)
    if any(info.flag_bits & 1 for info in infos):
        raise ValidationError(_("The file is locked with a password. Send it without one."))
    names = {info.filename for info in infos}
    if names >= BOOK_PARTS:
        return WORKBOOK
    found = [PurePosixPath(info.filename).name for info in _csv_files(infos)]
    if not any(csv_name(one) for one in found):
        raise ValidationError(_not_ours())
    twice = {one for one in found if found.count(one) > 1}
    if twice:
        raise ValidationError(
            _("The file is there twice in the zip, in two folders: %(names)s. Leave one of them.")
            % {"names": ", ".join(sorted(twice))}
        )
    return ZIP


def _refuse_bombs(infos: Iterable[zipfile.ZipInfo], size: int) -> None:
    """Raises ValidationError where the file would become unreasonably large on the disk."""
    parts = list(infos)
    unpacked = sum(info.file_size for info in parts)
    too_tight = unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(size, 1)
    if unpacked > MOST_UNPACKED or too_tight or len(parts) > MOST_PARTS:
        raise ValidationError(
            _(
                "Unpacked, the file would be %(size)s MB in %(parts)s parts, and that is more than an import "
                "takes. Send it in parts."
            )
            % {"size": max(round(unpacked / MEGABYTE), 1), "parts": len(parts)}
        )


def _csv_files(infos: Iterable[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    return [
        info
        for info in infos
        if info.filename.lower().endswith(CSV)
        and not PurePosixPath(info.filename).name.startswith(".")
        and "__MACOSX" not in info.filename
    ]


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return _csv_files(archive.infolist())


def _write(read: Callable[[int], bytes], path: Path) -> None:
    """The text of the file lies at the path, as it came. Raises ValidationError where it is not UTF-8."""
    rest = b""
    line = 1
    with path.open("wb") as out:
        while chunk := read(AT_ONCE):
            if path.stat().st_size == 0 and chunk.startswith(WIDE_TEXT):
                raise ValidationError(_wrong_letters(path.name))
            out.write(chunk)
            rest += chunk
            whole, line_end, rest = rest.rpartition(b"\n")
            line = _checked(whole + line_end, path.name, line)
    _checked(rest, path.name, line)


def _checked(text: bytes, name: str, line: int) -> int:
    """The number of the line after the text. Raises ValidationError at the first line that is not UTF-8."""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise ValidationError(_wrong_letters(name, line + text[: wrong.start].count(b"\n"))) from wrong
    return line + text.count(b"\n")


def _wrong_letters(name: str, line: int = 1) -> str:
    return _(
        "The letters of %(name)s cannot be read (row %(line)s): the file is not UTF-8. In Excel, choose Save "
        "as and the type “CSV UTF-8”, or send the workbook itself (.xlsx)."
    ) % {"name": name, "line": line}


def _not_ours() -> str:
    return _(
        "This is neither an Excel workbook (.xlsx) nor CSV files in a zip. Download the template, fill it in "
        "and send that."
    )


def _half() -> str:
    return _(
        "The file is broken: perhaps only half of it came. Open it on your own computer, save it anew and "
        "send it again."
    )
