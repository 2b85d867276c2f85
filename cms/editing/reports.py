"""The lists of an editor: pages to review, languages, findings, links. Each also as a table file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urljoin

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.models import User
from accounts.selectors import page_workers
from cms.editing import languages, links
from cms.models import MunicipalityPage, SiteSettings
from cms.page_form import checks
from letters.order import in_order


def pages_of(user: User) -> QuerySet[Page]:
    """The pages that `user` may edit, in every language."""
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_permission_for(user, "change").filter(depth__gt=1)


def _owners(_request: Any) -> QuerySet[User]:
    return page_workers()


def _municipalities() -> list[tuple[str, str]]:
    finnish = MunicipalityPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return [(str(page.translation_key), page.title) for page in in_order(finnish, lambda page: page.title)]


class PageFilters(WagtailFilterSet):
    """Whose pages, of which municipality, in which language."""

    owner = django_filters.ModelChoiceFilter(
        field_name="care__owner", queryset=_owners, label=_("Content owner"), null_label=_("Nobody")
    )
    municipality = django_filters.ChoiceFilter(
        choices=_municipalities, method="below", label=_("Municipality")
    )
    language = django_filters.ChoiceFilter(
        field_name="locale__language_code", choices=settings.LANGUAGES, label=_("Language")
    )

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = []

    def below(self, pages: QuerySet[Page], _name: str, value: str) -> QuerySet[Page]:
        """Pages of one municipality in every language."""
        homes = Page.objects.filter(translation_key=value).values_list("path", flat=True)
        here = Q(pk__in=[])
        for path in homes:
            here |= Q(path__startswith=path)
        return pages.filter(here)


def whole_address(path: str) -> str:
    """An address that works from a file too, where nobody knows which site it is of."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


class PagesReport(ReportView):
    """Rows about the pages that the person may edit; the table on screen and the file hold the same."""

    filterset_class: Any = PageFilters
    model = Page
    is_searchable = False
    header_icon = "list-ul"
    default_ordering = "path"
    no_results_message = _("There is nothing to do here.")
    exported: ClassVar[dict[str, Any]] = {}
    custom_field_preprocess: ClassVar[dict[str, Any]] = {"url": {"csv": whole_address, "xlsx": whole_address}}

    def get_filtered_queryset(self) -> list[Any]:
        pages = self.filter_queryset(pages_of(self.request.user))
        return self.rows(pages)

    def rows(self, pages: QuerySet[Page]) -> list[Any]:
        """What the report tells of the pages."""
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def list_export(self) -> list[str]:
        return list(self.exported)

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.exported[field])

    def get_filename(self) -> str:
        return f"{self.index_url_name}-{timezone.localdate().isoformat()}"


@dataclass(frozen=True)
class FreshRow:
    """One page and its care."""

    title: str
    language: str
    kind: str
    owner: str
    review_on: date
    reviewed_on: date | None
    overdue_days: int
    to_check: int
    url: str


def edit_url(row: Any) -> str:
    """Where what the row is about is put right."""
    return str(row.url)


class FreshnessReport(PagesReport):
    """Pages whose day of review has come, the longest overdue first, and those with something uncertain."""

    page_title = _("Pages to review")
    header_icon = "calendar-check"
    index_url_name = "cms_freshness"
    index_results_url_name = "cms_freshness_results"
    columns: ClassVar[list[Any]] = [
        TitleColumn("title", label=_("Page"), get_url=edit_url),
        Column("language", label=_("Language")),
        Column("kind", label=_("Type")),
        Column("owner", label=_("Content owner")),
        DateColumn("review_on", label=_("Next review")),
        DateColumn("reviewed_on", label=_("Last reviewed")),
        Column("to_check", label=_("Still to be checked")),
    ]
    exported: ClassVar[dict[str, Any]] = {
        "title": _("Page"),
        "language": _("Language"),
        "kind": _("Type"),
        "owner": _("Content owner"),
        "review_on": _("Next review"),
        "reviewed_on": _("Last reviewed"),
        "overdue_days": _("Days overdue"),
        "to_check": _("Still to be checked"),
        "url": _("Address"),
    }

    def rows(self, pages: QuerySet[Page]) -> list[FreshRow]:
        today = timezone.localdate()
        due = pages.filter(
            Q(care__review_on__lte=today) | ~Q(care__to_check=""),
            live=True,
            alias_of=None,
            care__isnull=False,
        )
        here = {user.pk for user in page_workers()}
        return [
            FreshRow(
                page.title,
                page.locale.get_display_name(),
                str(page.content_type.name),
                str(page.care.owner.get_full_name()) if page.care.owner_id in here else "",
                page.care.review_on,
                page.care.reviewed_on,
                max((today - page.care.review_on).days, 0),
                len(page.care.to_check.splitlines()),
                f"{reverse('cms_care', args=[page.pk])}?next={reverse('cms_freshness')}",
            )
            for page in due.select_related("care__owner", "locale", "content_type").order_by(
                "care__review_on", "path"
            )
        ]


class LanguagesReport(PagesReport):
    """Finnish pages of which a language lacks or lags behind."""

    page_title = _("Missing and old translations")
    header_icon = "globe"
    index_url_name = "cms_languages"
    index_results_url_name = "cms_languages_results"
    template_name = "cms/admin/languages.html"
    results_template_name = "cms/admin/languages_results.html"
    filterset_class: Any = None
    exported: ClassVar[dict[str, Any]] = {
        "title": _("Page"),
        "kind": _("Type"),
        "in_sv": _("Swedish"),
        "in_en": _("English"),
        "in_fi_simple": _("Easy Finnish"),
    }

    def get_filtered_queryset(self) -> list[languages.Sheet]:
        everything = "all" in self.request.GET
        return [
            sheet
            for sheet in languages.sheets(self.request.user)
            if everything or any(version.to_do for version in sheet.versions)
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        names = dict(settings.LANGUAGES)
        return super().get_context_data(*args, **kwargs) | {
            "others": [names[code] for code in languages.OTHERS],
            "may_decide": self.request.user.has_perm("cms.change_languagerule"),
            "everything": "all" in self.request.GET,
        }


@dataclass(frozen=True)
class FindingRow:
    """One finding on one page."""

    title: str
    language: str
    grave: str
    what: str
    where: str
    url: str


class ChecksReport(PagesReport):
    """What the checks have found on published pages, the grave first."""

    page_title = _("Texts to improve")
    header_icon = "glasses"
    index_url_name = "cms_checks"
    index_results_url_name = "cms_checks_results"
    columns: ClassVar[list[Any]] = [
        TitleColumn("title", label=_("Page"), get_url=edit_url),
        Column("language", label=_("Language")),
        Column("grave", label=_("How grave")),
        Column("what", label=_("What")),
        Column("where", label=_("Where")),
    ]
    exported: ClassVar[dict[str, Any]] = {
        "title": _("Page"),
        "language": _("Language"),
        "grave": _("How grave"),
        "what": _("What"),
        "where": _("Where"),
        "url": _("Address"),
    }

    def rows(self, pages: QuerySet[Page]) -> list[FindingRow]:
        shown = pages.filter(live=True, alias_of=None).select_related("locale").order_by("path").specific()
        found = [(page, finding) for page in shown for finding in checks.findings(page)]
        return [
            FindingRow(
                page.title,
                page.locale.get_display_name(),
                str(_("Must be put right") if finding.blocks else _("Advice")),
                str(finding.label),
                finding.where,
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
            for page, finding in sorted(found, key=lambda pair: not pair[1].blocks)
        ]


@dataclass(frozen=True)
class LinkRow:
    """One link on one page."""

    title: str
    language: str
    state: str
    where: str
    target: str
    url: str


class LinksReport(PagesReport):
    """Links that lead nowhere first, then those that lead out of the site."""

    page_title = _("Broken and outside links")
    header_icon = "link"
    index_url_name = "cms_links"
    index_results_url_name = "cms_links_results"
    columns: ClassVar[list[Any]] = [
        TitleColumn("title", label=_("Page"), get_url=edit_url),
        Column("language", label=_("Language")),
        Column("state", label=_("State")),
        Column("where", label=_("Where")),
        Column("target", label=_("Leads to")),
    ]
    exported: ClassVar[dict[str, Any]] = {
        "title": _("Page"),
        "language": _("Language"),
        "state": _("State"),
        "where": _("Where"),
        "target": _("Leads to"),
        "url": _("Address"),
    }
    STATES: ClassVar[dict[str, Any]] = {
        links.GONE: _("Broken: what it led to is gone"),
        links.NOT_PUBLIC: _("Broken: the page is not public"),
    }

    def rows(self, pages: QuerySet[Page]) -> list[LinkRow]:
        broken = [
            (link.page, str(self.STATES[link.reason]), link.where, link.target)
            for link in links.broken_links(pages)
        ]
        outside = [
            (link.page, str(_("Outside the site")), link.where, link.target)
            for link in links.outside_links(pages)
        ]
        return [
            LinkRow(
                page.title,
                page.locale.get_display_name(),
                state,
                where,
                target,
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
            for page, state, where, target in [*broken, *outside]
        ] + self._of_the_footer()

    def _of_the_footer(self) -> list[LinkRow]:
        """For those who may mend them, as long as no pages were chosen."""
        chosen = any(self.request.GET.get(name) for name in self.filterset_class.base_filters)
        if chosen or not self.request.user.has_perm("cms.change_sitesettings"):
            return []
        title, outside = capfirst(SiteSettings._meta.verbose_name), _("Outside the site")
        return [
            LinkRow(title, "", str(self.STATES.get(reason, outside)), words, target, _footer_url())
            for words, reason, target in links.footer_links()
        ]


def _footer_url() -> str:
    return reverse("wagtailsettings:edit", args=[SiteSettings._meta.app_label, SiteSettings._meta.model_name])


REPORTS = (FreshnessReport, LanguagesReport, ChecksReport, LinksReport)
