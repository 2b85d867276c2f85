"""The report of a municipality, or of each, as a file in any of the formats."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from django.utils.text import slugify

from accounts.selectors import Viewer
from areas.selectors import source_citation
from notifications.long_work import Tick
from reports.cache import kept_with_goals
from reports.editions import newest_edition
from reports.municipality.counting import OfMunicipality, count_municipalities
from reports.municipality.telling import name_of, tell_municipalities
from reports.periods import Period
from reports.selectors import group_names
from reports.tables.files import BYTE_ORDER_MARK, as_csv, as_json, as_workbook
from reports.tables.shape import Told

ALL = "all"
NAME = "municipality"
SOURCE = "municipalities"


def asked_for(viewer: Viewer | None, period: Period, code: str) -> tuple[OfMunicipality, ...]:
    """The municipality of that code, or all that the viewer follows. KeyError for another."""
    counted = kept_with_goals(
        viewer, (NAME, period), lambda frames, goals: count_municipalities(frames, period, goals)
    )
    found = counted if code == ALL else tuple(one for one in counted if one.code == code)
    if not found:
        raise KeyError(code)
    return found


def write_municipality_report(
    code: str,
    file_format: str,
    viewer: Viewer | None,
    period: Period,
    _breakdowns: Sequence[str] | None,
    made_at: datetime,
    *,
    tick: Tick = lambda _documents: None,
) -> bytes:
    """The file of the municipality; of all of them one file, or a zip with a document for each.

    tick: is told of each document.
    """
    counted = asked_for(viewer, period, code)

    def tell() -> Told:
        return tell_municipalities(counted, period, group_names())

    if file_format == "json":
        return as_json(NAME, tell, period, made_at).encode()
    if file_format == "pdf":
        return _documents(counted, period, made_at, tick if code == ALL else None)
    if file_format == "csv":
        return (BYTE_ORDER_MARK + as_csv(tell(), period)).encode()
    return as_workbook(tell(), period)


def _documents(
    counted: Sequence[OfMunicipality], period: Period, made_at: datetime, tick: Tick | None
) -> bytes:
    """A document; with a tick a zip of one for each."""
    from reports.municipality.pdf import municipality_pdf

    names, edition, sources = group_names(), newest_edition(period), [source_citation(SOURCE)]

    def document(one: OfMunicipality) -> bytes:
        return municipality_pdf(one, names, made_at=made_at, sources=sources, edition=edition)

    if tick is None:
        return document(counted[0])
    packed = io.BytesIO()
    days = period.code or f"{period.start}--{period.end}"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as folder:
        for one in counted:
            folder.writestr(f"{slugify(name_of(one, names))}-{days}.pdf", document(one))
            tick(1)
    return packed.getvalue()
