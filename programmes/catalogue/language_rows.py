"""Languages with their levels (CEFR) in a form: rows of two choices, read back as level by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.selectors import languages

LEVELS = (
    ("A1", gettext_lazy("A1: a few words")),
    ("A2", gettext_lazy("A2: simple everyday matters")),
    ("B1", gettext_lazy("B1: I manage at work")),
    ("B2", gettext_lazy("B2: quite freely")),
    ("C1", gettext_lazy("C1: fluently")),
    ("C2", gettext_lazy("C2: like a mother tongue")),
)
OFTEN_HERE = ("fi", "sv", "en", "ru", "uk", "ar", "et", "so", "fa")
MOST_LANGUAGES = 20


class LanguageRows:
    """The rows of a form. Call `put` when the form is made and `read` when it is cleaned."""

    def __init__(self, form: forms.BaseForm) -> None:
        self.form = form
        self.rows: list[tuple[str, str]] = []

    def put(self, stands: Mapping[str, str], *, asked: int, more: int, without: str = "") -> None:
        """A row for each language that stands and `more`, at least `asked`; `without` one of them."""
        named = [("", _("Choose")), *((one.code, str(one.name)) for one in languages(OFTEN_HERE))]
        if without not in stands:
            named = [choice for choice in named if choice[0] != without or not without]
        told = list(stands.items())
        for number in range(self._how_many(len(told), asked, more)):
            code, level = told[number] if number < len(told) else ("", "")
            self._row(number, named, code, level)

    def _row(self, number: int, named: list[tuple[str, Any]], code: str, level: str) -> None:
        language, known = f"language_{number}", f"level_{number}"
        choices = [("", _("Choose")), *LEVELS]
        fields = self.form.fields
        fields[language] = forms.ChoiceField(label=_("Language"), choices=named, required=False, initial=code)
        fields[known] = forms.ChoiceField(label=_("How well"), choices=choices, required=False, initial=level)
        for name in (language, known):
            fields[name].widget.attrs["aria-label"] = f"{fields[name].label} {number + 1}"
        self.rows.append((language, known))

    def _how_many(self, stands: int, asked: int, more: int) -> int:
        """As many as were sent, and what stands beyond them; else those that stand and some more."""
        sent = sum(1 for number in range(MOST_LANGUAGES) if f"language_{number}" in self.form.data)
        return max(sent, stands) if sent else min(max(asked, stands + more), MOST_LANGUAGES)

    @property
    def names(self) -> list[str]:
        """The fields in their order."""
        return [name for row in self.rows for name in row]

    def pairs(self) -> list[tuple[Any, Any]]:
        """The bound fields of each row."""
        return [(self.form[language], self.form[level]) for language, level in self.rows]

    def read(self, values: Mapping[str, Any]) -> dict[str, str] | None:
        """The level by the code of each language; None where a row is half told, and the form says which."""
        told: dict[str, str] = {}
        for language, level in self.rows:
            code, known = values.get(language), values.get(level)
            if code and code in told:
                self.form.add_error(language, _("This language is here twice."))
            elif code and not known:
                self.form.add_error(level, _("Choose how well you know it."))
            elif known and not code:
                self.form.add_error(language, _("Choose the language."))
            elif code and known:
                told[code] = known
        return None if any(name in self.form.errors for name in self.names) else told
