"""The way from a referral to an outcome as bands, as wide as there are people: along the page, or down it.

One geometry for both: a band runs from a node of one stage to one of the next; `turned` swaps the two
directions, for a phone. Nothing is drawn of a node without anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.chart_spots import Spot, spot
from reports.charts import Area, Drawing, Mark, Rect, Words

NODE = 12.0
GAP = 8.0
LABEL_ROW = 16.0
SLOT = 2 * LABEL_ROW + 4
NARROW_FLOW, NARROW_LABELS, LAST_LABEL = 96.0, 130.0, 178.0
BENDS = 14
MAIN, STILL, LEFT = "main", "still", "left"


@dataclass(frozen=True)
class Node:
    """People at a stage. tone: main (they went on, or reached it), still, or left. source: the node of the
    stage before that they come from."""

    code: str
    name: str
    count: int
    words: str
    tone: str = MAIN
    source: str = ""


@dataclass(frozen=True)
class _Placed:
    """A node with where it stands: across the flow from `begin`, and along it at `along`."""

    node: Node
    along: float
    begin: float
    size: float


def way_drawing(
    stages: Sequence[Sequence[Node]], title: str, *, width: float, height: float, turned: bool
) -> Drawing:
    """The stages one after the other, along the page or, when `turned`, down it; empty where nobody is.

    height: at most; what the last node does not need is left away.
    """
    drawn = [[node for node in stage if node.count] for stage in stages]
    drawn = [stage for stage in drawn if stage]
    if not drawn:
        return Drawing(width, height, title)
    placed = _placed(drawn, width, height, turned)
    marks: list[Mark] = [*_bands(placed, turned)]
    spots: list[Spot] = []
    for stage in placed:
        for number, one in enumerate(stage):
            marks.append(_rect(one, turned))
            marks += _label(one, number, turned)
            spots.append(_spot(one, turned, width))
    foot = max(_foot(one, number, turned) for stage in placed for number, one in enumerate(stage))
    return Drawing(width, round(foot + 2, 1), title, tuple(marks), spots=tuple(spots))


def _placed(
    stages: Sequence[Sequence[Node]], width: float, height: float, turned: bool
) -> list[list[_Placed]]:
    """Every node at its place: a person is as wide at every stage."""
    most = max(sum(node.count for node in stage) for stage in stages)
    nodes = max(len(stage) for stage in stages)
    unit = (NARROW_FLOW - GAP * (nodes - 1) if turned else height - SLOT * nodes) / most
    room = height - SLOT * len(stages[-1]) if turned else width - NODE - LAST_LABEL
    step = room / max(len(stages) - 1, 1)
    found = []
    for number, stage in enumerate(stages):
        begin, own = 0.0, []
        for node in stage:
            size = max(node.count * unit, 1.5)
            own.append(_Placed(node, round(number * step, 1), round(begin, 1), round(size, 1)))
            begin += size + GAP if turned else max(size + GAP, SLOT)
        found.append(own)
    return found


def _bands(placed: Sequence[Sequence[_Placed]], turned: bool) -> list[Area]:
    """A band into each node from the one it comes from, in the order in which they stand there."""
    bands = []
    for before, stage in pairwise(placed):
        taken = {one.node.code: one.begin for one in before}
        sources = {one.node.code: one for one in before}
        for one in stage:
            source = sources.get(one.node.source)
            if source is None:
                continue
            start = taken[source.node.code]
            share = source.size * one.node.count / source.node.count
            taken[source.node.code] = start + share
            bands.append(
                _band(
                    (source.along + NODE, start, share),
                    (one.along, one.begin, one.size),
                    one.node.tone,
                    turned,
                )
            )
    return bands


def _band(
    start: tuple[float, float, float], end: tuple[float, float, float], tone: str, turned: bool
) -> Area:
    """A shape that bends from one edge to the other; its corners stand close enough to look round."""
    (along_1, at_1, wide_1), (along_2, at_2, wide_2) = start, end
    upper, lower = [], []
    for number in range(BENDS + 1):
        part = number / BENDS
        bent = part * part * (3 - 2 * part)
        along = along_1 + (along_2 - along_1) * part
        upper.append((along, at_1 + (at_2 - at_1) * bent))
        lower.append((along, at_1 + wide_1 + (at_2 + wide_2 - at_1 - wide_1) * bent))
    corners = [*upper, *reversed(lower)]
    turn = [(y, x) for x, y in corners] if turned else corners
    return Area(tuple((round(x, 1), round(y, 1)) for x, y in turn), f"flow-{tone}")


def _rect(one: _Placed, turned: bool) -> Rect:
    role = f"node-{one.node.tone}"
    if turned:
        return Rect(one.begin, one.along, one.size, NODE, role)
    return Rect(one.along, one.begin, NODE, one.size, role)


def _foot(one: _Placed, number: int, turned: bool) -> float:
    """How far down the node and its words reach."""
    if turned:
        return one.along + (number + 1) * SLOT
    return one.begin + max(one.size, SLOT)


def _label(one: _Placed, number: int, turned: bool) -> list[Mark]:
    """Along the page the name stands beside its node; down it the names of a stage stand in a column beside
    the flow, each behind a small box in the tone of its node, in the order of the nodes."""
    x, y = one.along + NODE + 6, one.begin + 12
    box: list[Mark] = []
    if turned:
        x, y = NARROW_LABELS, one.along + number * SLOT + 11
        box = [Rect(x - 16, y - 9, 10, 10, f"node-{one.node.tone}")]
    return [
        *box,
        Words(x, y, one.node.name, bold=True),
        Words(x, y + LABEL_ROW, one.node.words, "text-dim"),
    ]


def _spot(one: _Placed, turned: bool, width: float) -> Spot:
    words = f"{one.node.name}: {one.node.words}"
    if turned:
        box = (one.begin, one.along - 4, max(one.size, 8), NODE + 8)
        return spot(words, box, (one.begin + one.size / 2, one.along + NODE / 2), width=width)
    box = (one.along - 4, one.begin, NODE + 8, max(one.size, 8))
    return spot(words, box, (one.along + NODE / 2, one.begin + one.size / 2), width=width)
