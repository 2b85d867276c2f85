"""What every public page has: a lead, a description for search engines, the frame around it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from cms.finding.pages import lemmas_of
from cms.frame import frame_of
from cms.page_form.forms import PublicPageForm
from cms.page_form.panels import SchedulePanel
from cms.previewing import show_examples
from cms.readers import restrictions_of


class PublicPage(Page):
    """A page of the public site; its frame comes from `cms.frame`.

    `languages_wanted`: the languages beside Finnish that such a page is to be had in, unless a publisher has
    decided otherwise in the page editor.
    """

    # Whether the page is there for its text alone, so that one without any says nothing to anybody.
    is_a_text: ClassVar[bool] = False
    languages_wanted: ClassVar[tuple[str, ...]] = ("sv", "en", "fi-simple")

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=500,
        help_text=_(
            "One to three sentences under the title: what this page gives the reader. Shown on cards too."
        ),
    )

    finnish_blocks = models.JSONField(
        _("parts still in Finnish"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Names of the blocks of the text that nobody has translated yet."),
    )

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lead")]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug", help_text=_("The last part of the address. Short words, no å, ä or ö.")),
                FieldPanel(
                    "seo_title",
                    help_text=_("Only when the title in search results should differ from the page's."),
                ),
                FieldPanel(
                    "search_description",
                    help_text=_(
                        "One or two sentences that people read in search results before they open the page. "
                        "Empty: the lead."
                    ),
                ),
            ],
            heading=_("For search engines"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "show_in_menus",
                    help_text=_("Shows the page in the main menu, when it is right below home."),
                )
            ],
            heading=_("Menu"),
        ),
    ]
    settings_panels: ClassVar[list[Any]] = [
        SchedulePanel(),
        *Page.settings_panels[1:],
        MultiFieldPanel([FieldPanel("content_owner"), FieldPanel("review_on")], heading=_("Care")),
    ]
    base_form_class = PublicPageForm
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("search_description"),
        index.SearchField("lemmas"),
    ]

    class Meta:
        abstract = True

    @property
    def title_alone(self) -> str:
        """The title where nothing stands around it: a tab, a search result, a shared link."""
        return self.seo_title or self.title

    @property
    def in_short(self) -> str:
        """What stands under the title in search engines and shared links: written for them, or the lead."""
        return str(self.search_description or " ".join(self.lead.split()))

    def lemmas(self) -> str:
        """The words of the page in their basic forms, so that a search finds it by any form."""
        return lemmas_of(self)

    def update_aliases(self, **options: Any) -> None:
        """Borrowed pages follow what readers see here; while they see nothing here, they see nothing there.

        Wagtail asks for this also when a page is only given a time, and would show borrowed pages at once.
        """
        if Page.objects.filter(pk=self.pk, live=True).exists():
            super().update_aliases(**options)

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Those of the page and of the pages above it, in whichever language they were set."""
        return PageViewRestriction.objects.filter(pk__in=restrictions_of(self))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """The page as it would be; what is not written yet is shown as an example."""
        show_examples(self)
        return super().serve_preview(request, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with its frame; each page type adds what it shows."""
        return super().get_context(request, *args, **kwargs) | frame_of(self, request)
