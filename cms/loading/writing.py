"""The page tree is written: what is new is made, what nobody has touched follows its text, the rest stays."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, ReferenceIndex, Revision, Site
from wagtail_localize.models import LocaleSynchronization

from cms.beside.care import PageCare
from cms.loading.node import HOME, Node, Version
from cms.loading.texts import LANGUAGES
from cms.loading.tree import nodes
from cms.loading.unchecked import for_readers, to_check
from cms.models import LoadedPage

Report = Callable[[str], None]


@dataclass
class Counts:
    """What a run did."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    edited: int = 0
    deleted: int = 0

    def __str__(self) -> str:
        return (
            f"pages: {self.new} new, {self.updated} updated, {self.unchanged} unchanged, "
            f"{self.edited} edited and kept, {self.deleted} deleted by an editor"
        )


@transaction.atomic
def write_pages(report: Report = lambda line: None) -> Counts:
    """The site, its languages and every packaged page are there."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    writer = _Writer(locales)
    for node in nodes():
        if node.parent in {"", HOME}:
            report(node.versions[settings.LANGUAGE_CODE].fields["title"])
        writer.write(node)
        if node.key == HOME:
            writer.make_site()
    writer.link_second_door()
    for code in LANGUAGES:
        if code != settings.LANGUAGE_CODE:
            # The last thing of all: what Finnish has and another language has not is then shown as borrowed.
            LocaleSynchronization.objects.get_or_create(
                locale=locales[code], defaults={"sync_from": locales[settings.LANGUAGE_CODE]}
            )
    return writer.counts


# The name of the list of all pages in the page editor, the same in every language.
ROOT_TITLE, WAGTAILS_OWN_ROOT = "Välityö", "Root"


class _Writer:
    def __init__(self, locales: dict[str, Locale]) -> None:
        self.locales = locales
        self.counts = Counts()
        self.loaded = {(row.key, row.language): row for row in LoadedPage.objects.select_related("page")}
        self.pages: dict[tuple[str, str], Page] = {}
        self.root = Page.get_first_root_node() or Page.add_root(
            instance=Page(
                title=ROOT_TITLE,
                slug="root",
                locale=locales[settings.LANGUAGE_CODE],
                content_type=ContentType.objects.get_for_model(Page),
            )
        )

        if self.root.title == WAGTAILS_OWN_ROOT:
            Page.objects.filter(pk=self.root.pk).update(title=ROOT_TITLE, draft_title=ROOT_TITLE)

    def write(self, node: Node) -> None:
        """The page in each of its languages."""
        translation_key = self._key_of(node)
        for language in node.versions:
            row = self.loaded.get((node.key, language))
            if row is None:
                self._make(node, language, translation_key)
            elif row.page is None:
                self.counts.deleted += 1
            else:
                self.pages[node.key, language] = row.page
                self._follow(node, language, row, row.page)
        if node.same_everywhere:
            self._lend(node)

    def make_site(self) -> None:
        """The site begins at the Finnish front page; Wagtail's own welcome page is gone."""
        home = self.pages.get((HOME, settings.LANGUAGE_CODE))
        if home is None:
            return
        url = urlsplit(settings.BASE_URL)
        port = url.port or (443 if url.scheme == "https" else 80)
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            Site.objects.create(
                hostname=url.hostname, port=port, root_page=home, is_default_site=True, site_name="Välityö"
            )
        elif site.root_page.depth == 1 or site.root_page.specific_class is Page:
            welcome = site.root_page
            site.hostname, site.port, site.root_page, site.site_name = url.hostname, port, home, "Välityö"
            site.save()
            if welcome.depth > 1:
                welcome.delete()

    def link_second_door(self) -> None:
        """The front page's second door leads to the page for workplaces, unless an editor chose another."""
        homes = apps.get_model("cms", "HomePage")
        for language in LANGUAGES:
            home, offer = self.pages.get((HOME, language)), self.pages.get(("for-employers", language))
            if home and offer and not self.loaded_now(HOME, language).edited:
                homes.objects.filter(pk=home.pk, offer_page=None).update(offer_page=offer)
                # An update tells nobody; the page that is led to must know it before somebody hides it.
                ReferenceIndex.create_or_update_for_object(homes.objects.get(pk=home.pk))

    def loaded_now(self, key: str, language: str) -> LoadedPage:
        """The row of a page that is there, as it stands now."""
        return LoadedPage.objects.select_related("page").get(key=key, language=language)

    def _key_of(self, node: Node) -> uuid.UUID:
        for language in node.versions:
            row = self.loaded.get((node.key, language))
            if row and row.page:
                return row.page.translation_key
        return uuid.uuid4()

    def _make(self, node: Node, language: str, translation_key: uuid.UUID) -> None:
        parent = self.pages.get((node.parent, language)) if node.parent else self.root
        if parent is None:
            return
        version, now = node.versions[language], timezone.now()
        fields = for_readers(version.fields)
        model = apps.get_model("cms", node.model)
        page = model(
            slug=version.slug,
            locale=self.locales[language],
            translation_key=translation_key,
            show_in_menus=node.in_menu,
            first_published_at=now,
            last_published_at=now,
            **_values(model, fields),
            **node.shared,
        )
        page = parent.add_child(instance=page)
        self.pages[node.key, language] = page
        LoadedPage.objects.create(key=node.key, language=language, page=page, digest=node.digest(language))
        self._redirect(node, language, page)
        self._ask_to_check(page, version)
        self.counts.new += 1

    def _follow(self, node: Node, language: str, row: LoadedPage, there: Page) -> None:
        digest = node.digest(language)
        other_type = there.specific_class is not apps.get_model("cms", node.model)
        if other_type and not row.edited:
            key = there.translation_key
            row.delete()
            there.specific.delete()
            self._make(node, language, key)
        elif row.digest == digest:
            self.counts.unchanged += 1
        elif row.edited:
            self.counts.edited += 1
        else:
            version, page = node.versions[language], there.specific
            for name, value in (_values(type(page), for_readers(version.fields)) | node.shared).items():
                setattr(page, name, value)
            page.slug, page.show_in_menus, page.last_published_at = version.slug, node.in_menu, timezone.now()
            page.save()
            self._ask_to_check(page, version)
            if node.same_everywhere:
                page.update_aliases()
            self.pages[node.key, language] = page
            LoadedPage.objects.filter(pk=row.pk).update(digest=digest, version=self._version_of(page, row))
            self.counts.updated += 1

    def _ask_to_check(self, page: Page, version: Version) -> None:
        """Those who keep the page read which of its sentences are not certain yet."""
        sentences = "\n".join(to_check(version.fields))
        if sentences or PageCare.objects.filter(page_id=page.pk).exclude(to_check="").exists():
            PageCare.objects.update_or_create(page_id=page.pk, defaults={"to_check": sentences})

    def _version_of(self, page: Page, row: LoadedPage) -> Revision | None:
        """Whoever opens the page reads the new text: where there is a version, a new one follows."""
        if row.version_id is None:
            return None
        version = page.save_revision(clean=False, changed=False)
        if page.live:
            Page.objects.filter(pk=page.pk).update(live_revision=version)
        return version

    def _lend(self, node: Node) -> None:
        """The other languages show the Finnish page as it is, wherever they have the page above it."""
        own = self.pages.get((node.key, settings.LANGUAGE_CODE))
        if own is None:
            return
        there = set(own.get_translations(inclusive=True).values_list("locale", flat=True))
        for language, locale in self.locales.items():
            if locale.pk not in there and (node.parent, language) in self.pages:
                own.specific.copy_for_translation(locale, alias=True)

    def _redirect(self, node: Node, language: str, page: Page) -> None:
        """The Finnish address leads to the page in every language: it stands in the interface contract."""
        finnish = self.pages.get((node.key, settings.LANGUAGE_CODE))
        if finnish is None or not node.redirected:
            return
        tail = finnish.url_path.removeprefix(f"/{settings.LANGUAGE_CODE}/")
        old = f"/{language}/{tail}"
        if old != page.url_path:
            Redirect.objects.get_or_create(
                old_path=old.rstrip("/"), site=None, defaults={"redirect_page": page, "is_permanent": True}
            )


def _values(model: Any, fields: dict[str, Any]) -> dict[str, Any]:
    streams = {field.name for field in model._meta.get_fields() if isinstance(field, StreamField)}
    return {name: json.dumps(value) if name in streams else value for name, value in fields.items()}
