"""What each act on a complaint asks of the worker."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.selectors import reasons
from programmes.servicepoints.models.base import LONGEST
from programmes.servicepoints.selectors import possible_handlers, possible_subjects
from workflow.forms import TransitionForm


class AcknowledgeForm(TransitionForm):
    """Who looks into it, and whom it is about when it is about a worker."""

    handler = forms.ModelChoiceField(
        queryset=None, label=_("Who looks into it"), help_text=_("The sender reads this name.")
    )
    subject = forms.ModelChoiceField(
        queryset=None,
        label=_("Whom it is about"),
        required=False,
        help_text=_("They see nothing of this. Leave empty when it is about no worker."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handlers = possible_handlers(self.obj)
        self.fields["handler"].queryset = handlers  # type: ignore[attr-defined]
        if self.user in handlers:
            self.fields["handler"].initial = self.user.pk
        if self.obj.about_worker:
            self.fields["subject"].queryset = possible_subjects(self.obj)  # type: ignore[attr-defined]
        else:
            del self.fields["subject"]


class AnswerForm(TransitionForm):
    """The answer in plain words."""

    answer_text = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "In plain words: what you found out, what is done now, and by when. "
            "The page shows beside it what else the sender can do."
        ),
    )


class CloseForm(TransitionForm):
    """Why nothing more is done."""

    reason = forms.ModelChoiceField(
        queryset=None, label=_("Reason"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = reasons("complaint", "close")  # type: ignore[attr-defined]


class ReopenForm(TransitionForm):
    """Who looks into it now."""

    handler = forms.ModelChoiceField(queryset=None, label=_("Who looks into it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = possible_handlers(self.obj)  # type: ignore[attr-defined]
        self.fields["handler"].initial = self.obj.handler_id


class CalledForm(forms.Form):
    """What was agreed on the telephone with somebody who is not safe."""

    what_was_done = forms.CharField(
        label=_("What was agreed"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What happens now, who does it, and when you talk again. No diagnoses."),
        error_messages={"required": _("Write what was agreed, in a sentence or two.")},
    )
