"""An assessment as facts for its pages and papers, item by item as they may be shared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from programmes.assessments.codes import Basis, DecisionOutcome, Item, Party
from programmes.assessments.models import SharedItem, WorkAbilityAssessment
from ui.formats import day, plain_number

Facts = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Section:
    """One item that may be shared, by its name, as labels and values."""

    code: str
    title: str
    facts: Facts


def sections(row: WorkAbilityAssessment, items: Collection[str]) -> list[Section]:
    """What the assessment tells of the items, in their order; an item of which there is nothing says so."""
    told = {
        Item.CONTACT: _contact,
        Item.AIM: _aim,
        Item.QUESTION: lambda row: [(_("What is being found out"), row.question)],
        Item.STEPS: step_facts,
        Item.PLAN: _plan,
        Item.DECISIONS: decision_facts,
    }
    return [
        Section(item.value, str(item.label), told[item](row) or [(_("So far"), _("Nothing yet"))])
        for item in Item
        if item.value in items
    ]


def _contact(row: WorkAbilityAssessment) -> Facts:
    person = row.participation.participant
    return [(_("Name"), str(person)), (_("Telephone"), person.phone or _("Not told"))]


def _aim(row: WorkAbilityAssessment) -> Facts:
    time = row.participation
    hours = "–".join(plain_number(one) for one in (time.weekly_hours_min, time.weekly_hours_max) if one)
    hours = _("%(hours)s h a week") % {"hours": hours} if hours else ""
    return [(_("Wish about work"), time.aim or _("Not told")), (_("Hours that fit"), hours or _("Not told"))]


def _plan(row: WorkAbilityAssessment) -> Facts:
    if not row.plan:
        return []
    return [(_("What was agreed"), row.plan), (_("Looked at again"), day(row.review_on))]


def step_facts(row: WorkAbilityAssessment) -> Facts:
    """Each step: what, who, by when or when it was done."""
    return [
        (step.title, f"{step.who} · {_done(step.done_on) if step.done_on else _by(step.due_on)}")
        for step in row.steps.all()
    ]


def _done(on: Any) -> str:
    return _("done %(day)s") % {"day": day(on)}


def _by(on: Any) -> str:
    return _("by %(day)s") % {"day": day(on)}


def decision_facts(row: WorkAbilityAssessment) -> Facts:
    """Each application with what became of it."""
    return [(str(one), decision_words(one)) for one in row.decisions.all()]


def decision_words(one: Any) -> str:
    """When it was applied for, who decides, what was decided, until when one may appeal."""
    parts = [_("applied %(day)s") % {"day": day(one.applied_on)}, one.decided_by]
    if one.outcome != DecisionOutcome.PENDING:
        parts.append(f"{one.get_outcome_display()} {day(one.decided_on)}")
        if one.appeal_until:
            parts.append(_("appeal until %(day)s") % {"day": day(one.appeal_until)})
    else:
        parts.append(str(one.get_outcome_display()))
    return " · ".join(str(part) for part in parts)


def parties_words(row: WorkAbilityAssessment) -> str:
    """Who comes to the meeting."""
    names = dict(Party.choices)
    return ", ".join(str(names[one]) for one in row.parties if one in names)


def conclusion_facts(row: WorkAbilityAssessment) -> Facts:
    """In what it ended, and who acts next."""
    if row.concluded_on is None:
        return []
    return [
        (_("Conclusion"), str(row.solution or _("Not known"))),
        (_("In words"), row.conclusion),
        (_("Who acts next"), row.get_next_party_display()),
        (_("What they do"), row.next_what),
        (_("By when"), day(row.next_on)),
    ]


@dataclass(frozen=True)
class Line:
    """One line of the ledger as a page tells it."""

    row: SharedItem
    why: str
    until: str
    state: str
    tone: str


def ledger(row: WorkAbilityAssessment) -> list[Line]:
    """Who may read what, why, until when: what stands first."""
    lines = [_line(one) for one in row.shared.all()]
    return sorted(lines, key=lambda line: not line.row.stands)


def _line(one: SharedItem) -> Line:
    if one.ended_at is not None:
        state, tone = _("ended %(day)s") % {"day": day(one.ended_at)}, "quiet"
    elif one.stands:
        state, tone = _("may read"), "ok" if one.basis == Basis.CONSENT else "info"
    else:
        state, tone = _("over"), "quiet"
    return Line(one, str(one.get_basis_display()), day(one.valid_until), state, tone)
