"""Does the place come beside the workplace's own work? Asked of the host, never of anybody else.

A work try-out may not distort competition, nor come before people who were laid off or whose hours were cut
and to whom the work has to be offered first (380/2023; 55/2001, chapters 2 and 6); rehabilitative work
replaces nobody (189/2001). A yes stops the place; a worker talks with the host about what is possible.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.selectors import service_phone

YES, NO = "yes", "no"
ANSWERS = [(NO, gettext_lazy("No")), (YES, gettext_lazy("Yes"))]
QUESTIONS: dict[str, Any] = {
    "laid_off": gettext_lazy(
        "Has anybody been laid off or dismissed from this kind of work in the last twelve months?"
    ),
    "hours_cut": gettext_lazy("Have hours of own workers been cut in this kind of work?"),
    "replaces": gettext_lazy("Would the person do the work of an own worker in their place?"),
}


def questions() -> dict[str, forms.ChoiceField]:
    """The three questions, none of them answered beforehand."""
    return {
        name: forms.ChoiceField(label=label, choices=ANSWERS, widget=forms.RadioSelect)
        for name, label in QUESTIONS.items()
    }


def stop_words() -> str:
    """What a yes means, and whom to talk with."""
    words = _(
        "With this answer the place cannot be opened now: own workers come first. It is kept as it is. Talk "
        "with us about what is possible: call %(phone)s, or ask us on the page of the place to call you."
    )
    return words % {"phone": service_phone()}


def check_answers(form: forms.Form) -> None:
    """Each yes is told at its question."""
    for name in QUESTIONS:
        if form.cleaned_data.get(name) == YES:
            form.add_error(name, stop_words())


STILL_SO: Any = gettext_lazy(
    "By saying yes you say too that for this place nobody has been laid off, no hours have been cut and no "
    "own worker is replaced. If that is not so, do not answer yet: call the worker, and you look together at "
    "what is possible."
)
