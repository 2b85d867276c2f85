"""What a sign of interest asks: nothing of the person, a plain answer of the worker."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.catalogue.models import Programme
from programmes.participants.forms import told_freely
from programmes.participants.models.interest import LONGEST_WISH
from workflow.forms import OnWord, OnWordField, TransitionForm


class InterestForm(forms.Form):
    """What the person may add; nobody has to."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    wish = told_freely(
        _("Would you like to add something?"), most=LONGEST_WISH, help_text=_("You can leave this empty.")
    )


class InterestOnWordForm(InterestForm):
    """On the person's word: in what, and how it was given."""

    target = forms.ChoiceField(label=_("What interests the person?"))
    on_word = OnWordField(initial=OnWord.PHONE)
    field_order = ["target", "wish", "on_word"]

    def __init__(self, *args: Any, targets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = targets  # type: ignore[attr-defined]


class AnswerInterestForm(TransitionForm):
    """A plain answer, and another service to look at."""

    answer = forms.CharField(
        label=_("Answer to the person"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In plain words: why not now, and what could be instead."),
    )  # fmt: skip
    suggested = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Another service to look at"), required=False,
        empty_label=_("None"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Programme.objects.filter(is_active=True).select_related("programme_type")
        self.fields["suggested"].queryset = others.exclude(pk=self.obj.programme_id)  # type: ignore[attr-defined]
