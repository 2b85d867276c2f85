"""The two checkers of PDF/UA that need no Java, and which of what they say is known to be no fault."""

from __future__ import annotations

from pathlib import Path

import outloud
import pdfua
from outloud.findings import Finding
from pdfua.model import RuleOutcome

# By the name of their rule, and what must stand in what they say of the document ("": whatever it is).
# Whatever else they say is a fault of the document.
FALSE_ALARMS: dict[str, tuple[str, ...]] = {
    # "Alternative text is not language": the words of a chart are its values, quarter by quarter.
    "FIG-012": ("",),
    # "Header cells look shredded": a table of two columns, each of its six rows named by its first cell.
    "TBL-010": ("8 header cells against 6 data cells",),
    # "Prose is marked as an artifact": the head of the method's table, again on the page where it goes on.
    "TAG-002": ("Lakiperuste ja versio", "Rättslig grund och version", "Legal basis and version"),
}
# Rules that fail by themselves, whatever the document is.
CANNOT_RUN = {
    # Asks a whole number of pikepdf for an attribute that this version answers with an error.
    "UA-14-001",
}


def faults(content: bytes, folder: Path) -> list[str]:
    """What the checkers find wrong with the document, a line each."""
    file = folder / "heard.pdf"
    file.write_bytes(content)
    heard = outloud.check(str(file))
    report = pdfua.validate(str(file))
    return [
        *(
            f"{one.rule} p. {one.page}: {one.message}: {one.evidence}"
            for one in heard.findings
            if _is_fault(one)
        ),
        *(f"{one.rule_id}: {one.message}" for one in report.findings),
        *(f"{one.rule}: {one.reason}" for one in heard.runs if one.status == "crashed"),
        *(f"{one.rule_id}: {one.skipped_reason}" for one in report.outcomes if _is_silent(one)),
    ]


def _is_fault(finding: Finding) -> bool:
    shown = f"{finding.message}: {finding.evidence}"
    return not any(words in shown for words in FALSE_ALARMS.get(finding.rule, ()))


def _is_silent(outcome: RuleOutcome) -> bool:
    return bool(outcome.skipped_reason) and outcome.rule_id not in CANNOT_RUN
