"""The right to work as a document: a summary on one page, the groups, and how everything is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Table

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import WIDTH, build
from programmes.documents.pdf.flowables import Heading, TaggedFigure, TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from programmes.documents.pdf.wordmark import wordmark
from reports.charts import bar_chart, trend_line
from reports.indicators import HEADLINE, INDICATORS
from reports.indicators.registry import Indicator
from reports.models import Edition
from reports.pages import MapView
from reports.pdf.beside import beside_the_figures
from reports.pdf.drawings import vectors
from reports.pdf.map import map_vectors
from reports.pdf.parts import cell, closing, grid, number_cell, small, standing_words
from reports.presentation import (
    bars_of,
    is_flagged,
    ratio_words,
    summary_sentence,
    told_first,
    trend_points,
    trend_sentence,
)
from reports.right_to_work import RightToWork
from reports.words import (
    BREAKDOWN_NAMES,
    direction_words,
    goal_words,
    group_name,
    period_name,
    value_words,
)
from ui.formats import number

Names = Mapping[str, Mapping[str, str]]
MAP_HEIGHT, TREND_HEIGHT = 155.0, 120.0
TITLE = ParagraphStyle("board-title", parent=styles.TITLE, fontSize=19.5, leading=24)


def right_to_work_pdf(
    report: RightToWork,
    *,
    scope_name: str,
    names: Names,
    made_at: datetime,
    sources: Sequence[str],
    municipalities: MapView | None = None,
    edition: Edition | None = None,
) -> bytes:
    """The report as a tagged PDF in the language that is active; the map is left out where there is none.

    edition: what is published of the period, if anything is.
    """
    register_fonts()
    title = _("Right to work: offer within 90 days")
    area = scope_name or _("The whole employment area")
    facts = [period_name(report.period), area]
    story = [
        wordmark(),
        Heading(title, TITLE, 1),
        small(" · ".join(facts)),
        small(standing_words(edition)),
        *_summary(report, municipalities),
        PageBreak(),
        *_groups(report, names),
        *_method(report),
        *closing(sources, made_at),
    ]
    return build(
        story,
        title=f"{title}, {facts[0]}",
        language=(get_language() or "fi").split("-")[0],
        author="Välityö",
        foot=" · ".join([title, *facts]),
        page_words=_("Page %(page)s of %(pages)s"),
        link_word=_("Link"),
    )


def _summary(report: RightToWork, municipalities: MapView | None) -> list[Flowable]:
    headline = report.headline
    trend = trend_line(
        trend_points(report), trend_sentence(report), goal=headline.goal, width=480, height=TREND_HEIGHT
    )
    return [
        TaggedParagraph(
            _(
                "Public authorities must promote employment and work towards guaranteeing for everyone "
                "the right to work (Constitution, section 18). This report tells how that duty is carried "
                "out."
            ),
            styles.LEAD,
        ),
        TaggedParagraph(value_words(headline.value, "percent"), styles.BIG_FIGURE),
        TaggedParagraph(summary_sentence(report), styles.LEAD),
        *(TaggedParagraph(f"– {one.words}", styles.BODY) for one in told_first(report)),
        Heading(_("Quarter by quarter"), styles.HEADING_2, 2),
        TaggedFigure(vectors(trend, width=WIDTH), trend.title),
        small(_("Dashed line: the goal. Each point is a quarter of the year.")),
        *(_map(municipalities) if municipalities else []),
        PageBreak(),
        Heading(_("All figures"), styles.HEADING_2, 2),
        _key_figures(report),
        *beside_the_figures(report.beside),
    ]


def _map(view: MapView) -> list[Flowable]:
    """The municipalities in tones; nothing where no outline is known."""
    if not any(shape.path for shape in view.shapes):
        return []
    words = ", ".join(f"{shape.name} {shape.value_label}" for shape in view.shapes)
    alt = _("Map. %(groups)s") % {"groups": words}
    return [
        Heading(_("By municipality"), styles.HEADING_2, 2),
        TaggedFigure(map_vectors(view, height=MAP_HEIGHT), alt),
        small(_("Darker: a larger share. A dash: nobody's time ran out in the period.")),
    ]


def _key_figures(report: RightToWork) -> Table:
    head = [_("Figure"), _("Value"), _("Goal"), _("A year before"), "n", _("Not known")]
    rows = [
        [
            cell(f"{figure.definition.name} ({figure.indicator})", bold=figure.indicator == HEADLINE),
            number_cell(value_words(figure.value, figure.definition.unit), bold=True),
            number_cell(goal_words(figure) or "–"),
            number_cell(value_words(figure.previous, figure.definition.unit)),
            number_cell(number(figure.n)),
            number_cell(number(figure.unknown)),
        ]
        for figure in [report.headline, *report.others]
    ]
    return grid(head, rows, summary=_("All figures"), shares=(0.42, 0.13, 0.12, 0.13, 0.1, 0.1))


def _groups(report: RightToWork, names: Names) -> list[Flowable]:
    """Each breakdown of the headline: the first as a chart and a table, the others as tables."""
    story: list[Flowable] = []
    for place, by in enumerate(report.breakdowns):
        title = f"{INDICATORS[HEADLINE].name}: {str(BREAKDOWN_NAMES[by]).lower()}"
        heading = Heading(title, styles.HEADING_2, 2)
        table = _group_table(report, by, names, title)
        if place:
            story.append(KeepTogether([heading, table]))
            continue
        chart = bar_chart(bars_of(report.groups(HEADLINE, by), by, names), title, width=480)
        goal = goal_words(report.headline)
        note = _("The upright line is the goal %(goal)s.") % {"goal": goal} if goal else ""
        story += [
            heading,
            TaggedFigure(vectors(chart, width=WIDTH), _alt(report, by, names)),
            small(note),
            table,
        ]
    return story


def _group_table(report: RightToWork, by: str, names: Names, title: str) -> Table:
    ratios = {each.group: each for each in report.groups("O5", by)}
    head = [
        BREAKDOWN_NAMES[by],
        _("Had an offer"),
        "n",
        _("Share"),
        _("Goal"),
        _("A year before"),
        _("Equality ratio"),
    ]
    rows = [
        [
            cell(group_name(by, str(figure.group), names)),
            number_cell(number(figure.k)),
            number_cell(number(figure.n)),
            number_cell(value_words(figure.value, "percent"), bold=True),
            number_cell(goal_words(figure) or "–"),
            number_cell(value_words(figure.previous, "percent")),
            number_cell(ratio_words(ratios.get(figure.group)), bold=is_flagged(ratios.get(figure.group))),
        ]
        for figure in report.groups(HEADLINE, by)
    ]
    return grid(head, rows, summary=title, shares=(0.27, 0.12, 0.07, 0.11, 0.095, 0.115, 0.22))


def _method(report: RightToWork) -> list[Flowable]:
    """How each figure is counted, from a new page: with the sources after it, one sheet."""
    counted = {figure.indicator for figure in report.figures}
    head = [_("Figure"), _("How it is counted"), _("Legal basis and version")]
    rows = [_method_row(each) for each in INDICATORS.values() if each.id in counted]
    title = _("How the figures are counted")
    return [
        PageBreak(),
        Heading(title, styles.HEADING_2, 2),
        TaggedParagraph(
            _(
                "A participation belongs to the period in which its time ran out, so that none is counted "
                "before it could succeed. Groups are taken on the referral day. What is not known is never "
                "a success or a failure: it stays in n and is told apart."
            ),
            styles.BODY,
        ),
        tagged_table(
            [[TaggedParagraph(words, styles.CELL_HEAD) for words in head], *rows],
            summary=title,
            widths=[share * WIDTH for share in (0.068, 0.672, 0.26)],
            style=styles.TABLE,
        ),
    ]


def _method_row(indicator: Indicator) -> list[TaggedParagraph]:
    facts = [
        str(indicator.legal),
        direction_words(indicator.direction),
        _("Version %(version)s") % {"version": indicator.version},
    ]
    return [
        cell(indicator.id, bold=True),
        cell(f"<b>{indicator.name}.</b> {indicator.definition}"),
        cell(" · ".join(facts)),
    ]


def _alt(report: RightToWork, by: str, names: Names) -> str:
    """The bar chart in words: each group with its share."""
    shares = [
        f"{group_name(by, str(figure.group), names)} {value_words(figure.value, 'percent')}"
        for figure in report.groups(HEADLINE, by)
    ]
    return _("Bar chart. %(groups)s") % {"groups": ", ".join(shares)}
