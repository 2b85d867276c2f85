"""Help for editors in the product's own words: what one does here, a few sentences each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

PARTS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (
        _("News and events"),
        (
            _("On the first page press “Add news” or “Add an event”. The form opens in the right place."),
            _(
                "Write a title and a lead: what it is about, for whom and when. The lead is shown in lists "
                "and in search engines."
            ),
            _(
                "Press “Send to a publisher”. A publisher reads the page and publishes it, now or at the "
                "hour you have set. You get an e-mail."
            ),
        ),
    ),
    (
        _("When a page comes back"),
        (
            _(
                "A page that a publisher has sent back stands first on your first page, with the reason. "
                "Open it, put it right and send it again. What you wrote is kept."
            ),
        ),
    ),
    (
        _("Opening hours"),
        (
            _(
                "Press “Close a service point for some days”: choose the points, the first and the last day "
                "and why. Readers see it at once in every language; no publisher is needed."
            ),
            _(
                "The ordinary week is behind the name of the service point: a line a day, for example "
                "9–11.30, 12–15."
            ),
        ),
    ),
    (
        _("Pictures"),
        (
            _(
                "A picture straight from a telephone will do. It is made smaller, and the place where it was "
                "taken is removed from the file."
            ),
            _(
                "Say in words what the picture shows, for those who cannot see it. Ask everyone in the "
                "picture whether it may be shown."
            ),
        ),
    ),
    (
        _("Other languages"),
        (
            _(
                "Write in Finnish first. A page that a language lacks is shown there in Finnish, with a word "
                "about it."
            ),
            _(
                "In the list “Missing and old translations” press the language. The Finnish text and yours "
                "stand side by side; one press saves everything."
            ),
        ),
    ),
    (
        _("Plain language"),
        (
            _("Short sentences, one thing at a time. Say “you”. A link says where it leads, never “here”."),
            _("Never write about a person who can be recognised without their consent."),
        ),
    ),
)


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """How the page editor is used here."""

    template_name = "cms/admin/guide.html"
    page_title = _("How to: help for editors")
    header_icon = "help"
    breadcrumbs_items: list[Any] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parts=PARTS, **kwargs)
