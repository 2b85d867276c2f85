"""The way told in four stages for its drawing: referral, offer, place, outcome, and who did not go on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reports.charts import Trend
from reports.charts_way import LEFT, MAIN, STILL, Node, way_drawing
from reports.indicators.outcome import LASTING_SOLUTIONS, NOT_KNOWN
from reports.way import Gone, Step, Way
from ui.formats import number, percent

WIDE, NARROW = (720.0, 380.0), (320.0, 560.0)
BEFORE_OFFER = (Step.REFERRED, Step.ACCEPTED)
BEFORE_PLACE = (Step.OFFERED, Step.WANTED, Step.AGREED)
LEAVING = (Gone.RETURNED, Gone.WITHDRAWN, Gone.ENDED)


def stages_of(found: Way) -> list[list[Node]]:
    """Four stages; the nodes of each after the first come from the first of the stage before."""
    reached = {one.step: one.count for one in found.steps}

    def node(code: str, name: str, count: int, tone: str = MAIN, source: str = "") -> Node:
        share = percent(100 * count / found.referred, 0) if found.referred else "–"
        return Node(code, name, count, f"{number(count)} ({share})", tone, source)

    return [
        [node("referred", _("Referred"), reached[Step.REFERRED])],
        [
            node("offered", _("Had an offer"), reached[Step.OFFERED], MAIN, "referred"),
            node("waits", _("Still without an offer"), _still(found, BEFORE_OFFER), STILL, "referred"),
            node("lost", _("Left without an offer"), _left(found, BEFORE_OFFER), LEFT, "referred"),
        ],
        [
            node("started", _("Began in the place"), reached[Step.STARTED], MAIN, "offered"),
            node("on_the_way", _("On the way to a place"), _still(found, BEFORE_PLACE), STILL, "offered"),
            node("left", _("Left after an offer"), _left(found, BEFORE_PLACE), LEFT, "offered"),
        ],
        [
            node("lasting", _("A lasting solution"), _solved(found), MAIN, "started"),
            node("goes_on", _("Still in the service"), _still(found, [Step.STARTED]), STILL, "started"),
            node("otherwise", _("Ended otherwise"), _otherwise(found), LEFT, "started"),
            node("unknown", _("End not known"), _untold(found), LEFT, "started"),
        ],
    ]


def way_trend(found: Way) -> Trend:
    """The bands along the page, and down it for a phone."""
    stages = stages_of(found)
    title = flow_sentence(stages)
    wide, narrow = (
        way_drawing(stages, title, width=width, height=height, turned=turned)
        for (width, height), turned in ((WIDE, False), (NARROW, True))
    )
    return Trend(wide, narrow)


def flow_sentence(stages: Sequence[Sequence[Node]]) -> str:
    """The drawing in words, for one who does not see it."""
    told = ", ".join(f"{node.name} {node.words}" for stage in stages for node in stage if node.count)
    return _("From a referral to an outcome: %(stages)s") % {"stages": told or "–"}


def _no_further(found: Way, steps: Sequence[Step], how: Sequence[Gone]) -> int:
    return sum(one.no_further[gone] for one in found.steps if one.step in steps for gone in how)


def _still(found: Way, steps: Sequence[Step]) -> int:
    return _no_further(found, steps, [Gone.STILL])


def _left(found: Way, steps: Sequence[Step]) -> int:
    return _no_further(found, steps, LEAVING)


def _solved(found: Way) -> int:
    return sum(count for code, count in found.outcomes if code in LASTING_SOLUTIONS)


def _untold(found: Way) -> int:
    return sum(count for code, count in found.outcomes if code in NOT_KNOWN)


def _otherwise(found: Way) -> int:
    """Every other way of leaving after the start."""
    return _left(found, [Step.STARTED]) - _solved(found) - _untold(found)
