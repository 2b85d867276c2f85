"""Indicators: the registry of every figure, in the order in which reports show them.

To add one: write its cohort function beside its likes, a line here, and a test worked by hand. The page,
the commands, the files and the method appendix follow from the line.
"""

from django.utils.translation import gettext_lazy as _

from reports.groups import PLACEMENT_BREAKDOWNS
from reports.indicators import outcome, process
from reports.indicators.measures import Summary, median_days, ratio_to_others, share
from reports.indicators.registry import Indicator

__all__ = ["HEADLINE", "INDICATORS", "Indicator", "Summary"]

HEADLINE = "P3"

_ALL = (
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
    Indicator(
        id="O1",
        version=1,
        name=_("In work at the end"),
        definition=_(
            "Of the participations that ended in the period, those who were in work at the end: in the "
            "open labour market, with a pay subsidy or self-employed. An unknown status stays in the "
            "count and is told apart."
        ),
        unit="percent",
        direction="up",
        legal=_("ICESCR, article 6"),
        cohort=outcome.in_work_at_end,
        measure=share,
    ),
    Indicator(
        id="O3",
        version=1,
        name=_("A lasting solution"),
        definition=_(
            "Of the participations that ended in the period, those that ended in an open job, degree "
            "studies, a vocational rehabilitation assessment, rehabilitation benefit, employment-"
            "promoting rehabilitation or a pension. An unknown solution stays in the count and is told "
            "apart."
        ),
        unit="percent",
        direction="up",
        legal=_("Constitution, sections 18 and 19"),
        cohort=outcome.lasting_solution,
        measure=share,
    ),
    Indicator(
        id="O5",
        version=1,
        name=_("Equality ratio"),
        definition=_(
            "The group's share of offers within 90 days divided by the share among everyone else. Below "
            "0.80 the gap is marked."
        ),
        unit="ratio",
        direction="up",
        legal=_("Constitution, section 6; CRPD, article 27(1)(a)"),
        cohort=process.offer_in_time,
        measure=ratio_to_others,
        in_all=False,
    ),
    Indicator(
        id="W1",
        version=1,
        name=_("Next step missing"),
        definition=_(
            "Of the participations waiting, active or on hold on the last day of the period, those "
            "without a next step that falls due within 30 days. Lower is better."
        ),
        unit="percent",
        direction="down",
        legal=_("Constitution, section 21"),
        cohort=outcome.next_step_missing,
        measure=share,
    ),
)

INDICATORS: dict[str, Indicator] = {indicator.id: indicator for indicator in _ALL}
