"""`{% transitions obj %}` shows what the viewer may do next, `{% whose_turn obj %}` whose turn it is."""

from __future__ import annotations

import secrets
from typing import Any

from django import template
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string

from audit.models import Event
from audit.selectors import last_event
from letters.numbers import whole_number
from ui.addresses import here_without
from workflow.forms import TransitionForm
from workflow.in_place import DONE
from workflow.registry import machine_named, machine_of
from workflow.steps import Step, leaves_time_to_change_mind, transition_of
from workflow.undo import can_undo, did_more, may_change_mind, mind_until

register = template.Library()


TONES = {"primary": 0, "danger": 1, "quiet": 1, "link": 2}


def acts_for(obj: models.Model, user: Any) -> list[dict[str, Any]]:
    """The acts open to `user` on `obj` now, the likeliest first: name, step, and whether the act asks first.

    Asks the policies and no form, so that a list of rows costs no query of its own.
    """
    machine = machine_of(obj)
    acts = []
    field: Any = obj._meta.get_field("state")
    for transition in field.get_all_transitions(type(obj)):
        declared: Step = transition.custom["step"]
        if transition.source != obj.state or not declared.on_page or not transition.has_perm(obj, user):  # type: ignore[attr-defined]
            continue
        if declared.fits is not None and not declared.fits(obj):
            continue
        if declared.waits_for and not import_string(declared.waits_for)(obj, user):
            continue
        form_class: type[TransitionForm] = import_string(declared.form)
        on_word = user.has_perm(f"programmes.on_word_{transition.name}_{machine.code}", obj)
        asks = form_class.asks_first(on_word=on_word) or bool(declared.said("effect", obj.state))  # type: ignore[attr-defined]
        acts.append(
            {
                "name": transition.name,
                "step": declared,
                "asks": asks,
                "label": declared.label_for(on_word=on_word, state=obj.state),  # type: ignore[attr-defined]
                "tone": str(declared.said("tone", obj.state)),  # type: ignore[attr-defined]
                "answer": on_word and declared.answer,
            }
        )
    declared_at = {name: place for place, name in enumerate(vars(type(obj)))}
    return sorted(acts, key=lambda act: (TONES[act["tone"]], declared_at.get(act["name"], 0)))


@register.inclusion_tag("workflow/transitions.html", takes_context=True)
def transitions(
    context: dict[str, Any],
    obj: models.Model,
    next_url: str = "",
    small: bool = False,
    limit: int | None = None,
    first: bool = True,
    place: str = "",
) -> dict[str, Any]:
    """Buttons for what the viewer may do with `obj` now; one that asks for something leads to its page.

    limit: at most so many, for a row of a list, and none that is said with a quiet link; the object's own
    page has them all.
    first: whether the first of them is what the page is for; False where another button of the page is.
    place: the key of the row of a list in which the act is done (`workflow.in_place`).
    """
    request = context["request"]
    acts = acts_for(obj, request.user)
    if limit is not None:
        acts = _nearest(acts)[:limit]
    return {
        "acts": acts,
        "object": obj,
        "machine": machine_of(obj),
        "next": next_url,
        "small": small,
        "first": first,
        "place": place,
        "token": secrets.token_urlsafe(24),
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }


def _nearest(acts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The acts for a row of a list: answers to record stand together; else none said with a quiet link."""
    answers = [act for act in acts if act["answer"]]
    said = [act for act in acts if act["tone"] != "link" and act not in answers]
    return answers + said if len(answers) > 1 else [act for act in acts if act["tone"] != "link"]


@register.inclusion_tag("workflow/undo.html", takes_context=True)
def undo_last(context: dict[str, Any], obj: models.Model | None = None) -> dict[str, Any]:
    """The button that takes back what the viewer has just done, with all that the same press did, where it
    can still be taken back.

    It stands on the page that the act leads to, and on the page of `obj` for days where one may change one's
    mind about its last act for days.
    """
    request = context["request"]
    event = context.get("event_made") or _just_made(request)
    row = obj if obj is not None and event is not None and event.is_about(obj) else _row_of(event, request)
    if event is None and obj is not None and leaves_time_to_change_mind(obj):
        row, event = obj, last_event(obj)
        event = event if event and may_change_mind(obj, event, request.user) else None
    if row is None or event is None or not can_undo(row, event, request.user):
        return {"event": None}
    return {
        "event": event,
        "object": row,
        "machine": machine_of(row),
        "next": "" if row == obj else _goes_on_at(context),
        "together": did_more(event),
        "csrf_token": context.get("csrf_token"),
        **_changed_mind(row, event, request.user),
    }


def _goes_on_at(context: dict[str, Any]) -> str:
    """The page that comes after the undo: the one with the list where the act was done in its row."""
    if context.get("event_made"):
        return str(context["here"])
    return here_without(context["request"], DONE)


def _just_made(request: HttpRequest) -> Event | None:
    """The act that led to this page, by its address."""
    number = whole_number(request.GET.get(DONE, ""))
    return None if number is None else Event.objects.filter(pk=number).first()


def _row_of(event: Event | None, request: HttpRequest) -> models.Model | None:
    """The row that the event is about, where the viewer sees it."""
    machine = machine_named(event.object_type) if event else None
    try:
        return machine.find(request.user, event.reference) if machine and event else None
    except Http404:
        return None


def _changed_mind(obj: models.Model, event: Event, user: Any) -> dict[str, Any]:
    """What the button of a changed mind says, to the person or to a worker on their word, and until when."""
    transition = transition_of(type(obj), event.verb.rpartition(".")[2])
    if transition is None or not may_change_mind(obj, event, user):
        return {}
    declared: Step = transition.custom["step"]
    on_word = user.has_perm(f"programmes.on_word_{transition.name}_{machine_of(obj).code}", obj)
    return {
        "label": declared.mind_on_word_label if on_word else declared.mind_label,
        "until": mind_until(event, declared),
    }


@register.simple_tag(takes_context=True)
def why_barred(context: dict[str, Any], obj: models.Model) -> str:
    """Why the viewer may not act on `obj` though others of their role may; empty when they may."""
    return machine_of(obj).barred(obj, context["request"].user)


@register.simple_tag(takes_context=True)
def turn_of(context: dict[str, Any], obj: models.Model) -> Any:
    """The Turn of `obj` in the viewer's words."""
    return machine_of(obj).turn(obj, context["request"].user)


@register.inclusion_tag("workflow/whose_turn.html", takes_context=True)
def whose_turn(context: dict[str, Any], obj: models.Model) -> dict[str, Any]:
    """The strip: whose turn it is, until when, and what happens if nobody acts."""
    return {"turn": machine_of(obj).turn(obj, context["request"].user)}


@register.simple_tag(takes_context=True)
def state_label(context: dict[str, Any], obj: models.Model) -> Any:
    """The state of `obj` in the viewer's words."""
    return machine_of(obj).state_label(obj, context["request"].user)
