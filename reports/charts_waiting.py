"""The waiting curve as a drawing: steps down, the band behind them, the promised day as an upright stroke."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from reports.chart_spots import Spot, strips
from reports.charts import Area, Drawing, Line, Mark, Words
from reports.waiting import Curve, Step

Place = Callable[[float, float], tuple[float, float]]
TICK_DAYS = 30
LONGEST = 360
LEFT, RIGHT, TOP, FOOT = 44.0, 12.0, 12.0, 26.0


def waiting_drawing(
    curve: Curve,
    title: str,
    *,
    promised: int,
    width: float,
    height: float,
    words: Callable[[int], str] | None = None,
) -> Drawing:
    """The curve until its last day, at most a year; nothing but the title where nobody was followed.

    words: what is shown of a day to who points at it.
    """
    if curve.n == 0:
        return Drawing(width, height, title)
    last = min(max(-(-curve.last_day // TICK_DAYS) * TICK_DAYS, TICK_DAYS), LONGEST)
    bottom = height - FOOT

    def at(day: float, share: float) -> tuple[float, float]:
        x = LEFT + day / last * (width - LEFT - RIGHT)
        return round(x, 1), round(bottom - share * (bottom - TOP), 1)

    steps = [step for step in curve.steps if step.day <= last]
    end = min(curve.last_day, last)
    marks: list[Mark] = [*_bands(steps, end, at)]
    for share in (0.0, 0.5, 1.0):
        x, y = at(0, share)
        marks.append(Line(x, y, width - RIGHT, y, "axis"))
        marks.append(Words(x - 6, y + 4.5, f"{share:.0%}".replace("%", "\u00a0%"), "text-dim", "end"))
    apart = TICK_DAYS * max(1, round(last / TICK_DAYS / (width / 70)))
    for day in range(0, last + 1, apart):
        anchor = "end" if day == last else "middle"
        marks.append(Words(at(day, 0)[0], height - 6, str(day), "text-dim", anchor))
    if promised <= last:
        (x, low), (_, high) = at(promised, 0), at(promised, 1)
        marks.append(Line(x, low, x, high, "goal", dashed=True))
    spots: tuple[Spot, ...] = ()
    if words is not None:
        days = [day for day in range(TICK_DAYS, end + 1, TICK_DAYS) if curve.share_after(day) is not None]
        places = [at(day, curve.share_after(day) or 0) for day in days]
        spots = strips(places, [words(day) for day in days], width=width, top=TOP, bottom=bottom)
    return Drawing(width, height, title, (*marks, *_stairs(steps, end, at)), spots=spots)


def _stairs(steps: Sequence[Step], end: int, at: Place) -> Iterator[Line]:
    day, share = 0, 1.0
    for step in steps:
        yield Line(*at(day, share), *at(step.day, share), "line")
        yield Line(*at(step.day, share), *at(step.day, step.waiting), "line")
        day, share = step.day, step.waiting
    if day < end:
        yield Line(*at(day, share), *at(end, share), "line")


def _bands(steps: Sequence[Step], end: int, at: Place) -> Iterator[Area]:
    """One shape for each stretch in which the band is defined."""
    until = [step.day for step in steps[1:]] + [end]
    for defined, own in groupby(zip(steps, until, strict=False), key=lambda pair: pair[0].low is not None):
        if not defined:
            continue
        pairs = list(own)
        upper = [at(day, step.high or 0) for step, last in pairs for day in (step.day, last)]
        lower = [at(day, step.low or 0) for step, last in reversed(pairs) for day in (last, step.day)]
        yield Area((*upper, *lower), "band")
