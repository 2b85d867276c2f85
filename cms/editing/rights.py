"""What publishers of the whole area keep beside the pages."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

ACTS = {
    ("cms", "announcement"): ("add", "change", "delete"),
    ("cms", "sitesettings"): ("change",),
    ("cms", "languagerule"): ("change",),
    ("wagtailredirects", "redirect"): ("add", "change", "delete"),
}


def allow_settings(group: Group) -> None:
    """The group keeps footer, announcements, languages and redirects."""
    wanted = Q(pk__in=[])
    for (app, model), acts in ACTS.items():
        wanted |= Q(content_type__app_label=app, codename__in=[f"{act}_{model}" for act in acts])
    group.permissions.add(*Permission.objects.filter(wanted))
