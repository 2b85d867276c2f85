"""Who keeps the reference data: publishers of the whole area. It is changed, never deleted."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

KEPT = {
    "programmes": (
        "programme",
        "intake",
        "coachingenvironment",
        "programmetype",
        "programmetyperule",
        "reasoncode",
        "parameter",
        "solutionclass",
        "duty",
        "servicepoint",
        "hoursexception",
    ),
    "cms": ("samewords", "helptopic", "helpline"),
}


def allow_reference_data(group: Group) -> None:
    """The group may add and change every kind."""
    wanted = Q(pk__in=[])
    for app, models in KEPT.items():
        for model in models:
            wanted |= Q(
                content_type__app_label=app, codename__in=[f"{act}_{model}" for act in ("add", "change")]
            )
    group.permissions.add(*Permission.objects.filter(wanted))
