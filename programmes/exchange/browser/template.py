"""The templates to fill in: a workbook with a sheet for each file, or a zip of CSV files with headers."""

from __future__ import annotations

import io
import zipfile

from django.utils.translation import gettext as _

from programmes.exchange.browser.describing import described
from programmes.exchange.files import FILES

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP_TYPE = "application/zip"
# Never the same bytes for another reason than other columns: a zip tells no time.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def workbook() -> bytes:
    """A sheet that explains every column, which an import leaves alone, and an empty sheet for each file."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    first = book.active
    first.title = _("Read this first")[:31]
    first.append([_("Sheet"), _("Column"), _("Needed"), _("What it means"), _("What the cells may say")])
    for told in described():
        first.append([told.name, "", "", told.holds, ""])
        for column in told.columns:
            needed = _("yes") if column.is_required else ""
            first.append([told.name, column.name, needed, column.means, column.says])
    for number, width in enumerate((18, 30, 10, 60, 60), start=1):
        first.column_dimensions[get_column_letter(number)].width = width
    for row in first.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in first[1]:
        cell.font = Font(bold=True)
    first.freeze_panes = "A2"
    for file in FILES:
        sheet = book.create_sheet(file.name)
        sheet.append([column.name for column in file.columns])
        for number, each in enumerate(file.columns, start=1):
            sheet.cell(1, number).font = Font(bold=each.required)
            letter = get_column_letter(number)
            sheet.column_dimensions[letter].width = max(len(each.name) + 2, 12)
            # As text: the spreadsheet makes no clock times of hours and takes no zeros off.
            sheet.column_dimensions[letter].number_format = "@"
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive() -> bytes:
    """A CSV file for each file of a bundle, with its header and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for file in FILES:
            header = ";".join(column.name for column in file.columns)
            made.writestr(zipfile.ZipInfo(f"{file.name}.csv", LONG_AGO), f"\ufeff{header}\r\n".encode())
    return out.getvalue()
