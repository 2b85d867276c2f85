"""Code lists about placements."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EndKind(models.TextChoices):
    """How a placement ended."""

    COMPLETED = "completed", _("Ran to its agreed end")
    EARLY_PARTICIPANT = "early_participant", _("Early, the participant's wish")
    EARLY_HOST = "early_host", _("Early, the workplace's wish")
    EARLY_SERVICE = "early_service", _("Early, the service's decision")
    MOVED_TO_JOB = "moved_to_job", _("Moved to a job")
    TRANSFERRED = "transferred", _("Moved to another place")


class Shown(models.TextChoices):
    """What a participant may choose to show to a host, beside the first name and what fits.

    What they have said of themself and work is chosen item by item beside it (`profile.showing`).
    """

    PHONE = "phone", _("My telephone number")
    LANGUAGE = "language", _("The languages I speak")
    START = "earliest_start_on", _("When I can start")


class Party(models.TextChoices):
    """Who signs an agreement."""

    PARTICIPANT = "participant", _("Participant")
    HOST = "host", _("Workplace")
    AREA = "area", _("Employment area")


class Limit(models.TextChoices):
    """What an agreement can go beyond: a limit that its type of service has by the catalogue."""

    WEEKLY_HOURS = "weekly_hours", _("Hours a week")
    DAILY_HOURS = "daily_hours", _("Hours a day")
    WEEK_DAYS = "week_days", _("Days a week")
    TIME = "time", _("Days at one workplace")
    TIME_IN_ALL = "time_in_all", _("Days in all")


class ContactField(models.TextChoices):
    """What of an agreement is contact data: a mistake in it is mended without new signatures."""

    PARTICIPANT = "participant", _("Name of the participant")
    HOST = "host", _("Name of the host employer")
    PLACE = "place", _("Workplace")
    ADDRESS = "address", _("Address")
    COORDINATOR_PHONE = "coordinator_phone", _("Your worker's telephone")


class Wish(models.TextChoices):
    """What a party asks of the worker while an agreement stands."""

    TERMS = "terms", _("Something in the agreement")
    LONGER = "longer", _("More time in the place")
    BREAK = "break", _("A break")
    GO_ON = "go_on", _("Going on after a break")
    EARLIER = "earlier", _("Ending earlier")


class Outcome(models.TextChoices):
    """What the closing talk found."""

    CONTINUES_HERE = "continues_here", _("Goes on in this workplace with wage")
    NEXT_PLACE = "next_place", _("Another place is next")
    STUDY = "study", _("Studies are next")
    JOB = "job", _("A job elsewhere")
    REST = "rest", _("Health or rest comes first")
    OTHER = "other", _("Something else")


class DayKind(models.TextChoices):
    """What became of one day. A day on which no work was meant is `free`; no bundle tells of it."""

    PRESENT = "present", pgettext_lazy("day", "There")
    AWAY_UNKNOWN = "away_unknown", _("Away, reason not known")
    AWAY_TOLD = "away_told", _("Away, the person has told why")
    CANCELLED = "cancelled", pgettext_lazy("day", "Called off by the workplace")
    FREE = "free", pgettext_lazy("day", "Not a day of theirs")


AWAY = frozenset({DayKind.AWAY_UNKNOWN, DayKind.AWAY_TOLD})
# What a bundle may tell of a day (interface.md).
TOLD_IN_BUNDLES = frozenset(DayKind) - {DayKind.FREE}


class Why(models.TextChoices):
    """Why the person was away, in the word that they chose; never what ails anybody."""

    ILL = "ill", pgettext_lazy("away", "Ill")
    APPOINTMENT = "appointment", pgettext_lazy("away", "An appointment")
    FAMILY = "family", pgettext_lazy("away", "Child or family")
    TRANSPORT = "transport", pgettext_lazy("away", "Could not get there")
    AGREED = "agreed", pgettext_lazy("away", "Agreed beforehand")
    OTHER = "other", pgettext_lazy("away", "Another reason")


class Wrong(models.TextChoices):
    """What a person finds wrong in a month."""

    HOURS = "hours", _("The hours are wrong")
    WAS_THERE = "was_there", _("I was there")
    WAS_AWAY = "was_away", _("I was not there")
    NOT_MINE = "not_mine", _("It is not a day of mine")


class VisitState(models.TextChoices):
    """Where a visit stands. It is over with the suggestion it belongs to, whatever stands here."""

    ASKED = "asked", pgettext_lazy("visit", "Asked for")
    AGREED = "agreed", pgettext_lazy("visit", "Agreed")
    HELD = "held", pgettext_lazy("visit", "Held")
    MISSED = "missed", pgettext_lazy("visit", "Did not happen")
    CANCELLED = "cancelled", pgettext_lazy("visit", "Called off")


# Something is still to come of it.
VISIT_AHEAD = frozenset({VisitState.ASKED, VisitState.AGREED})


class Ride(models.TextChoices):
    """How the person comes to the visit."""

    OWN = "own", pgettext_lazy("ride", "By myself")
    WORKER = "worker", pgettext_lazy("ride", "The worker comes along")
    LIFT = "lift", pgettext_lazy("ride", "The workplace gives a lift")
    TAXI = "taxi", pgettext_lazy("ride", "A taxi that the service has ordered")


class Impression(models.TextChoices):
    """How a visit felt, in one tap: to the person, and to the workplace."""

    GOOD = "good", pgettext_lazy("visit", "It felt good")
    UNSURE = "unsure", pgettext_lazy("visit", "I do not know yet")
    NOT_FOR_ME = "not_for_me", pgettext_lazy("visit", "It does not suit")


class Face(models.TextChoices):
    """How the first day went, in one tap."""

    GOOD = "good", pgettext_lazy("first day", "Well")
    SO_SO = "so_so", pgettext_lazy("first day", "So and so")
    BAD = "bad", pgettext_lazy("first day", "Badly")
