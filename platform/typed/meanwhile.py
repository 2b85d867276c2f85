"""Nobody's text is taken away by a window that was opened before it was written (decision 0106).

A form about something that stands carries marks of what it was opened with, one a field. When it comes back,
only what its writer has changed is written: a field they left alone keeps what somebody else has written
meanwhile, and where both changed the same field the form asks, with both texts on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

FIELD = "stood"
LENGTH = 12
# The marks have letters alone, so that none can look like a number or a code of somebody.
LETTERS = str.maketrans("0123456789abcdef", "ghijklmnopqrstuv")
READ_AS_VALUES = (forms.DateField, forms.TimeField, forms.DateTimeField, forms.IntegerField)


class Standing(forms.Form):
    """A form that changes what stands. Its initial values are what stands now, also when it has come back.

    Its page writes `{{ form.stood }}` where it draws the fields one by one; `{{ form }}` does it by itself.
    """

    # What belongs to the window and stands nowhere, a search for example.
    of_the_window: ClassVar[tuple[str, ...]] = ()
    # Where others read or sign what is sent, nothing goes out that its sender has not seen: all is asked.
    takes_theirs_unread: ClassVar[bool] = True

    data: Any
    stood = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def get_initial_for_field(self, field: Any, field_name: str) -> Any:
        """The marks are made of what stands now."""
        if field_name == FIELD:
            return ",".join(f"{name}={mark}" for name, mark in self._marks().items())
        return super().get_initial_for_field(field, field_name)

    def full_clean(self) -> None:
        """What the writer left alone is as it stands now, before anything is read; then both are told."""
        asked = self._take_what_stands() if self.is_bound else {}
        super().full_clean()
        getattr(self, "cleaned_data", {}).pop(FIELD, None)
        for name, words in asked.items():
            self.add_error(name, words)

    def _take_what_stands(self) -> dict[str, str]:
        """By field what to ask where both have changed it."""
        key = self.add_prefix(FIELD)
        before = _read(str(self.data.get(key, "")))
        if not before:
            return {}
        asked: dict[str, str] = {}
        given, stands = self.data.copy(), self._marks()
        for name, mark in stands.items():
            if mark == before.get(name):
                continue
            sent = _mark(name, self._sent(name))
            if name not in before or (sent == before[name] and self.takes_theirs_unread):
                self._put(given, name)
            elif sent != mark:
                asked[name] = self._both(name)
        given[key] = self.get_initial_for_field(self.fields[FIELD], FIELD)
        self.data = given
        return asked

    def _marks(self) -> dict[str, str]:
        return {name: _mark(name, self._stands(name)) for name in self._names()}

    def _names(self) -> Iterator[str]:
        """What a person writes or chooses; what the form itself carries along is no text of anybody."""
        for name, field in self.fields.items():
            carried = field.widget.is_hidden or field.disabled or isinstance(field, forms.FileField)
            if not carried and name not in self.of_the_window:
                yield name

    def _stands(self, name: str) -> str:
        field = self.fields[name]
        return _plain(field, field.prepare_value(self.get_initial_for_field(field, name)))

    def _sent(self, name: str) -> str:
        field = self.fields[name]
        return _plain(field, field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))

    def _put(self, given: Any, name: str) -> None:
        """The field is sent as it stands now."""
        field, key = self.fields[name], self.add_prefix(name)
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(field.widget, forms.CheckboxInput):
            given.pop(key, None)
            if value:
                given[key] = "on"
        elif getattr(field.widget, "allow_multiple_selected", False):
            _set_list(given, key, [str(one) for one in value or ()])
        else:
            written = "" if value is None else value
            given[key] = written if isinstance(written, str) else _as_sent(field, written)

    def _both(self, name: str) -> str:
        theirs = self._in_words(name)
        if not theirs:
            return _("Somebody has emptied this while you wrote. Save again, and yours is in its place.")
        words = _(
            "Somebody has written here while you wrote: “%(theirs)s”. Save again, and yours replaces it."
        )
        return words % {"theirs": theirs}

    def _in_words(self, name: str) -> str:
        """What stands now as the page would show it."""
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(field.widget, forms.CheckboxInput):
            return _("Yes") if value else _("No")
        if not _chooses(field):
            return str(field.widget.format_value(value) or "")
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        named = [str(words) for code, words in _flat(field.choices) if str(code) in chosen and code != ""]  # type: ignore[attr-defined]
        return ", ".join(named)


def _read(told: str) -> dict[str, str]:
    """Each field's mark from what the form carried along."""
    pairs = (one.partition("=") for one in told.split(",") if "=" in one)
    return {name: mark for name, _sign, mark in pairs}


def _mark(name: str, value: str) -> str:
    """The same for the same text; it tells nothing of it."""
    return salted_hmac(f"typed.meanwhile.{name}", value).hexdigest()[:LENGTH].translate(LETTERS)


def _plain(field: forms.Field, value: Any) -> str:
    """One writing for what is the same: 7,5 and 7.50, a day in two spellings, ticks in any order."""
    if isinstance(field.widget, forms.CheckboxInput):
        return "on" if value else ""
    if isinstance(value, list | tuple | set):
        return "\n".join(sorted(str(one) for one in value))
    if isinstance(field, READ_AS_VALUES) and value not in (None, ""):
        try:
            value = field.to_python(value)
        except ValidationError:
            value = str(value)
    if isinstance(value, Decimal | float):
        value = f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(second=0, microsecond=0)
    if isinstance(value, date | time):
        value = value.isoformat()
    return "\n".join(line.rstrip() for line in str("" if value is None else value).strip().splitlines())


def _as_sent(field: forms.Field, value: Any) -> str:
    """A value as a browser would send it."""
    return str(field.widget.format_value(value)) if isinstance(value, date | time) else str(value)


def _chooses(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple)


def _set_list(given: Any, key: str, values: list[str]) -> None:
    if hasattr(given, "setlist"):
        given.setlist(key, values)
    else:
        given[key] = values


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Choices without their groups."""
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield value, words
