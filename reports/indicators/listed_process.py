"""The lines of P1-P9: how the service does its part."""

from django.utils.translation import gettext_lazy as _

from reports.groups import PLACE_BREAKDOWNS, PLACEMENT_BREAKDOWNS
from reports.indicators import care, process
from reports.indicators.measures import median_days, share
from reports.indicators.registry import Indicator

PROCESS = (
    Indicator(
        id="P1",
        version=1,
        name=_("Plan in time"),
        definition=_(
            "Of the participations whose 14 days from referral ended in the period, those whose plan was "
            "made by then. Left out: those returned or withdrawn by that day without a plan."
        ),
        unit="percent",
        direction="up",
        legal=_("Constitution, section 21; Administrative Procedure Act, section 23"),
        cohort=process.plan_in_time,
        measure=share,
        settled=True,
    ),
    Indicator(
        id="P2",
        version=1,
        name=_("Time to the first offer"),
        definition=_(
            "Median days from referral to the first offer for participations referred in the period "
            "(Kaplan–Meier). Those still without an offer are counted for as long as they have waited. No"
            " value when fewer than half have had an offer."
        ),
        unit="days",
        direction="down",
        legal=_("Constitution, section 18(2) and section 21"),
        cohort=process.days_to_first_offer,
        measure=median_days,
    ),
    Indicator(
        id="P3",
        version=1,
        name=_("Offer within 90 days"),
        definition=_(
            "Of the participations whose 90 days from referral ended in the period, those who had at "
            "least one offer of a place by then, whatever became of it. Left out: those returned or "
            "withdrawn by that day without an offer."
        ),
        unit="percent",
        direction="up",
        legal=_("Constitution, section 18(2); European Social Charter, article 1; ICESCR, article 6"),
        cohort=process.offer_in_time,
        measure=share,
        settled=True,
    ),
    Indicator(
        id="P4",
        version=1,
        name=_("A choice at the first offer"),
        definition=_(
            "Of the participations whose first offer was made in the period, those who were shown at "
            "least two alternatives with it."
        ),
        unit="percent",
        direction="up",
        legal=_("Constitution, section 18(1); European Social Charter, article 1(2)"),
        cohort=process.choice_at_first_offer,
        measure=share,
    ),
    Indicator(
        id="P5",
        version=1,
        name=_("Share of paid work"),
        definition=_(
            "Of the placements running on the last day of the period, those in an employment relationship"
            " by their type of service on the start day."
        ),
        unit="percent",
        direction="up",
        legal=_("ICESCR, article 7; Employment Contracts Act"),
        cohort=process.running_placements,
        measure=share,
        breakdowns=PLACEMENT_BREAKDOWNS,
    ),
    Indicator(
        id="P6",
        version=1,
        name=_("Long unpaid time without a review"),
        definition=_(
            "Of the participations with a day of an unpaid placement in the period, those with more than "
            "180 unpaid days in all and no review held in the last 90 days. Lower is better."
        ),
        unit="percent",
        direction="down",
        legal=_("ICESCR, article 7; European Social Charter, article 4"),
        cohort=care.long_unpaid_without_review,
        measure=share,
    ),
    Indicator(
        id="P7",
        version=1,
        name=_("Adjustments made in time"),
        definition=_(
            "Of the adjustments whose 30 days from the request ended in the period, those that were made by"
            " then."
        ),
        unit="percent",
        direction="up",
        legal=_("CRPD, article 27(1)(i); Non-discrimination Act, section 15"),
        cohort=care.adjustments_in_time,
        measure=share,
        settled=True,
    ),
    Indicator(
        id="P8",
        version=1,
        name=_("Answered in time"),
        definition=_(
            "Of the complaints and wishes to put data right whose 14 days ended in the period, those that "
            "were answered by then. A wish that was taken back by that day is left out."
        ),
        unit="percent",
        direction="up",
        legal=_("Constitution, section 21; Administrative Procedure Act, section 23; GDPR, article 12(3)"),
        cohort=care.answered_in_time,
        measure=share,
        breakdowns=PLACE_BREAKDOWNS,
        settled=True,
    ),
    Indicator(
        id="P9",
        version=1,
        name=_("Started in a place within 120 days"),
        definition=_(
            "Of the participations whose 120 days from referral ended in the period, those whose agreed "
            "placement had started by then. Left out: those returned or withdrawn by that day without a "
            "start."
        ),
        unit="percent",
        direction="up",
        legal=_("Constitution, section 18(2)"),
        cohort=process.start_in_time,
        measure=share,
    ),
)
