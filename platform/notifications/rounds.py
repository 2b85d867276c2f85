"""What the worker does besides the outbox, told by those who need it done: work that somebody waits for."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[], bool]
_steps: list[Step] = []


def every_second(step: Step) -> Step:
    """`step()` is done by the worker again and again, for a second at most; it answers whether there is more.

    It may run on two machines at once.
    """
    if step not in _steps:
        _steps.append(step)
    return step


def do_steps() -> bool:
    """Each step has been done once; whether one of them has more to do."""
    more = [step() for step in _steps]
    return any(more)
