"""One geometry: bars as long as their values, the goal at its place, trends that break at what is unknown."""

from django.template.loader import render_to_string

from reports.charts import Bar, Dot, Line, Point, Rect, Words, bar_chart, bar_row, trend, trend_line


def marks_of(drawing, kind: type, role: str) -> list:
    return [mark for mark in drawing.marks if isinstance(mark, kind) and mark.role == role]


def test_bar_is_as_long_as_its_value_and_the_goal_stands_at_its_own():
    drawing = bar_row(Bar("Kunta", 40, "40 %", goal=90), width=200)

    assert [mark.width for mark in marks_of(drawing, Rect, "bar")] == [80]
    assert [mark.x1 for mark in marks_of(drawing, Line, "goal")] == [180]


def test_bar_without_a_value_is_only_its_ground():
    drawing = bar_row(Bar("Kunta", None, "–"))

    assert marks_of(drawing, Rect, "bar") == []
    assert len(marks_of(drawing, Rect, "ground")) == 1


def test_bar_never_leaves_its_ground():
    drawing = bar_row(Bar("Kunta", 140, "140"), width=200)

    assert marks_of(drawing, Rect, "bar")[0].width == 200


def test_bar_chart_has_a_row_for_each_bar_with_its_words():
    drawing = bar_chart([Bar("A", 10, "10 %", note="n 3"), Bar("B", 20, "20 %", note="n 4")], "Kaavio")

    words = [mark.text for mark in drawing.marks if isinstance(mark, Words)]
    assert words == ["A", "10 %", "n 3", "B", "20 %", "n 4"]


def test_trend_rises_where_values_rise_and_breaks_where_one_is_missing():
    points = [Point("I", 10, "10"), Point("II", None), Point("III", 20, "20"), Point("IV", 30, "30")]

    drawing = trend_line(points, "Kehitys", goal=40)

    dots = marks_of(drawing, Dot, "dot")
    assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
    assert dots[0].y > dots[1].y > dots[2].y
    assert len(marks_of(drawing, Line, "line")) == 1
    assert marks_of(drawing, Line, "goal")[0].y1 < dots[2].y


def test_trend_of_one_point_or_none_can_be_drawn():
    assert len(marks_of(trend_line([Point("I", 10, "10")], "Kehitys"), Dot, "dot")) == 1
    assert trend_line([Point("I", None)], "Kehitys").marks == ()


def test_drawing_on_the_page_has_decimal_points_and_its_words_escaped():
    drawing = bar_row(Bar('<b>"A"', 33.3, "33,3 %"), width=100)

    svg = render_to_string("reports/drawing.svg", {"drawing": drawing})

    assert 'width="33.3"' in svg
    assert 'aria-label="&lt;b&gt;&quot;A&quot;: 33,3 %"' in svg
    assert "style=" not in svg


def test_narrow_trend_shows_the_newest_point_with_its_words_within_a_phone():
    points = [
        Point(str(2006 + number) if number % 7 == 0 else "", 10 + number, f"{10 + number} %")
        for number in range(15)
    ]

    both = trend(points, "Kaavio")

    assert both.narrow.width <= 320
    for drawing in (both.wide, both.narrow):
        assert max(dot.x for dot in marks_of(drawing, Dot, "dot")) <= drawing.width - 4
        words = [mark.text for mark in drawing.marks if isinstance(mark, Words)]
        assert {"24 %", "2020"} <= set(words)
