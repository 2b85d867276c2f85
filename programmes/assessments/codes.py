"""Codes of a work ability assessment: who takes part, what is done, what is shared and by which basis."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Party(models.TextChoices):
    """Who does something in an assessment."""

    AREA = "employment_area", _("Employment area")
    COUNTY = "wellbeing_county", _("Wellbeing services county")
    KELA = "kela", "Kela"
    OTHER = "other", _("Another organisation")
    PERSON = "person", _("The person")


ORGANISATIONS = (Party.COUNTY, Party.KELA, Party.OTHER)
"""With whom something can be shared: those outside the employment area."""
BY_STATUTE = (Party.COUNTY, Party.KELA)
"""Whom the act on multi-sectoral promotion of employment (381/2023) names beside the employment area."""


def organisations() -> list[tuple[str, str]]:
    """The organisations as choices."""
    return [(one.value, str(one.label)) for one in ORGANISATIONS]


class StepKind(models.TextChoices):
    """What is done to find out (workflows.md 6)."""

    HEALTH_CHECK = "health_check", _("Health check")
    ASSESSMENT = "assessment", _("Assessment of work and functional ability")
    KELA = "kela", _("Matter with Kela")
    NETWORK_MEETING = "network_meeting", _("Network meeting")
    OTHER = "other", _("Something else")


class Item(models.TextChoices):
    """One kind of information that may be shared with an organisation."""

    CONTACT = "contact", _("Name and telephone number")
    AIM = "aim", _("Wish about work and hours that fit")
    QUESTION = "question", _("What is being found out")
    STEPS = "steps", _("Steps: what, who and by when")
    PLAN = "plan", _("What was agreed in the meeting")
    DECISIONS = "decisions", _("Decisions that were applied for and made")


class Basis(models.TextChoices):
    """Why an organisation may read an item. The words of law stand here as they are cited, unverified."""

    STATUTE = "statute", _("Law: act 381/2023 on multi-sectoral promotion of employment")
    CONSENT = "consent", _("The person's permission")


class DecisionKind(models.TextChoices):
    """What was applied for. The first four are the codes of solutions that need the decision."""

    PENSION = "pension", _("Disability pension")
    REHABILITATION_BENEFIT = "rehabilitation_benefit", _("Rehabilitation subsidy")
    VOCATIONAL = "vocational_rehabilitation_assessment", _("Vocational rehabilitation assessment")
    PROMOTING = "employment_promoting_rehabilitation", _("Employment-promoting rehabilitation")
    OTHER = "other", _("Another decision")


class DecisionOutcome(models.TextChoices):
    """What became of the application."""

    PENDING = "pending", pgettext_lazy("decision", "Awaited")
    GRANTED = "granted", pgettext_lazy("decision", "Granted")
    REFUSED = "refused", pgettext_lazy("decision", "Not granted")


class ReviewAfter(models.IntegerChoices):
    """After how many months the plan is looked at again (act 381/2023; not verified)."""

    THREE = 3, _("In 3 months")
    SIX = 6, _("In 6 months")
