"""The list in plain words; create and edit views that leave a trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history

from audit.grouping import as_one
from cms.reference.names import name_of
from cms.reference.trail import record_change, record_new, values_of
from ui import formats


def yes_or_no(value: Any) -> str:
    """The word for a tick."""
    return _("Yes") if value else _("No")


class OwnRows:
    """Rows that are not the viewer's are not there: 404, and no word about them."""

    model: Any
    request: Any
    permission_policy: Any

    def own_rows(self) -> QuerySet[Any]:
        """What the viewer may change."""
        rows: QuerySet[Any] = self.permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        return rows


class ListView(OwnRows, generic.IndexView):
    """The rows; names have a heading and ticks are words in the reader's language."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """The rows that are the viewer's."""
        return self.own_rows()

    @cached_property
    def columns(self) -> list[Any]:
        """The columns of the library, in our words."""
        ticks = {field.name for field in self.model._meta.fields if isinstance(field, BooleanField)}
        columns: list[Any] = super().columns
        for column in columns:
            if column.name == "name":
                column.label = _("Name")
            elif column.name in ticks:
                column.accessor = _in_words(column.name)
            column.label = capfirst(str(column.label))
        return columns


def _in_words(name: str) -> Callable[[Any], str]:
    return lambda row: yes_or_no(getattr(row, name))


class AddView(generic.CreateView):
    """A new row of reference data; the one of its kind that held so far ends."""

    @as_one()
    def save_instance(self) -> Any:
        """The row is saved and its making is on record, as is the end of the one before."""
        earlier = self.form.end_the_one_before()
        if earlier is not None:
            record_change(earlier, by=self.request.user, before={"valid_until": ""})
            words = _("The earlier row now ends on %(day)s.")
            messages.info(self.request, words % {"day": formats.day(earlier.valid_until)})
        row = self.form.save()
        record_new(row, by=self.request.user, names=self.form.changed_data)
        return row

    def get_success_message(self, instance: Any) -> str:
        return str(super().get_success_message(name_of(instance)))


class ChangeView(OwnRows, generic.EditView):
    """A row of reference data is changed; it is locked from the check to the save."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> Any:
        rows = self.own_rows()
        if self.request.method == "POST":
            rows = self.model._base_manager.filter(pk__in=rows.values("pk")).select_for_update()
        return super().get_object(rows)

    def get_page_subtitle(self) -> str:
        return name_of(self.object)

    def save_instance(self) -> Any:
        """The row is saved and what changed is on record."""
        stored = self.model._base_manager.get(pk=self.object.pk)
        before = values_of(stored, self.form.changed_data)
        row = self.form.save()
        record_change(row, by=self.request.user, before=before)
        return row

    def get_success_message(self) -> str:
        words = self.success_message % {
            "object": name_of(self.object),
            "model_name": self.model._meta.verbose_name,
        }
        return str(capfirst(words))


class HistoryView(OwnRows, history.HistoryView):
    """Who changed what of a row, and when."""

    def get_base_object_queryset(self) -> QuerySet[Any]:
        """The rows that are the viewer's."""
        return self.own_rows()

    def get_page_subtitle(self) -> str:
        return name_of(self.object)
