"""Whose service points are whose.

Publishers of the whole area keep all of a point; whoever works with the pages of a municipality keeps the
hours of its points, and sees no other's row (404).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.roles import WAGTAIL_GROUPS
from accounts.selectors import scope_of
from programmes.models import HoursException, ServicePoint

KEEPS_POINTS = "programmes.change_servicepoint"


class OfMyMunicipality(ModelPermissionPolicy):
    """Rows that belong to a municipality: beside Django's own right the acts that its people have there.

    town: the way from the row to the code of its municipality. acts: what its people may do with the row.
    """

    def __init__(self, model: Any, town: str, acts: Iterable[str]) -> None:
        super().__init__(model)
        self.town, self.acts = town, frozenset(acts)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the act is `user`'s on some row."""
        return self._everywhere(user, action) or (action in self.acts and towns_of(user) != frozenset())

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether the act is `user`'s on this row."""
        rows = self.instances_user_has_any_permission_for(user, [action])
        return bool(rows.filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """The rows with which `user` may do one of the acts."""
        rows, acts = self.model._default_manager.all(), list(actions)
        if any(self._everywhere(user, act) for act in acts):
            return rows
        towns = towns_of(user) if self.acts & set(acts) else frozenset()
        return rows if towns is None else rows.filter(**{f"{self.town}__in": towns})

    def _everywhere(self, user: Any, action: str) -> bool:
        return bool(super().user_has_permission(user, action))


def towns_of(user: Any) -> frozenset[str] | None:
    """The municipalities whose pages are `user`'s work; None is the whole area."""
    return scope_of(user).municipalities(*WAGTAIL_GROUPS)


def points_of(user: Any) -> QuerySet[ServicePoint]:
    """The service points in use whose hours `user` keeps."""
    kept = _POINTS.instances_user_has_any_permission_for(user, ["change"])
    return kept.filter(is_active=True).order_by("name_order", "pk")


_POINTS = OfMyMunicipality(ServicePoint, "municipality", ["change"])
register_permission_policy(ServicePoint, _POINTS)
register_permission_policy(
    HoursException, OfMyMunicipality(HoursException, "point__municipality", ["add", "change"])
)
