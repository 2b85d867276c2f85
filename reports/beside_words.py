"""What is printed beside P3 and O8, in words: the same for the page, the document and the workbook."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from programmes.placements.codes import EndKind
from reports.beside import Beside, OffersOutside
from ui.elements import Column
from ui.formats import number, percent


def withdrawn_words(beside: Beside) -> list[str]:
    """How many withdrew before an offer and so are not in the figure; nothing where nobody did."""
    count = beside.withdrawn_without_offer
    if not count:
        return []
    left = ngettext(
        "%(count)s person withdrew before an offer and is not in the figure.",
        "%(count)s people withdrew before an offer and are not in the figure.",
        count,
    )
    return [left % {"count": number(count)}]


def offers_words(offers: OffersOutside) -> list[str]:
    """Which share of the offers was outside the hours or the travel that the person has stated."""
    if not offers.n:
        return [_("No offer was made in this period.")]
    facts = {
        "n": number(offers.n),
        "outside": number(offers.outside),
        "share": percent(offers.share),
        "hours": number(offers.hours),
        "travel": number(offers.travel),
        "unknown": number(offers.unknown),
    }
    if offers.share is None:
        return [
            ngettext(
                "%(n)s offer was made. Whether it suited what the person has said cannot be told.",
                "%(n)s offers were made. Whether they suited what the person has said cannot be told.",
                offers.n,
            )
            % facts
        ]
    sentences = [
        _(
            "Of %(n)s offers, %(outside)s (%(share)s) were outside what the person has said: %(hours)s "
            "outside the hours a week, %(travel)s farther than the person can travel."
        )
        % facts
    ]
    if offers.unknown:
        sentences.append(
            ngettext(
                "Of %(unknown)s offer nothing can be said, for hours and travel are not known.",
                "Of %(unknown)s offers nothing can be said, for hours and travel are not known.",
                offers.unknown,
            )
            % facts
        )
    return sentences


def offers_method() -> str:
    """How offers are compared with what was said."""
    return _(
        "Hours and travel are compared as person and place say them now; the way is measured between "
        "municipalities, from the one on the referral day."
    )


def cause_columns() -> list[str | Column]:
    """The head of the table of causes."""
    return [
        _("How the place ended"),
        Column(pgettext("how many", "Placements"), numeric=True),
        Column(_("Share"), numeric=True),
        Column(_("A year before"), numeric=True),
    ]


def cause_rows(beside: Beside) -> list[list[str]]:
    """O8 by cause: how the placements ended that ended in the period, the most frequent first."""
    all_of_them = sum(cause.count for cause in beside.ends)
    return [
        [
            cause_name(cause.kind),
            number(cause.count),
            percent(100 * cause.count / all_of_them) if all_of_them else "–",
            number(cause.before),
        ]
        for cause in beside.ends
    ]


def cause_name(kind: str) -> str:
    """What the way of ending is called."""
    return str(EndKind(kind).label) if kind else _("Not known")
