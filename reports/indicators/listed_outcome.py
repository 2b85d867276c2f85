"""The lines of O1-O8 and W1: what becomes of people, and that nobody waits unseen."""

from django.utils.translation import gettext_lazy as _

from reports.groups import PLACE_BREAKDOWNS, PLACEMENT_BREAKDOWNS
from reports.indicators import benefit, outcome, process
from reports.indicators.measures import euros, promoters, ratio_to_others, share
from reports.indicators.registry import Indicator

OUTCOME = (
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
        id="O2",
        version=1,
        name=_("In work six months later"),
        definition=_(
            "Of the participations whose six months from the end ended in the period, those who then said "
            "that they are in work or self-employed. Without an answer the position is unknown: it stays in"
            " the count and is told apart."
        ),
        unit="percent",
        direction="up",
        legal=_("ICESCR, article 6"),
        cohort=outcome.in_work_half_a_year_later,
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
        id="O4",
        version=1,
        name=_("Unemployment broken"),
        definition=_(
            "Of the participations referred in the period and unemployed then, those whose position has "
            "changed since, by the last day of the period, to work, a business or education."
        ),
        unit="percent",
        direction="up",
        legal=_("Constitution, section 18(2)"),
        cohort=outcome.unemployment_broken,
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
        id="O6",
        version=1,
        name=_("Experience of the service"),
        definition=_(
            "What people said in the period of how the service went, from 0 to 10: the percent of those who"
            " gave 9 or 10 less the percent of those who gave 6 or less."
        ),
        unit="nps",
        direction="up",
        legal=_("Local Government Act, section 22"),
        cohort=outcome.experiences,
        measure=promoters,
        breakdowns=PLACE_BREAKDOWNS,
    ),
    Indicator(
        id="O7",
        version=1,
        name=_("Change in municipal benefit cost, estimate"),
        definition=_(
            "For the people with a working day in paid work in the period: the days, Monday to Friday, "
            "times the daily base of the benefit times the municipality's share after the days on a benefit"
            " before. An estimate, for information only. Nothing is added for those whose days are unknown."
        ),
        unit="eur",
        direction="none",
        legal=_("Act on the Financing of Unemployment Benefits"),
        cohort=benefit.benefit_days_saved,
        measure=euros,
    ),
    Indicator(
        id="O8",
        version=1,
        name=_("Broken-off placements"),
        definition=_(
            "Of the placements that ran and ended in the period, those that ended early. An unknown way of "
            "ending stays in the count and is told apart. Lower is better."
        ),
        unit="percent",
        direction="down",
        legal=_("ICESCR, articles 6 and 7"),
        cohort=outcome.broken_off,
        measure=share,
        breakdowns=PLACEMENT_BREAKDOWNS,
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
