"""What a transition declares beside its method: label, form, past tense, how it is told, whether undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django_fsm import ANY_STATE, Transition

Text = str | Promise


@dataclass(frozen=True)
class Step:
    """How one transition is shown and recorded.

    past: the event verb, "accepted" in `placement.accepted`. told: the event in a line of what has happened;
    mark: its icon and tone there; day: the column that keeps the day of the act.
    on_word_label: what the button says to a worker who records another's word.
    mind_days: for so many days whoever may do the act may take it back, not only who did it and for a day.
    mind_label, mind_on_word_label: what the button says then.
    unattended: the service does it by itself too, on its day or by a signed link; then nobody is the actor.
    answer: asked of another; a worker who records it on their word finds the no as near as the yes.
    fits: tells of a row for which the act makes no sense at all; its button is left out.
    otherwise: by state, the label, tone, effect and words after the act where they are not as elsewhere.
    waits_for: the dotted name of what tells of a row and a person whether the act still waits for them; if
    not, no button.
    """

    label: Text
    past: str
    told: Text
    mark: tuple[str, str] = ("dot", "quiet")
    day: str = ""
    form: str = "workflow.forms.TransitionForm"
    effect: Text = ""
    done: Text = ""
    record: tuple[str, ...] = ()
    undo: bool = False
    mind_days: int = 0
    mind_label: Text = ""
    mind_on_word_label: Text = ""
    tone: str = "primary"
    on_page: bool = True
    unattended: bool = False
    answer: bool = False
    on_word_label: Text = ""
    fits: Callable[[Any], bool] | None = None
    waits_for: str = ""
    otherwise: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)

    def label_for(self, *, on_word: bool, state: str = "") -> Text:
        """What the button says: in the first person, or to a worker who records another's word."""
        if on_word and self.on_word_label:
            return self.on_word_label
        return self.said("label", state)

    def said(self, what: str, state: str) -> Text:
        """The label, tone, effect or words after the act, as they are in the state."""
        told: Text = self.otherwise.get(state, {}).get(what, getattr(self, what))
        return told


def step(label: Text, past: str, told: Text, **details: Any) -> dict[str, Any]:
    """The `custom=` of a transition: no act without its words."""
    return {"step": Step(label=label, past=past, told=told, **details)}


def guard(message: Text) -> Callable[[Callable[[Any], bool]], Callable[[Any], bool]]:
    """Marks a condition with the words a person reads when it does not hold."""

    def mark(condition: Callable[[Any], bool]) -> Callable[[Any], bool]:
        condition.message = message  # type: ignore[attr-defined]
        return condition

    return mark


@cache
def transitions_of(model: type[models.Model]) -> dict[str, list[Transition]]:
    """Every transition of the model by name, one entry per source state."""
    found: dict[str, list[Transition]] = {}
    state: Any = model._meta.get_field("state")
    for transition in state.get_all_transitions(model):
        found.setdefault(transition.name, []).append(transition)
    return found


def conditions_of(obj: models.Model, name: str) -> list[Callable[[Any], bool]]:
    """The guards of the transition from the state that the row is in."""
    state = obj.state  # type: ignore[attr-defined]
    found = (each for each in transitions_of(type(obj))[name] if each.source in {state, ANY_STATE})
    return list(next(found).conditions)


def step_of(model: type[models.Model], name: str) -> Step:
    """What the transition `name` of the model declares."""
    declared: Step = transitions_of(model)[name][0].custom["step"]
    return declared


def transition_of(model: type[models.Model], past: str) -> Transition | None:
    """The transition whose event is named by `past`; None where the model has none."""
    for found in transitions_of(model).values():
        if found[0].custom["step"].past == past:
            return found[0]
    return None


def leaves_time_to_change_mind(obj: models.Model) -> bool:
    """Whether `obj` stands in a state that an act with days to change one's mind has led to."""
    return any(
        found[0].target == obj.state and found[0].custom["step"].mind_days  # type: ignore[attr-defined]
        for found in transitions_of(type(obj)).values()
    )
