"""Code lists about host employers, and how much a place has to tell of its work."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HostKind(models.TextChoices):
    """What kind of organisation the host is."""

    MUNICIPALITY = "municipality", _("Municipality")
    WELLBEING_COUNTY = "wellbeing_county", _("Wellbeing services county")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    PARISH = "parish", _("Parish")
    COMPANY = "company", _("Business")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    STATE = "state", pgettext_lazy("kind of host", "State")
    OTHER = "other", _("Other")


class MemberRole(models.TextChoices):
    """The part of somebody who acts for a workplace."""

    SIGNER = "signer", _("May sign")
    CONTACT = "contact", _("Contact person")
    GUIDE = "guide", pgettext_lazy("part at a workplace", "Guide at work")


# Who of the workplace sees and does what; `relations.memberships_of` and the policies hold to it.
SEES = {
    MemberRole.SIGNER: _(
        "Sees who is introduced and who works there, signs agreements, and decides who acts for the "
        "workplace."
    ),
    MemberRole.CONTACT: _(
        "Sees who is introduced and who works there, answers introductions, writes of open places and reads "
        "agreements. Signs nothing."
    ),
    MemberRole.GUIDE: _(
        "Sees only people whose place is agreed or under way: the first day, days and hours, tasks. "
        "No introductions, no agreements."
    ),
}
# For the workplace: who is written to, answers and reads agreements.
ANSWERING = frozenset({MemberRole.SIGNER, MemberRole.CONTACT})
MIN_DEMANDS = 5
