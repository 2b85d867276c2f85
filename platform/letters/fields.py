"""Columns that keep a text as it is compared or ordered, beside the columns it is made of.

They are written whenever their row is: by `save`, `bulk_create` and an import. What passes by the row itself
(`update`, `bulk_update`, `save(update_fields=…)`) must name them; a test looks for those that do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from letters.folding import line, words
from letters.lemmas import text_keys
from letters.order import LONGEST, name_key, person_key
from letters.phones import phone_key

MOST_WORDS = 6


class MadeField(models.CharField):
    """A column that is made anew from others of its row each time the row is written."""

    longest = 255

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        kwargs |= {"max_length": self.longest, "editable": False, "blank": True, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """How a migration writes the field down."""
        name, path, args, kwargs = super().deconstruct()
        for given in ("max_length", "editable", "blank", "default"):
            kwargs.pop(given, None)
        return name, path, args, kwargs | {"of": list(self.of)}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The value as the row stands now."""
        made = self.made(*(str(getattr(model_instance, name) or "") for name in self.of))[: self.longest]
        setattr(model_instance, self.attname, made)
        return made

    def made(self, *texts: str) -> str:
        """What the column holds for these texts."""
        raise NotImplementedError


class FoldedField(MadeField):
    """The words of some columns as a search compares them."""

    def made(self, *texts: str) -> str:
        """The folded words."""
        return line(*texts)


class KeysField(MadeField):
    """What the words of some columns are found by in any of their forms, read in one language.

    The keys stand in order with a space around each: ` siivooja siivous `.
    """

    longest = 400

    def __init__(self, *args: Any, language: str = "fi", **kwargs: Any) -> None:
        self.language = language
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """How a migration writes the field down."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"language": self.language} if self.language != "fi" else {})

    def made(self, *texts: str) -> str:
        """The keys."""
        found = sorted({key for text in texts for key in text_keys(text, self.language)})
        return f" {' '.join(found)} " if found else ""


class NameOrderField(MadeField):
    """Where the row stands among others by name: by the first of the columns that has one."""

    longest = LONGEST

    def __init__(self, *args: Any, language: str = "fi", **kwargs: Any) -> None:
        self.language = language
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """How a migration writes the field down."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"language": self.language} if self.language != "fi" else {})

    def made(self, *texts: str) -> str:
        """The key of the name."""
        return name_key(next((text for text in texts if text), ""), self.language)


class PersonOrderField(MadeField):
    """Where a person stands in a list: `of` is the column of the last name, then that of the first."""

    longest = LONGEST

    def made(self, *texts: str) -> str:
        """The key of the person."""
        return person_key(*texts)


class PhoneKeyField(MadeField):
    """A telephone number in its normal form."""

    longest = 40

    def made(self, *texts: str) -> str:
        """The number."""
        return phone_key(texts[0])


def has_words(columns: Sequence[str], asked: str) -> models.Q:
    """Rows where each word of the question is in one of the folded columns; none where it has no word."""
    wanted = words(asked)[:MOST_WORDS]
    every = models.Q() if wanted else models.Q(pk__in=[])
    for word in wanted:
        found = models.Q()
        for column in columns:
            found |= models.Q(**{f"{column}__contains": word})
        every &= found
    return every


def made_fields(model: type[models.Model]) -> list[str]:
    """The names of the model's made columns: who writes past `save` writes them too."""
    return [field.name for field in model._meta.local_concrete_fields if isinstance(field, MadeField)]


def remake(model: type[models.Model], *, at_once: int = 1000) -> int:
    """Every row of the model has its made columns right; the number of rows that had not. For migrations."""
    made = [field for field in model._meta.local_concrete_fields if isinstance(field, MadeField)]
    names = [field.name for field in made]
    wrong: list[models.Model] = []
    found = 0
    told = {"pk", *names, *(name for field in made for name in field.of)}
    for row in model._default_manager.order_by("pk").only(*told).iterator(chunk_size=at_once):
        before = [getattr(row, name) for name in names]
        after = [field.pre_save(row, False) for field in made]
        if before != after:
            wrong.append(row)
        if len(wrong) == at_once:
            found += _write(model, wrong, names)
            wrong = []
    return found + (_write(model, wrong, names) if wrong else 0)


def _write(model: type[models.Model], rows: list[models.Model], names: list[str]) -> int:
    model._default_manager.bulk_update(rows, names, batch_size=200)
    return len(rows)
