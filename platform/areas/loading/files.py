"""Data files, read row by row with the place of every value known, for a message a person can act on."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class DataError(Exception):
    """A file that cannot be loaded as it stands; the text is one line that says where and why."""

    def __init__(self, message: str, *, file: str, row: int | None = None, column: str | None = None) -> None:
        place = [file]
        if row is not None:
            place.append(f"row {row}")
        if column is not None:
            place.append(f"column {column}")
        super().__init__(f"{', '.join(place)}: {message}")


@dataclass(frozen=True)
class Row:
    """One line of a file: where it stands and what it says by column, without spaces around.

    number: None where the whole file is one row.
    """

    file: str
    number: int | None
    values: dict[str, str]

    def error(self, message: str, column: str | None = None) -> DataError:
        """An error that points at this row."""
        return DataError(message, file=self.file, row=self.number, column=column)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file: UTF-8 with or without a mark, comma or semicolon, a header of unique names.

    A row's number is its line in the file, the header being row 1.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8 text", file=path.name) from error
    first = text.partition("\n")[0]
    if not first.strip():
        raise DataError("has no header row", file=path.name)
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        if len(set(header)) < len(header):
            raise DataError("a column stands twice", file=path.name, row=1)
        for cells in reader:
            if any(cells):
                if len(cells) != len(header):
                    message = f"has {len(cells)} values where the header has {len(header)}"
                    raise DataError(message, file=path.name, row=reader.line_num)
                yield Row(
                    path.name, reader.line_num, dict(zip(header, (c.strip() for c in cells), strict=True))
                )
    except csv.Error as error:
        raise DataError(str(error), file=path.name, row=reader.line_num) from error


def values_of(path: Path) -> list[dict[str, str]]:
    """What each row of a CSV file says by column."""
    return [row.values for row in read_rows(path)]


def read_shapes(path: Path) -> dict[str, dict]:
    """The outlines of a GeoJSON file by municipality code; each is a Polygon or MultiPolygon."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        shapes = {feature["properties"]["code"]: feature["geometry"] for feature in features}
        wrong = [
            code for code, geometry in shapes.items() if geometry["type"] not in {"Polygon", "MultiPolygon"}
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError("is not GeoJSON with a code for each feature", file=path.name) from error
    if wrong:
        raise DataError(f"the outline of {wrong[0]} is not a polygon", file=path.name)
    return shapes
