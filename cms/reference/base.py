"""What the lists and forms of the reference data have in common."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import usage
from wagtail.admin.viewsets.model import ModelViewSet

from cms.reference import forms
from cms.reference.views import AddView, ChangeView, HistoryView, ListView, OwnRows

NAMES = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("name_fi"), FieldPanel("name_sv")]),
        FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_fi_simple")]),
    ],
    heading=_("Names"),
)


class UsesView(OwnRows, usage.UsageView):
    """Where a row is used."""

    def get_base_object_queryset(self) -> Any:
        """The rows that are the viewer's."""
        return self.own_rows()


class ReferenceViewSet(ModelViewSet):
    """One kind of reference data. Nothing is deleted: what is over gets a last day or stops running."""

    index_view_class = ListView
    add_view_class = AddView
    edit_view_class = ChangeView
    history_view_class = HistoryView
    usage_view_class = UsesView
    copy_view_enabled = False
    form_base = forms.ReferenceForm
    parts: tuple[Any, ...] = ()
    list_per_page = 50

    def get_edit_handler(self) -> Any:
        """The panels over this kind's own form."""
        return ObjectList(list(self.parts), base_form_class=self.form_base).bind_to_model(self.model)

    @cached_property
    def search_backend_name(self) -> None:
        """Searched in the database as it stands: nothing of it is in the index."""
        return
