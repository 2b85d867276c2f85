"""The way as bands: as wide as there are people, everybody somewhere, and nothing drawn of nobody."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reportlab.graphics import shapes

from reports.charts import Area, Rect, Words
from reports.charts_way import Node, way_drawing
from reports.pdf.drawings import vectors
from reports.way import Gone, Reached, Step, Way
from reports.way_flow import NARROW, WIDE, stages_of, way_trend


def reached(step: Step, count: int, **gone: int) -> Reached:
    return Reached(step, count, {how: gone.get(how.value, 0) for how in Gone})


FOUND = Way(
    (
        reached(Step.REFERRED, 100, still=4, returned=1),
        reached(Step.ACCEPTED, 95, still=5, withdrawn=3, ended=2),
        reached(Step.OFFERED, 85, still=5),
        reached(Step.WANTED, 80, withdrawn=4, ended=1),
        reached(Step.AGREED, 75, still=15),
        reached(Step.STARTED, 60, still=20, ended=39, withdrawn=1),
    ),
    (),
    (("open_job", 20), ("pension", 4), ("unemployment", 10), ("", 3), ("unknown", 2)),
)
NOBODY = Way(tuple(reached(step, 0) for step in Step), (), ())


def boxes(drawing) -> list[Rect]:
    """The nodes, not the small boxes before words."""
    return [
        mark
        for mark in drawing.marks
        if isinstance(mark, Rect) and mark.role.startswith("node") and 12.0 in (mark.width, mark.height)
    ]


def test_everybody_is_in_one_node_after_every_fork():
    counts = [{node.code: node.count for node in stage} for stage in stages_of(FOUND)]

    assert counts[0] == {"referred": 100}
    assert counts[1] == {"offered": 85, "waits": 9, "lost": 6}
    assert counts[2] == {"started": 60, "on_the_way": 20, "left": 5}
    assert counts[3] == {"lasting": 24, "goes_on": 20, "otherwise": 11, "unknown": 5}
    for before, after in zip(("referred", "offered", "started"), counts[1:], strict=True):
        assert sum(after.values()) == {**counts[0], **counts[1], **counts[2]}[before]


def test_a_node_is_as_wide_as_its_people_along_the_page_and_down_it():
    wide, narrow = way_trend(FOUND).wide, way_trend(FOUND).narrow

    tall = [box.height for box in boxes(wide)]
    broad = [box.width for box in boxes(narrow)]
    assert tall[1] / tall[0] == pytest.approx(0.85, abs=0.01)
    assert broad[1] / broad[0] == pytest.approx(0.85, abs=0.01)
    assert len(tall) == len(broad) == 11


@pytest.mark.parametrize("turned", [False, True])
def test_bands_leave_and_reach_their_nodes_and_stay_in_the_drawing(turned):
    width, height = NARROW if turned else WIDE
    drawing = way_drawing(stages_of(FOUND), "Kaavio", width=width, height=height, turned=turned)

    bands = [mark for mark in drawing.marks if isinstance(mark, Area)]
    corners = [corner for band in bands for corner in band.corners]
    assert len(bands) == 10
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in corners)
    words = [mark for mark in drawing.marks if isinstance(mark, Words)]
    assert all(mark.y <= drawing.height for mark in words)
    assert len(drawing.spots) == 11


@pytest.mark.parametrize("turned", [False, True])
def test_words_of_a_stage_never_stand_on_each_other(turned):
    crowd = [
        [Node("a", "A", 1000, "1 000")],
        [Node(str(one), f"N{one}", 1, "1", "left", "a") for one in range(4)],
    ]

    drawing = way_drawing(crowd, "Kaavio", width=320, height=400, turned=turned)

    names = [mark for mark in drawing.marks if isinstance(mark, Words) and mark.text.startswith("N")]
    heights = [mark.y for mark in names]
    assert all(later - earlier >= 30 for earlier, later in pairwise(heights))


def test_of_nobody_nothing_is_drawn():
    assert way_trend(NOBODY).wide.marks == ()
    assert way_trend(NOBODY).narrow.spots == ()
    assert "–" in way_trend(NOBODY).wide.title


def test_the_document_draws_the_same_marks():
    drawing = way_trend(FOUND).wide

    drawn = vectors(drawing, width=400)

    kinds = [type(shape) for shape in drawn.contents[0].contents]
    assert kinds.count(shapes.Polygon) == 10
    assert len(kinds) == len(drawing.marks)
