"""Published editions: the figures that anyone may read."""

from __future__ import annotations


def published_editions() -> tuple[str, ...]:
    """The periods whose figures are published, the newest first, such as `2026-Q1`.

    None is: the service keeps exact figures for those with a duty only (`reports.selectors`), and nothing
    leaves the house before disclosure control.
    """
    return ()
