"""What the page of an import shows: how far it is, what came of it, and the rows that cannot go in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.exchange.browser.reasons import WARNING, Told, told
from programmes.exchange.browser.selectors import others_before
from programmes.exchange.browser.services import CALLS_OFF, GOES_IN, TAKES_BACK
from programmes.exchange.browser.store import MOST_SHOWN, report_for
from programmes.exchange.models import ImportRun, RunStatus
from ui.elements import Step
from ui.formats import number

PAGE = 50
# How far along the path each status is; what ended otherwise stays where it ended.
STEP_OF = {
    RunStatus.CHECKING: 1,
    RunStatus.UNREADABLE: 1,
    RunStatus.CALLED_OFF: 2,
    RunStatus.CHECKED: 2,
    RunStatus.GOING_IN: 3,
    RunStatus.STOPPED: 3,
}


@dataclass(frozen=True)
class WrongRow:
    """A row that cannot go in: where it stands, and each reason."""

    file: str
    number: int
    reasons: list[Told]


@dataclass(frozen=True)
class Warned:
    """A row that goes in, with a word about it."""

    file: str
    number: str
    key: str
    words: Told


def path_of(run: ImportRun) -> list[Step]:
    """The four steps of an import, with the one where it is."""
    labels = [_("Sent"), _("Checked"), _("You look"), _("In")]
    at = STEP_OF.get(RunStatus(run.status), len(labels))
    return [
        Step(label, "done" if place < at else "now" if place == at else "next")
        for place, label in enumerate(labels)
    ]


def progress_of(run: ImportRun) -> dict[str, Any]:
    """The bar: what is being done, how far it is, and that one may leave."""
    words = {
        RunStatus.CHECKING: _("The file is being checked"),
        RunStatus.GOING_IN: _("The import goes in"),
        RunStatus.TAKING_BACK: _("The import is being taken back"),
    }
    waiting = not run.is_held
    note = _("You may leave this page: it goes on, and the page shows how far it is when you come back.")
    if waiting and others_before(run):
        note = _("Another import comes first. This one begins by itself when that one has ended.")
    return {
        "label": words.get(RunStatus(run.status), ""),
        "value": min(run.done, run.total) if run.total else None,
        "max": run.total or 1,
        "note": note,
    }


def page_of(run: ImportRun, page: str) -> dict[str, Any]:
    """All that the page of the import shows."""
    values: dict[str, Any] = {"run": run, "steps": path_of(run), "is_at_work": run.is_at_work}
    if run.is_at_work:
        return values | {"progress": progress_of(run)}
    report = report_for(run)
    wrong = Paginator(report.rows[:MOST_SHOWN], PAGE).get_page(page)
    return values | {
        "problem": told(run.problem) if run.problem else None,
        "files": [
            {"name": name, "new": new, "updated": changed, "unchanged": same, "rejected": bad}
            for name, new, changed, same, bad in run.counts
        ],
        "page_obj": wrong,
        "wrong_rows": [WrongRow(file, row, [told(one) for one in reasons]) for file, row, reasons in wrong],
        "rejected_files": sorted(report.files),
        "warned": [_warned(words) for words in report.warnings[:PAGE]],
        "warned_more": max(run.warned - PAGE, 0),
        "left_alone": report.left_alone,
        "unreadable": [(name, told(reason)) for name, reason in report.unreadable.items()],
        "held": [(file, key, told(why)) for file, key, why in report.held[:PAGE]],
        "report_gone": bool(run.rejected or run.warned) and not run.report,
        "can_go_in": run.status in GOES_IN and bool(run.file) and _would_change(run),
        "goes_on": run.status == RunStatus.STOPPED,
        "can_call_off": run.status in CALLS_OFF,
        "can_take_back": run.status in TAKES_BACK and _has_changed(run),
        "was_begun_again": run.attempts > 1 and run.status == RunStatus.DONE,
        "verdict": _verdict(run),
    }


def _would_change(run: ImportRun) -> bool:
    return run.status == RunStatus.STOPPED or bool(run.new or run.updated)


def _has_changed(run: ImportRun) -> bool:
    return run.status == RunStatus.STOPPED or bool(run.new or run.updated) or run.attempts > 1


def _warned(words: str) -> Warned:
    found = WARNING.fullmatch(words)
    if found is None:
        return Warned("", "", "", Told("", code=words))
    return Warned(found["file"], found["row"], found["key"], told(found["words"]))


def _verdict(run: ImportRun) -> str:
    """The sentence that a reader needs first."""
    moved = run.new + run.updated
    goes = ngettext("%(number)s row goes in", "%(number)s rows go in", moved) % {"number": number(moved)}
    bad = ngettext("%(number)s row does not", "%(number)s rows do not", run.rejected) % {
        "number": number(run.rejected)
    }
    if run.status == RunStatus.CHECKED and not moved and not run.rejected:
        return _("The service says all of this already. There is nothing to bring in.")
    if run.status == RunStatus.CHECKED and not run.rejected:
        return _("%(goes)s. Nothing is wrong with the file.") % {"goes": goes}
    if run.status == RunStatus.CHECKED and not moved:
        return _("No row can go in as it is. Correct the rows below and send the file again.")
    if run.status == RunStatus.CHECKED:
        return _(
            "%(goes)s, %(bad)s. You can bring in the right ones now and the others later: a row that is in "
            "already does not come twice."
        ) % {"goes": goes, "bad": bad}
    if run.status == RunStatus.DONE and run.rejected:
        return ngettext(
            "All but %(number)s row went in. Download it, correct it and send it as a new import.",
            "All but %(number)s rows went in. Download them, correct them and send them as a new import.",
            run.rejected,
        ) % {"number": number(run.rejected)}
    return ""
