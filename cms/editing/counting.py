"""How many rows a list has: a number that needs no name bent after it (“12 services” is “12 palvelua”)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from ui.formats import number


def _count(self: WagtailPaginator) -> str:
    return _("In all %(count)s") % {"count": number(self.count)}


def count_in_our_words() -> None:
    """The foot of each list of the page editor."""
    WagtailPaginator.items_count_label = property(_count)
