"""What the reference data registers with Wagtail; imported by `cms.wagtail_hooks`."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from cms.reference.trail import ADDED, CHANGED, AddedFormatter, ChangedFormatter
from cms.reference.viewsets import HoursGroup, ReferenceGroup
from cms.reference.words import WordsGroup


@hooks.register("register_admin_viewset")
def reference_data() -> Any:
    """The lists of services, groups, rules, reasons and texts."""
    return ReferenceGroup()


@hooks.register("register_admin_viewset")
def hours() -> Any:
    """The week of each service point, and the days that differ."""
    return HoursGroup()


@hooks.register("register_admin_viewset")
def words_of_the_search() -> Any:
    """The lists of words, hard things and help lines."""
    return WordsGroup()


@hooks.register("register_log_actions")
def kinds_of_change(actions: Any) -> None:
    """A change is told field by field."""
    actions.register_action(CHANGED)(ChangedFormatter)
    actions.register_action(ADDED)(AddedFormatter)
