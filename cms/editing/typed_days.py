"""A day that is typed stays as it was typed.

The picker of the page editor writes a field anew when it is left: *31.2.2027* became 3 March, *2026-12-24*
and *tomorrow* became today, and the form was then saved with a day that nobody had meant. What cannot be read
as a day is refused by the form, in words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

LEFT_ALONE = {"validateOnBlur": False}


def keep_typed_days() -> None:
    """From now on the picker writes only what is picked."""
    for widget in (AdminDateInput, AdminDateTimeInput, AdminTimeInput):
        widget.get_config = _left_alone(widget.get_config)


def _left_alone(config: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    @wraps(config)
    def with_what_is_typed(widget: Any) -> dict[str, Any]:
        return config(widget) | LEFT_ALONE

    return with_what_is_typed
