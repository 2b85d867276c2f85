"""Create and edit views that leave a trail."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views import generic

from cms.reference.trail import record_change, record_new, values_of


class AddView(generic.CreateView):
    """A new row of reference data."""

    @transaction.atomic
    def save_instance(self) -> Any:
        """The row is saved and its making is on record."""
        row = self.form.save()
        record_new(row, by=self.request.user, names=self.form.changed_data)
        return row


class ChangeView(generic.EditView):
    """A row of reference data is changed; it is locked from the check to the save."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs)

    def get_object(self, queryset: Any = None) -> Any:
        if self.request.method == "POST":
            queryset = self.model._base_manager.select_for_update()
        return super().get_object(queryset)

    def save_instance(self) -> Any:
        """The row is saved and what changed is on record."""
        stored = self.model._base_manager.get(pk=self.object.pk)
        before = values_of(stored, self.form.changed_data)
        row = self.form.save()
        record_change(row, by=self.request.user, before=before)
        return row
