"""participations.csv: each person's time in the service, with the next step that was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext, override

from audit.many import insert, maker
from programmes.exchange.checks import at_most_one, in_order, needs
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.run import Draft, Run, in_chunks
from programmes.exchange.values import any_day, code_in, listed_code, past_day, text, text_of, whole
from programmes.participants.codes import ExitClass, ExitStatus, LabourStatus
from programmes.participants.models import NextStep, Participation
from programmes.participants.states import OPEN
from programmes.participants.states import ParticipationState as State
from programmes.participants.steps import tell_last_day
from workflow.kept import changed as values_changed
from workflow.kept import values_of

MOST_BENEFIT_DAYS = 100_000
STEP = NextStep._meta.label_lower
SECOND_OPEN = "a second open time in the service: the same person has one that is not over"

# The first day that is there tells the state (interface.md, "State").
STATE_BY_DAY = (
    ("ended_on", State.ENDED),
    ("withdrawn_on", State.WITHDRAWN),
    ("returned_on", State.RETURNED),
    ("started_on", State.ACTIVE),
    ("accepted_on", State.WAITING),
    ("referred_on", State.REFERRED),
)


class Participations(BundleFile):
    """One participation a row; its municipality is that of the referral day, wherever the person moves."""

    name = "participations"
    model = Participation
    machine = "participation"
    columns = (
        Column("external_id", text(120), required=True),
        Column("participant_id", text(120), required=True),
        Column("referred_on", past_day, required=True, field="referred_on"),
        *(
            Column(name, past_day, field=name)
            for name in (
                "accepted_on",
                "plan_made_on",
                "started_on",
                "ended_on",
                "withdrawn_on",
                "returned_on",
            )
        ),
        Column("municipality_code_at_referral", listed_code("municipalities", digits=3)),
        Column("unemployed_since", past_day, field="unemployed_since"),
        Column("benefit_days_at_referral", whole(0, MOST_BENEFIT_DAYS), field="benefit_days_at_referral"),
        Column(
            "labour_status_at_referral",
            code_in(LabourStatus.values),
            field="labour_status_at_referral",
            empty=LabourStatus.UNKNOWN.value,
        ),
        Column("exit_status", code_in(ExitStatus.values), field="exit_status", empty=""),
        Column("exit_class", code_in(ExitClass.values), field="exit_class", empty=""),
        Column("coordinator_email", text(254), empty=""),
        Column("next_step", text_of(NextStep, "what"), empty=""),
        Column("next_step_due_on", any_day),
    )
    parents = (Parent("participant_id", "participants", "participant", facts=("municipality_id",)),)
    derived = ("municipality_id", "coordinator_id", "state", "state_since", "due_on")
    asked = ("participant_id", "referred_on", "ended_on", "state")

    def check(self, values: Values, run: Run) -> Iterator[str]:
        yield from in_order(values, "referred_on", "accepted_on", "started_on", "ended_on")
        for later in ("plan_made_on", "withdrawn_on", "returned_on"):
            yield from in_order(values, "referred_on", later)
        yield from at_most_one(values, "ended_on", "withdrawn_on", "returned_on")
        yield from needs(values, "started_on", "accepted_on")
        yield from needs(values, "ended_on", "started_on")

    def screen(self, drafts: Sequence[Draft], run: Run) -> None:
        one_open_each(drafts, run)

    def warn(self, drafts: Sequence[Draft], run: Run) -> None:
        for draft in drafts:
            email = draft.values.get("coordinator_email")
            if email and email.lower() not in run.known.coordinators:
                run.warn(self.name, draft, f"unknown coordinator {email}: imported unassigned")
            if draft.values.get("next_step") and not draft.values.get("next_step_due_on"):
                run.warn(self.name, draft, "a next step without its day is left out")

    def derive(self, obj: Participation, values: Values, run: Run) -> None:
        told = values.get("municipality_code_at_referral")
        if told or obj.pk is None:
            obj.municipality_id = told or values["participant"].municipality_id
        if obj.pk is None:
            obj.last_step_on = values.get("next_step_due_on")
        if "coordinator_email" in values:
            obj.coordinator_id = run.known.coordinators.get(values["coordinator_email"].lower())
        day, state = state_by_day(values)
        run.stand("participation", obj, state, values[day])

    def follow(self, drafts: Sequence[Draft], run: Run) -> None:
        """Each participation has the next step that its row tells; without the columns it stays as it is."""
        told = [draft for draft in drafts if "next_step_due_on" in draft.values]
        updated = [draft.obj.pk for draft in told if not draft.is_new]
        standing = _open_steps(updated)
        with override(settings.LANGUAGE_CODE):
            unnamed = gettext("Next step")
        fresh, changed = [], []
        make = maker(NextStep)
        for draft in told:
            step = standing.get(draft.obj.pk)
            before = values_of(step) if step else {}
            if draft.values["next_step_due_on"] is None:  # said in so many words: there is none
                if step is not None:
                    step.done_on = run.today
                    changed.append((draft, step, before))
            elif step is None:
                fresh.append((draft, _told(draft, make(), unnamed)))
            else:
                changed.append((draft, _told(draft, step, unnamed), before))
        insert(step for _draft, step in fresh)
        for draft, step in fresh:
            draft.made.append([STEP, step.pk])
        for draft, step, before in changed:
            draft.changed.append([STEP, step.pk, values_changed(step, before)])
        for chunk in in_chunks(step for _draft, step, _before in changed):
            NextStep.objects.bulk_update(chunk, ["what", "due_on", "exists_from", "done_on"])
        tell_last_day([draft.obj.pk for draft in told if not draft.is_new])


def state_by_day(values: Values) -> tuple[str, State]:
    """The day that tells the state, and the state."""
    return next((name, state) for name, state in STATE_BY_DAY if values.get(name))


def one_open_each(drafts: Sequence[Draft], run: Run) -> None:
    """Nobody has two times in the service open at once, as in the service itself: the later row yields.

    What stands unchanged comes first, then changes of what stands, then new rows in the order of the file.
    """
    moving = [draft for draft in drafts if draft.fits and not draft.same]
    people = {draft.values["participant"].pk for draft in moving}
    changing = {draft.obj.pk for draft in moving if not draft.is_new}
    names = ("pk", "participant_id", "state")
    rows = run.rows(Participation, people, *names, by="participant_id")
    taken = {person for pk, person, state in rows if state in OPEN and pk not in changing}
    for draft in sorted(moving, key=lambda draft: draft.is_new):
        person = draft.values["participant"].pk
        if state_by_day(draft.values)[1] not in OPEN:
            continue
        if person in taken:
            draft.problems.append(SECOND_OPEN)
        taken.add(person)


def _open_steps(participations: Sequence[int]) -> dict[int, NextStep]:
    """By participation, its first step that is not done."""
    steps: dict[int, NextStep] = {}
    for chunk in in_chunks(participations):
        for step in NextStep.objects.filter(participation__in=chunk, done_on=None).order_by("-id"):
            steps[step.participation_id] = step
    return steps


def _told(draft: Draft, step: NextStep, unnamed: str) -> NextStep:
    """The step says what the row says; an imported one exists from the referral (indicators.md, W1)."""
    step.participation = draft.obj
    step.what = draft.values.get("next_step") or step.what or unnamed
    step.due_on = draft.values["next_step_due_on"]
    step.exists_from = draft.obj.referred_on
    step.owner_id = step.owner_id or draft.obj.coordinator_id
    return step
