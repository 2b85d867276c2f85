"""The folder of a sample: three tables and a page that says what they are."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from programmes.placements.codes import Party
from programmes.workspace.evidence import EURA_EXIT, EURA_START, Evidence
from reports.outputs.flat import BYTE_ORDER_MARK
from reports.periods import Period
from reports.sample.drawing import Draw
from reports.words import period_name, short_day

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every file, so that the same sample makes the same folder
NOT_TOLD = "–"


def folder(evidence: Sequence[Evidence], draw: Draw, period: Period) -> bytes:
    """The folder as a ZIP file in the language that is active."""
    tables = {
        _("people"): [_people_head(), *map(_person, evidence)],
        _("agreements"): [_agreements_head(), *_each(_agreements, evidence)],
        _("attendance"): [_attendance_head(), *_each(_attendance, evidence)],
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, _("read-me") + ".txt", _about(draw, period, len(evidence)))
        for name, rows in tables.items():
            _put(packed, f"{name}.csv", BYTE_ORDER_MARK + _csv(rows))
    return file.getvalue()


def _about(draw: Draw, period: Period, people: int) -> str:
    """What the folder holds, how it was drawn, and what was left out on purpose."""
    lines = [
        _("A sample for an audit, %(period)s") % {"period": period_name(period)},
        "",
        _("People drawn: %(people)s of %(all)s whose accepted time in the service touches the period.")
        % {"people": people, "all": draw.population},
        _("Drawn by chance with the number %(seed)s: the same number draws the same people again.")
        % {"seed": draw.seed},
        _("Fingerprint of all who could have been drawn (SHA-256): %(sha)s") % {"sha": draw.fingerprint},
        "",
        _("A person is their reference. No name, birth date, address, health data or written text is here."),
        _(
            "An agreement is told by the fingerprint of each version: whoever holds the paper can check it "
            "on the public page for it. Signatures are told by their days."
        ),
        _("Delete the folder when the audit is over."),
    ]
    return "\r\n".join(lines) + "\r\n"


def _people_head() -> list[str]:
    return [
        _("Reference"), _("Referred"), _("Grounds"), _("In the employment plan"),
        _("Labour status at referral"), _("Accepted"), _("Plan made"), _("Started"), _("Ended"),
        _("Status at the end"), _("EURA start data"), _("EURA start data, day"), _("EURA exit data"),
        _("EURA exit data, day"),
    ]  # fmt: skip


def _person(one: Evidence) -> list[str]:
    row = one.row
    plan = {True: _("yes"), False: _("no"), None: NOT_TOLD}[row.in_plan]
    return [
        row.reference, _day(row.referred_on), row.get_grounds_display() or NOT_TOLD, plan,
        row.get_labour_status_at_referral_display(), _day(row.accepted_on), _day(row.plan_made_on),
        _day(row.started_on), _day(row.ended_on), row.get_exit_status_display() or NOT_TOLD,
        *_eura(one, EURA_START), *_eura(one, EURA_EXIT),
    ]  # fmt: skip


def _eura(one: Evidence, kind: str) -> tuple[str, str]:
    state, on = one.eura.get(kind, (NOT_TOLD, None))
    return str(state), _day(on)


def _agreements_head() -> list[str]:
    return [
        _("Reference"), _("Place"), _("Type of service"), _("Starts"), _("Ended"), _("Hours a week"),
        _("Version"), _("Issued"), _("Void"), _("Participant signed"), _("Workplace signed"),
        _("Employment area signed"), "SHA-256",
    ]  # fmt: skip


def _agreements(one: Evidence) -> Iterator[list[str]]:
    for place in one.places:
        hours = NOT_TOLD if place.weekly_hours is None else f"{place.weekly_hours.normalize():f}"
        about = [
            one.row.reference, place.reference, place.type_of_service, _day(place.starts_on),
            _day(place.ended_on), hours,
        ]  # fmt: skip
        for version in place.versions:
            signed = [_day(version.signed_on.get(party)) for party in Party.values]
            void = _("yes") if version.void else _("no")
            yield [*about, str(version.number), _day(version.issued_on), void, *signed, version.sha256]
        if not place.versions:
            yield [*about, *[NOT_TOLD] * 7]


def _attendance_head() -> list[str]:
    return [
        _("Reference"), _("Place"), _("Month"), _("State"), _("Days there"), _("Hours"), _("Days away"),
        _("of which reason not known"), _("Called off"), _("Approved"),
    ]  # fmt: skip


def _attendance(one: Evidence) -> Iterator[list[str]]:
    for place in one.places:
        for each in place.months:
            sums = each.sums
            yield [
                one.row.reference, place.reference, f"{each.month:%Y-%m}", each.state, str(sums.days_there),
                f"{sums.hours.normalize():f}", str(sums.days_away), str(sums.days_unknown),
                str(sums.days_called_off), _day(each.approved_on),
            ]  # fmt: skip


def _each(rows_of: Any, evidence: Iterable[Evidence]) -> Iterator[list[str]]:
    for one in evidence:
        yield from rows_of(one)


def _day(day: date | None) -> str:
    return NOT_TOLD if day is None else short_day(day)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _put(packed: zipfile.ZipFile, name: str, text: str) -> None:
    packed.writestr(zipfile.ZipInfo(name, FIRST_MOMENT), text.encode(), zipfile.ZIP_DEFLATED)
