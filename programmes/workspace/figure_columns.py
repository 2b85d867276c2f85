"""What the figures are counted from: the columns of each table, and the day from which a row is there.

Each column stands once, with the way to it and what it holds; one that a new figure needs is a line here.
`figures.py` reads them, `reports.frames` cuts them to a day.
"""

from __future__ import annotations

from dataclasses import dataclass

from programmes.columns import Column, Columns, Kind


@dataclass(frozen=True)
class TableColumns:
    """The columns of one table. `begins`: the column of the day from which a row is there, if it has one."""

    columns: Columns
    begins: str | None

    @property
    def events(self) -> list[str]:
        """The days that nobody knows before they come, but for the one that the row begins with."""
        named = (name for name, column in self.columns.items() if column.kind is Kind.EVENT)
        return [name for name in named if name != self.begins]


PARTICIPATIONS: Columns = {
    "participation_id": Column("pk", Kind.KEY),
    "participant": Column("participant_id", Kind.KEY),
    "municipality": Column("municipality_id", Kind.CODE),
    "birth_date": Column("participant__birth_date", Kind.DAY),
    "gender": Column("participant__gender", Kind.CODE),
    "language": Column("participant__language", Kind.CODE),
    "foreign_background": Column("participant__foreign_background", Kind.NUMBER),
    "partial_work_ability": Column("participant__partial_work_ability", Kind.NUMBER),
    "education_level": Column("participant__education_level", Kind.NUMBER),
    "unemployed_since": Column("unemployed_since", Kind.DAY),
    "benefit_days_at_referral": Column("benefit_days_at_referral", Kind.NUMBER),
    "labour_status_at_referral": Column("labour_status_at_referral", Kind.CODE),
    "referred_on": Column("referred_on", Kind.EVENT),
    "plan_made_on": Column("plan_made_on", Kind.EVENT),
    "accepted_on": Column("accepted_on", Kind.EVENT),
    "started_on": Column("started_on", Kind.EVENT),
    "ended_on": Column("ended_on", Kind.EVENT),
    "withdrawn_on": Column("withdrawn_on", Kind.EVENT),
    "returned_on": Column("returned_on", Kind.EVENT),
    "referred_again_on": Column("referred_again_on", Kind.EVENT),
    "exit_status": Column("exit_status", Kind.CODE),
    "exit_class": Column("exit_class", Kind.CODE),
    "reason": Column("reason_id", Kind.NUMBER),
}
PLACEMENTS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "programme_type": Column("programme_type__code", Kind.CODE),
    "vacancy": Column("vacancy_id", Kind.NUMBER),
    "intake": Column("intake_id", Kind.NUMBER),
    "offered_on": Column("offered_on", Kind.EVENT),
    "alternatives_shown": Column("alternatives_shown", Kind.NUMBER),
    "wanted_on": Column("wanted_on", Kind.EVENT),
    "accepted_on": Column("accepted_on", Kind.EVENT),
    "declined_on": Column("declined_on", Kind.EVENT),
    "refused_on": Column("refused_on", Kind.EVENT),
    "released_on": Column("released_on", Kind.EVENT),
    "agreed_on": Column("agreed_on", Kind.EVENT),
    "starts_on": Column("starts_on", Kind.DAY),
    "ends_on": Column("ends_on", Kind.DAY),
    "ended_on": Column("ended_on", Kind.EVENT),
    "end_kind": Column("end_kind", Kind.CODE),
    "cancelled_on": Column("cancelled_on", Kind.EVENT),
}
NEXT_STEPS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "exists_from": Column("exists_from", Kind.EVENT),
    "due_on": Column("due_on", Kind.DAY),
    "done_on": Column("done_on", Kind.EVENT),
}
HOLDS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "from_on": Column("from_on", Kind.EVENT),
    "until_on": Column("until_on", Kind.DAY),
}

REVIEWS: Columns = {
    "participation_id": Column("placement__participation_id", Kind.KEY),
    "held_on": Column("held_on", Kind.EVENT),
}
ADJUSTMENTS: Columns = {
    "participation_id": Column("placement__participation_id", Kind.KEY),
    "requested_on": Column("requested_on", Kind.EVENT),
    "done_on": Column("done_on", Kind.EVENT),
}
FOLLOW_UPS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "months": Column("months", Kind.NUMBER),
    "answered_on": Column("answered_on", Kind.EVENT),
    "status": Column("status", Kind.CODE),
}
STATUS_CHANGES: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "on": Column("on", Kind.EVENT),
    "status": Column("status", Kind.CODE),
}
VACANCIES: Columns = {
    "vacancy": Column("pk", Kind.KEY),
    "municipality": Column("municipality_id", Kind.CODE),
    "seats": Column("seats", Kind.NUMBER),
    "adjustments": Column("adjustments", Kind.CODES),
    "opened_on": Column("opened_on", Kind.EVENT),
    "closed_on": Column("closed_on", Kind.EVENT),
    "valid_until": Column("valid_until", Kind.DAY),
}
VACANCY_PAUSES: Columns = {
    "vacancy": Column("vacancy_id", Kind.KEY),
    "from_on": Column("from_on", Kind.EVENT),
    "until_on": Column("until_on", Kind.DAY),
}
INTAKES: Columns = {
    "intake": Column("pk", Kind.KEY),
    "municipality": Column("municipality_id", Kind.CODE),
    "seats": Column("seats", Kind.NUMBER),
    "ends_on": Column("ends_on", Kind.DAY),
}
FEEDBACK: Columns = {
    "municipality": Column("municipality_id", Kind.CODE),
    "kind": Column("kind", Kind.CODE),
    "given_on": Column("given_on", Kind.EVENT),
    "score": Column("score", Kind.NUMBER),
    "answered_on": Column("answered_on", Kind.EVENT),
}
COMPLAINTS: Columns = {
    "municipality": Column("municipality_id", Kind.CODE),
    "received_on": Column("received_on", Kind.EVENT),
    "answered_on": Column("first_answered_on", Kind.EVENT),
}
CORRECTIONS: Columns = {
    "municipality": Column("participation__municipality_id", Kind.CODE),
    "received_on": Column("sent_on", Kind.EVENT),
    "answered_on": Column("answered_on", Kind.EVENT),
    "status": Column("status", Kind.CODE),
}
EURA_RECORDS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "kind": Column("kind", Kind.CODE),
    "state": Column("state", Kind.CODE),
    "on": Column("on", Kind.EVENT),
}

SAID: Columns = {
    "participation_id": Column("pk", Kind.KEY),
    "hours_least": Column("weekly_hours_min", Kind.NUMBER),
    "hours_most": Column("weekly_hours_max", Kind.NUMBER),
    "travel_km": Column("participant__work_profile__travel_km", Kind.NUMBER),
}
OFFERS: Columns = {
    "participation_id": Column("participation_id", Kind.KEY),
    "offered_on": Column("offered_on", Kind.EVENT),
    "vacancy_in": Column("vacancy__municipality_id", Kind.CODE),
    "vacancy_least": Column("vacancy__weekly_hours_min", Kind.NUMBER),
    "vacancy_most": Column("vacancy__weekly_hours_max", Kind.NUMBER),
    "group_in": Column("intake__municipality_id", Kind.CODE),
    "group_least": Column("intake__programme__weekly_hours_min", Kind.NUMBER),
    "group_most": Column("intake__programme__weekly_hours_max", Kind.NUMBER),
}

TABLES = {
    "participations": TableColumns(PARTICIPATIONS, "referred_on"),
    "placements": TableColumns(PLACEMENTS, "offered_on"),
    "next_steps": TableColumns(NEXT_STEPS, "exists_from"),
    "holds": TableColumns(HOLDS, "from_on"),
    "reviews": TableColumns(REVIEWS, "held_on"),
    "adjustments": TableColumns(ADJUSTMENTS, "requested_on"),
    "follow_ups": TableColumns(FOLLOW_UPS, "answered_on"),
    "status_changes": TableColumns(STATUS_CHANGES, "on"),
    "vacancies": TableColumns(VACANCIES, "opened_on"),
    "vacancy_pauses": TableColumns(VACANCY_PAUSES, "from_on"),
    "intakes": TableColumns(INTAKES, None),
    "feedback": TableColumns(FEEDBACK, "given_on"),
    "complaints": TableColumns(COMPLAINTS, "received_on"),
    "corrections": TableColumns(CORRECTIONS, "received_on"),
}
"""By the name of its frame. What has a `participation_id` hangs on a participation."""

BESIDE = {
    "eura_records": TableColumns(EURA_RECORDS, "on"),
    "said": TableColumns(SAID, None),
    "offers": TableColumns(OFFERS, "offered_on"),
}
"""Tables that no indicator reads: read where they are asked for. What people have said (`said`) and the hours
of places stand as they are now."""

ALL_TABLES = TABLES | BESIDE
