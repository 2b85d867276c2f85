"""People of other organisations who have an account here."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Assignment, User
from accounts.roles import Role


def partner_accounts() -> QuerySet[User]:
    """Those who hold the role of a partner today, by name."""
    held = Assignment.objects.current().filter(role=Role.PARTNER).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name_order", "pk")
