"""One view for every transition of every machine, and one for taking the last one back."""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views import View
from django_fsm import can_proceed

from audit.models import Event
from audit.selectors import event_with_token
from typed.sent import token_sent
from ui.addresses import SeeOther, own_address
from ui.rows import field_ids
from workflow.errors import CannotUndo, OutOfTurn, OwnInterest
from workflow.forms import TransitionForm
from workflow.in_place import DONE, move_on, show
from workflow.registry import Machine, above, machine_of, machines
from workflow.services import service_of
from workflow.steps import Step, step_of, transitions_of
from workflow.undo import TakenBack, can_undo, first_act, undo


def find(request: HttpRequest, code: str, reference: str) -> tuple[Machine, models.Model]:
    """The machine and its row in the viewer's scope; 404 when there is none."""
    machine = machines().get(code)
    if machine is None:
        raise Http404
    return machine, machine.find(request.user, reference)


def _elsewhere(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Where it is told what became of a row that has left the viewer's scope; 404 when nowhere."""
    machine = machines().get(code)
    address = machine.elsewhere(request.user, reference) if machine else ""
    if not address:
        raise Http404
    return SeeOther(address)


def _refuse(machine: Machine, obj: models.Model, user: Any) -> NoReturn:
    """403, with the reason where others of the same role may act."""
    words = machine.barred(obj, user)
    raise OwnInterest(words) if words else PermissionDenied


class TransitionView(View):
    """Shows what a transition asks (GET) and runs it (POST)."""

    http_method_names = ["get", "post", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: str) -> HttpResponse:
        try:
            self.machine, self.obj = find(request, kwargs["machine"], kwargs["reference"])
        except Http404:
            return _elsewhere(request, kwargs["machine"], kwargs["reference"])
        self.name = kwargs["transition"]
        found = transitions_of(self.machine.model).get(self.name)
        if not found:
            raise Http404
        if not found[0].has_perm(self.obj, request.user):
            _refuse(self.machine, self.obj, request.user)
        self.step: Step = step_of(self.machine.model, self.name)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not self._in_turn():
            return self._someone_was_here(OutOfTurn(self.obj, None), None)
        form = self._form(initial={"next": request.GET.get("next", "")})
        return self._nothing_left(form) if form.done_already else self._page(form)

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        known = event_with_token(token_sent(request))
        if known is not None and known.is_about(self.obj):
            return redirect(self._target(), permanent=False, preserve_request=False)
        self.before = self.obj.state  # type: ignore[attr-defined]
        form = self._form(data=request.POST, files=request.FILES)
        if not self._in_turn():
            return self._someone_was_here(OutOfTurn(self.obj, None), form)
        if form.done_already:
            return self._nothing_left(form)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            service_of(self.machine, self.name)(self.obj, by=request.user, **form.fields_for_service())
        except OutOfTurn as stop:
            return self._someone_was_here(stop, form)
        except ValidationError as refused:
            add_errors(form, refused)
            return self._page(form, status=422)
        return self._done(request)

    def _nothing_left(self, form: TransitionForm) -> HttpResponse:
        messages.info(self.request, form.done_already)
        return redirect(self._target(), permanent=False, preserve_request=False)

    def _in_turn(self) -> bool:
        return can_proceed(getattr(self.obj, self.name), check_conditions=False)

    def _form(self, **kwargs: Any) -> TransitionForm:
        form_class: type[TransitionForm] = import_string(self.step.form)
        kwargs |= field_ids(self.request)
        return form_class(obj=self.obj, user=self.request.user, on_word=self._on_word(), **kwargs)

    def _on_word(self) -> bool:
        """Whether the viewer would act on another's word."""
        act = f"programmes.on_word_{self.name}_{self.machine.code}"
        return bool(self.request.user.has_perm(act, self.obj))  # type: ignore[union-attr]

    def _target(self) -> str:
        wanted = own_address(self.request, self.request.POST.get("next", ""))
        return wanted or self.machine.url(self.obj, self.request.user)

    def _looked(self) -> None:
        """Whoever opened the page of the act has looked at the person it is about."""
        self.machine.looked_at(self.obj, self.request.user, self.request.active_role)  # type: ignore[attr-defined]

    def _page(self, form: TransitionForm, status: int = 200) -> HttpResponse:
        self._looked()
        extra = self.machine.context(self.obj, self.request.user, self.name) if self.machine.context else {}
        page = {
            "form": form,
            "step": self.step,
            "effect": self.step.said("effect", self.obj.state),  # type: ignore[attr-defined]
            "tone": self.step.said("tone", self.obj.state),  # type: ignore[attr-defined]
            "label": self.step.label_for(on_word=self._on_word(), state=self.obj.state),  # type: ignore[attr-defined]
            "object": self.obj,
            "machine": self.machine,
            "title": self.machine.title(self.obj, self.request.user),
            "back": self.machine.url(self.obj, self.request.user),
        }
        return show(self.request, "workflow/transition.html", page | extra, status=status)

    def _someone_was_here(self, stop: OutOfTurn, form: TransitionForm | None) -> HttpResponse:
        from audit.selectors import last_event  # noqa: PLC0415 - only the rare page asks

        event = stop.event or last_event(self.obj)
        self._looked()
        page = {
            "object": self.obj,
            "machine": self.machine,
            "event": event,
            "by_self": event is not None and event.actor_id == self.request.user.pk,  # type: ignore[attr-defined]
            "name": self.machine.actor(self.obj, event.actor if event else None, self.request.user),
            "state": self.machine.state_label(self.obj, self.request.user),
            "title": self.machine.title(self.obj, self.request.user),
            "back": self.machine.url(self.obj, self.request.user),
            "typed": typed(form),
        }
        return show(self.request, "workflow/someone_was_here.html", page, status=409)

    def _done(self, request: HttpRequest) -> HttpResponse:
        from audit.selectors import last_event  # noqa: PLC0415 - keeps the read beside its one use

        text = str(self.step.said("done", self.before) or _("Done: %(act)s.") % {"act": self.step.label})
        if self._on_word():
            text = _("Recorded on their word.")
        messages.success(request, text)
        event = last_event(self.obj)
        if event is not None and (more := self.machine.aftermath(self.obj, event)):
            messages.info(request, more)
        target = self._target()
        if event is not None and can_undo(self.obj, event, request.user):  # type: ignore[arg-type]
            target = with_undo(target, event)
        return move_on(request, target)


def with_undo(address: str, event: Event | None) -> str:
    """The address of a page that offers to take the event back, with all that the same press did."""
    done = first_act(event.group) or event if event else None
    return f"{address}{'&' if '?' in address else '?'}{urlencode({DONE: done.pk})}" if done else address


class UndoView(View):
    """Takes the last act on a row back, with all that the same press did."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, machine: str, reference: str, event: int) -> HttpResponse:
        back = own_address(request, request.POST.get("next", ""))
        try:
            found, obj = find(request, machine, reference)
        except Http404:
            if back and _was_taken_back(request, event):
                messages.info(request, _("This has been taken back already."))
                return SeeOther(back)
            return _elsewhere(request, machine, reference)
        row = Event.objects.filter(pk=event, object_id=obj.pk, object_type=obj._meta.model_name).first()
        if row is None:
            raise Http404
        try:
            done = undo(obj, row, by=request.user, reason=request.POST.get("reason", ""))  # type: ignore[arg-type]
            _tell(request, done, corrected=found.corrections(done.events))
        except CannotUndo as stop:
            messages.warning(request, _refusal(stop, obj, request.user))
        target = back or _page_of(obj, request.user)
        return SeeOther(target)


def _tell(request: HttpRequest, done: TakenBack, *, corrected: int) -> None:
    """What the undo did, and what it left as it was."""
    gone = _("Taken back. A message of it had gone already: a correction follows it.")
    messages.success(request, gone if corrected else _("Taken back. No message of it had gone."))
    for row in done.left:
        left = _("There is no place for this now, it stays as it is: %(what)s")
        messages.info(request, left % {"what": title_for(row, request.user)})


def _page_of(obj: models.Model, user: Any) -> str:
    """The object's page; where an undo has taken it away, the page of what it hung on."""
    row = obj
    if not type(obj)._base_manager.filter(pk=obj.pk).exists():
        _name, kind, key = above(obj)[-1]
        row = kind._base_manager.get(pk=key)
    return machine_of(row).url(row, user)


def _was_taken_back(request: HttpRequest, event: int) -> bool:
    """Whether the viewer has taken the event back: pressed twice."""
    return Event.objects.filter(undoes=event, actor=request.user).exists()


def _refusal(stop: CannotUndo, obj: models.Model, user: Any) -> str:
    """Why it cannot be taken back; where another row than the pressed one stops it, which one."""
    if stop.row is None or stop.row == obj:
        return _("This can no longer be taken back: %(why)s.") % {"why": stop.why}
    told = {"what": title_for(stop.row, user), "why": stop.why}
    return _("Nothing was taken back. %(what)s: %(why)s.") % told


def title_for(row: models.Model, user: Any) -> str:
    """What the row is called, to whom may see it; to others no more than that there is one."""
    machine = machine_of(row)
    try:
        return machine.title(machine.find(user, row.reference), user)  # type: ignore[attr-defined]
    except Http404:
        return _("Something that came with it")


def add_errors(form: TransitionForm, refused: ValidationError) -> None:
    """The words of `refused` stand at their fields, the others on top of the form."""
    if hasattr(refused, "error_dict"):
        for field, errors in refused.error_dict.items():
            for error in errors:
                form.add_error(field if field in form.fields else None, error)
    else:
        form.add_error(None, refused)


def typed(form: TransitionForm | None) -> list[tuple[str, str]]:
    """What the person had typed, by label, so that nothing is lost on the kind page."""
    if form is None or not form.is_bound:
        return []
    shown = [name for name in form.fields if not form[name].is_hidden]
    pairs = [(str(form[name].label), _words(form, name)) for name in shown]
    return [(label, value) for label, value in pairs if value]


def _words(form: TransitionForm, name: str) -> str:
    """What stands in the field; what was chosen from a list is told as the list tells it."""
    value = form[name].value()
    if isinstance(value, bool):
        return _("Yes") if value else ""
    values = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value or "")]
    names = {str(code): str(label) for code, label in getattr(form.fields[name], "choices", ()) if code != ""}
    return ", ".join(names.get(one, "") if names else one for one in values if one)
