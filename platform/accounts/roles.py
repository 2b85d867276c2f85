"""The roles of the service and where each begins its day (interface.md, "Roles and addresses")."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may be in the service. One person may hold several."""

    PARTICIPANT = "participant", _("Participant")
    HOST_ADMIN = "host_admin", _("Host employer, administrator")
    HOST_MEMBER = "host_member", _("Host employer")
    REFERRER = "referrer", _("Employment services officer")
    COORDINATOR = "coordinator", _("Coordinator")
    WORK_ABILITY_COORDINATOR = "work_ability_coordinator", _("Work ability coordinator")
    INSTRUCTOR = "instructor", _("Instructor")
    PARTNER = "partner", _("Partner")
    MANAGER = "manager", _("Manager")
    EDITOR = "editor", _("Editor")
    PUBLISHER = "publisher", _("Publisher")
    AUDITOR = "auditor", _("Auditor")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    ADMINISTRATOR = "administrator", _("Administrator")


# Homes that exist; a role whose pages come with a later issue lands on its account page.
HOMES: dict[str, str] = {
    Role.PARTICIPANT: "/my/",
    Role.HOST_ADMIN: "/host/",
    Role.HOST_MEMBER: "/host/",
    Role.REFERRER: "/refer/",
    Role.COORDINATOR: "/work/",
    Role.WORK_ABILITY_COORDINATOR: "/work/",
    Role.INSTRUCTOR: "/board/",
    Role.PARTNER: "/partner/",
    Role.MANAGER: "/reports/",
    Role.EDITOR: "/cms-admin/",
    Role.PUBLISHER: "/cms-admin/",
}

STAFF = frozenset(Role) - {Role.PARTICIPANT, Role.HOST_ADMIN, Role.HOST_MEMBER}
HOST = frozenset({Role.HOST_ADMIN, Role.HOST_MEMBER})
COORDINATING = frozenset({Role.COORDINATOR, Role.WORK_ABILITY_COORDINATOR})
BY_AREA = COORDINATING | {Role.REFERRER, Role.MANAGER, Role.EDITOR, Role.PUBLISHER}

# Wagtail's groups, made by `load_pages`; the role must also be held today (accounts.middleware).
WAGTAIL_GROUPS: dict[str, str] = {Role.EDITOR: "Editors", Role.PUBLISHER: "Publishers"}


def home_of(role: str) -> str:
    """The address where `role` begins its day."""
    return HOMES.get(role, "/accounts/")
