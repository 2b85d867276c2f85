"""The lines of S1-S3: what places there are."""

from django.utils.translation import gettext_lazy as _

from reports.groups import PLACE_BREAKDOWNS
from reports.indicators import structure
from reports.indicators.measures import seats_for_need, share
from reports.indicators.registry import Indicator

STRUCTURE = (
    Indicator(
        id="S1",
        version=1,
        name=_("Municipalities with places"),
        definition=_(
            "Of the municipalities of the area, those with at least one free seat on the last day of the "
            "period, in an open place at a workplace or in a group."
        ),
        unit="percent",
        direction="up",
        legal=_("Constitution, section 18(2) and section 6"),
        cohort=structure.municipalities_served,
        measure=share,
        breakdowns=PLACE_BREAKDOWNS,
    ),
    Indicator(
        id="S2",
        version=1,
        name=_("Free seats for each one in need"),
        definition=_(
            "Free seats on the last day of the period, in open places and groups, divided by the people who"
            " wait or take part and hold no place."
        ),
        unit="ratio",
        direction="up",
        legal=_("Constitution, section 18(2); ICESCR, article 6"),
        cohort=structure.seats_and_needs,
        measure=seats_for_need,
        breakdowns=PLACE_BREAKDOWNS,
    ),
    Indicator(
        id="S3",
        version=1,
        name=_("Places that bend"),
        definition=_(
            "Of the places at workplaces that are open on the last day of the period, those that offer at "
            "least one way to shape the work."
        ),
        unit="percent",
        direction="up",
        legal=_("CRPD, article 27(1)(i); Non-discrimination Act, section 15"),
        cohort=structure.places_that_bend,
        measure=share,
        breakdowns=PLACE_BREAKDOWNS,
    ),
)
