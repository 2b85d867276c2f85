"""The list and form of announcements in the page editor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from cms.beside.settings import Announcement, StandingForm


class Announcements(ModelViewSet):
    """What stands on top of every page for a while."""

    model = Announcement
    name = "announcement"
    icon = "warning"
    menu_label = _("Announcements")
    menu_name = "announcements"
    menu_order = 20
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = (
        TitleColumn(
            "title_fi", label=_("Title"), get_url=lambda row: f"/cms-admin/announcement/edit/{row.pk}/"
        ),
        Column("get_audience_display", label=_("Where")),
        Column("starts_at", label=pgettext_lazy("period", "From")),
        Column("ends_at", label=_("Until")),
    )
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("audience"), FieldPanel("tone")]),
            FieldRowPanel(
                [FieldPanel("starts_at"), FieldPanel("ends_at")],
                help_text=_("Without an end it stands until somebody ends it."),
            ),
            *[
                MultiFieldPanel([FieldPanel(f"title_{code}"), FieldPanel(f"text_{code}")], heading=heading)
                for code, heading in (
                    ("fi", _("Finnish")),
                    ("sv", _("Swedish")),
                    ("en", _("English")),
                    ("simple", _("Easy Finnish")),
                )
            ],
        ],
        base_form_class=StandingForm,
    )
