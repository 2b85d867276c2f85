"""What is not known, in words: how much, of whom, and what it does to which figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.periods import Period
from reports.tables.quality import END, GAPS, PARTS, PERSON, REFERRAL, SERVICE, Missing
from reports.tables.shape import Column, Definition, Row, Table, Told, Value
from reports.tables.words import NOBODY, in_words
from reports.words import BREAKDOWN_NAMES, group_name
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]

GAP_NAMES = {
    "birth_date": gettext_lazy("Date of birth"),
    "gender": gettext_lazy("Gender"),
    "language": gettext_lazy("Mother tongue"),
    "foreign_background": gettext_lazy("Foreign background"),
    "partial_work_ability": gettext_lazy("Partial work ability"),
    "education_level": gettext_lazy("Level of education"),
    "municipality": gettext_lazy("Municipality of the area at referral"),
    "unemployed_since": gettext_lazy("Unemployed since"),
    "benefit_days": gettext_lazy("Days on a benefit before the referral"),
    "labour_status": gettext_lazy("Position at referral"),
    "hours": gettext_lazy("Hours a week that fit"),
    "travel": gettext_lazy("How far the person can travel"),
    "alternatives": gettext_lazy("Alternatives shown with the first offer"),
    "start_day": gettext_lazy("First day of the place"),
    "next_step": gettext_lazy("Next step"),
    "end_kind": gettext_lazy("How the place ended"),
    "exit_status": gettext_lazy("Position at the end"),
    "exit_class": gettext_lazy("Solution at the end"),
    "follow_up": gettext_lazy("Answer six months after the end"),
}
_IN_SERVICE = gettext_lazy("Of those who were in the service on some day of the period.")
_IN_CARE = gettext_lazy("Of those who wait, take part or are on hold on the last day.")
OF_WHOM = {
    **dict.fromkeys(
        (
            "birth_date",
            "gender",
            "language",
            "foreign_background",
            "partial_work_ability",
            "municipality",
            "unemployed_since",
        ),
        _IN_SERVICE,
    ),
    "education_level": gettext_lazy("Of the people who entered in the period, each once."),
    "benefit_days": gettext_lazy("Of those with a working day in paid work in the period."),
    "labour_status": gettext_lazy("Of those referred in the period."),
    "hours": _IN_CARE,
    "travel": _IN_CARE,
    "alternatives": gettext_lazy("Of those whose first offer was made in the period."),
    "start_day": gettext_lazy("Of the placements agreed in the period."),
    "next_step": _IN_CARE,
    "end_kind": gettext_lazy("Of the placements that ended in the period."),
    "exit_status": gettext_lazy("Of those whose time in the service ended in the period."),
    "exit_class": gettext_lazy("Of those whose time in the service ended in the period."),
    "follow_up": gettext_lazy("Of those whose six months from the end ran out in the period."),
}
_A_GROUP = gettext_lazy(
    "The person stands in the group Not known: the figures of the other groups are of fewer people, and so "
    "is the comparison between groups."
)
WHAT_IT_DOES = {
    **dict.fromkeys(
        ("birth_date", "gender", "language", "foreign_background", "partial_work_ability"), _A_GROUP
    ),
    "education_level": gettext_lazy("The person is in none of the ESF+ indicators of education."),
    "municipality": gettext_lazy(
        "The person is in the figures of the whole area and in those of no municipality, service area or "
        "remote village; nobody but the manager sees them in the figures."
    ),
    "unemployed_since": gettext_lazy(
        "The person stands in the group Not known of the length of unemployment, and cannot be counted as "
        "long-term unemployed in ESF+."
    ),
    "benefit_days": gettext_lazy(
        "Nothing is added to the estimate of municipal benefit costs: it is too low."
    ),
    "labour_status": gettext_lazy(
        "The person is left out of Unemployment broken altogether, and is not known in ESF+."
    ),
    "hours": gettext_lazy(
        "Whether offers were outside the stated hours cannot be told, and places with other hours are "
        "suggested."
    ),
    "travel": gettext_lazy(
        "Whether offers were too far away cannot be told, and places far away are suggested."
    ),
    "alternatives": gettext_lazy("Counts as no choice: the share that had a choice is too low."),
    "start_day": gettext_lazy(
        "The placement never runs in the figures: paid work, starts and unpaid days are too low."
    ),
    "next_step": gettext_lazy("The person is counted in Next step missing: nobody may wait unseen."),
    "end_kind": gettext_lazy(
        "Counts neither as broken off nor as run to its end, and stays in the count: the share of "
        "broken-off placements is too low."
    ),
    "exit_status": gettext_lazy("Stays in the count and is no success: the share in work is too low."),
    "exit_class": gettext_lazy("Stays in the count and is no success: the share solved is too low."),
    "follow_up": gettext_lazy(
        "Stays in the count and is no success: the share in work six months later is too low."
    ),
}
PART_NAMES = {
    PERSON: gettext_lazy("By municipality: the person"),
    REFERRAL: gettext_lazy("By municipality: the referral"),
    SERVICE: gettext_lazy("By municipality: the service"),
    END: gettext_lazy("By municipality: the end"),
}


def tell_quality(counted: Sequence[Missing], _period: Period, names: Names) -> Told:
    """The report in the language that is active."""
    return Told(
        title=_("Data quality"),
        lead=_(
            "What is not known of people, and what that does to which figure. What is not known is never "
            "guessed: it can be mended on the person's own page."
        ),
        summary=[_summary(counted)],
        tables=[_all_gaps(counted), *(_by_municipality(counted, part, names) for part in PARTS)],
        definitions=[
            Definition(
                gap.code,
                str(GAP_NAMES[gap.code]),
                f"{OF_WHOM[gap.code]} {WHAT_IT_DOES[gap.code]}",
                ", ".join(gap.affects),
            )
            for gap in GAPS.values()
        ],
        notes=[
            _(
                "What has been mended since counts as known in the year before, too, for facts of the person "
                "and the referral keep no history."
            )
        ],
    )


def _summary(counted: Sequence[Missing]) -> str:
    """How many gaps there are, and the widest of them."""
    open_gaps = [each for each in counted if each.unknown]
    if not open_gaps:
        return _("Everything that the figures read is known.")
    widest = max(open_gaps, key=lambda each: (each.share or 0, each.unknown))
    facts = {
        "count": number(len(open_gaps)),
        "all": number(len(counted)),
        "name": GAP_NAMES[widest.code],
        "unknown": number(widest.unknown),
        "n": number(widest.n),
        "share": in_words(widest.share, "percent"),
    }
    sentence = ngettext(
        "Of %(all)s facts, %(count)s is not known of everybody.",
        "Of %(all)s facts, %(count)s are not known of everybody.",
        len(open_gaps),
    )
    widest_words = _("Missing most: %(name)s, of %(unknown)s of %(n)s (%(share)s).")
    return f"{sentence % facts} {widest_words % facts}"


def _all_gaps(counted: Sequence[Missing]) -> Table:
    columns = [
        Column("unknown", _("Not known")),
        Column("n", "n"),
        Column("share", _("Share"), "percent"),
        Column("before", _("A year before"), "percent"),
        Column("affects", _("Figures"), "text"),
    ]
    rows = []
    for each in counted:
        values: dict[str, Value] = {
            "unknown": each.unknown,
            "n": each.n,
            "share": each.share,
            "before": each.share_before,
            "affects": ", ".join(each.affects),
        }
        empty = {key: NOBODY for key, value in values.items() if value is None}
        rows.append(Row(each.code, str(GAP_NAMES[each.code]), values, empty))
    return Table("missing", _("What is not known"), _("Fact"), columns, rows, people="rows", bars="share")


def _by_municipality(counted: Sequence[Missing], part: str, names: Names) -> Table:
    own = [each for each in counted if each.part == part]
    towns = [code for code, _count in own[0].by_municipality]
    of = {each.code: dict(each.by_municipality) for each in own}
    columns = [Column(each.code, str(GAP_NAMES[each.code])) for each in own]
    rows = [
        Row(
            town,
            group_name("municipality", town, names),
            {each.code: of[each.code][town] for each in own},
        )
        for town in towns
    ]
    head = str(BREAKDOWN_NAMES["municipality"])
    return Table(part, str(PART_NAMES[part]), head, columns, rows, people="cells")
