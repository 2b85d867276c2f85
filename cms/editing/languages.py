"""Which pages are to be had in which languages, and where a language lacks or lags behind.

Finnish is the source. A page that a language lacks is an alias there: shown in Finnish, under a notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from accounts.models import User
from cms.beside.languages import LanguageRule
from cms.models.base import PublicPage
from cms.page_form.parts import ADDRESS
from letters.order import in_order

SOURCE = settings.LANGUAGE_CODE
OTHERS = tuple(code for code, _name in settings.LANGUAGES if code != SOURCE)
# A publication of several languages in one go takes a moment.
AT_ONCE = timedelta(minutes=5)

CURRENT, MISSING, DRAFT, OLD, PARTS, NOT_WANTED = "current", "missing", "draft", "old", "parts", "not_wanted"
LEFT = "left"
STATES: dict[str, str | Promise] = {
    MISSING: _("Missing: shown in Finnish"),
    DRAFT: _("Not published yet"),
    OLD: _("The Finnish page has changed since"),
    PARTS: _("Some parts are still in Finnish"),
    LEFT: _("Public, and there is no Finnish page"),
    CURRENT: _("In order"),
    NOT_WANTED: _("Not needed"),
}
TO_DO = (MISSING, DRAFT, OLD, PARTS, LEFT)


@dataclass(frozen=True)
class Version:
    """One page in one other language."""

    language: str
    state: str
    pk: int | None
    source: int | None = None

    @property
    def url(self) -> str:
        """Where something can be done about it."""
        if self.source is None:
            return reverse("wagtailadmin_pages:edit", args=[self.pk])
        return reverse("cms_translate", args=[self.source, self.language])

    @property
    def label(self) -> str | Promise:
        """The state in words."""
        return STATES[self.state]

    @property
    def language_name(self) -> str:
        """The language by its name."""
        return str(dict(settings.LANGUAGES)[self.language])

    @property
    def to_do(self) -> bool:
        """Whether somebody should translate or update it."""
        return self.state in TO_DO


@dataclass(frozen=True)
class Sheet:
    """One Finnish page and its versions."""

    pk: int
    title: str
    kind: str
    versions: tuple[Version, ...]

    @property
    def edit_url(self) -> str:
        """Where the Finnish page is edited."""
        return reverse("wagtailadmin_pages:edit", args=[self.pk])

    def __getattr__(self, name: str) -> Any:
        """The state of one language in words, as `in_sv`: what a table file asks for."""
        code = name.removeprefix("in_").replace("_", "-")
        for version in self.__dict__.get("versions", ()):
            if name.startswith("in_") and version.language == code:
                return str(version.label)
        raise AttributeError(name)


def page_types() -> list[type[PublicPage]]:
    """Every page type of the public site, by name."""
    types = [model for model in apps.get_models() if issubclass(model, PublicPage)]
    return in_order(types, lambda model: str(model._meta.verbose_name))


def wanted() -> dict[str, frozenset[str]]:
    """The languages beside Finnish that each page type is to be had in."""
    ruled = dict(LanguageRule.objects.values_list("page_type", "languages"))
    return {
        model._meta.model_name: frozenset(ruled.get(model._meta.model_name, model.languages_wanted))
        for model in page_types()
    }


def decide(page_type: str, languages: Iterable[str]) -> None:
    """From now on pages of the type are to be had in these languages."""
    chosen = [code for code in OTHERS if code in set(languages)]
    LanguageRule.objects.update_or_create(page_type=page_type, defaults={"languages": chosen})


def sheets(user: User) -> list[Sheet]:
    """The published Finnish pages that `user` may edit in some language, with the state of each language."""
    policy = policy_registry.get_by_type(Page)
    mine = policy.instances_user_has_permission_for(user, "change").order_by()
    keys = mine.values("translation_key")
    rows = list(
        Page.objects.filter(translation_key__in=keys, depth__gt=1)
        .select_related("locale", "content_type", "care")
        .order_by("path")
    )
    versions: dict[Any, dict[str, Page]] = {}
    for row in rows:
        versions.setdefault(row.translation_key, {})[row.locale.language_code] = row
    rules, begun, in_parts = wanted(), _begun(), _half_translated()
    found = []
    for of in versions.values():
        source = of.get(SOURCE)
        if source is not None and source.live and not source.alias_of_id:
            told = [_version(code, source, of.get(code), rules, begun, in_parts) for code in OTHERS]
            found.append(_sheet(source, told))
        elif left := [_left(code, of.get(code)) for code in OTHERS if _stands_alone(of.get(code))]:
            found.append(_sheet(source or next(of[code] for code in OTHERS if code in of), left))
    return found


def _sheet(page: Page, told: list[Version]) -> Sheet:
    there = {version.language: version for version in told}
    blank = [there.get(code) or Version(code, NOT_WANTED, None) for code in OTHERS]
    return Sheet(page.pk, page.title, str(page.content_type.name), tuple(blank))


def _stands_alone(version: Page | None) -> bool:
    return version is not None and version.live and not version.alias_of_id


def _left(code: str, version: Page | None) -> Version:
    return Version(code, LEFT, version.pk if version is not None else None)


def state_of(source: Page, version: Page | None, *, begun: bool = False, in_parts: bool = False) -> str:
    """How the version stands to the Finnish page; `begun` says that somebody translates it."""
    if version is None or (version.alias_of_id and not begun):
        return MISSING
    if version.alias_of_id or not version.live:
        return DRAFT
    if _behind(source, version):
        return OLD
    return PARTS if in_parts else CURRENT


def _version(
    code: str,
    source: Page,
    version: Page | None,
    rules: dict[str, frozenset[str]],
    begun: set[Any],
    in_parts: set[Any],
) -> Version:
    place = (version.translation_key, version.locale_id) if version is not None else None
    state = state_of(source, version, begun=place in begun, in_parts=place in in_parts)
    if state in {MISSING, DRAFT} and code not in rules.get(source.content_type.model, frozenset(OTHERS)):
        state = NOT_WANTED
    return Version(code, state, version.pk if version is not None else None, source.pk)


def languages_of(page: Any) -> str:
    """In which languages readers have the page written, and in which they see it in Finnish."""
    if not isinstance(page, Page) or not page.pk:
        return ""
    names = dict(settings.LANGUAGES)
    rows = Page.objects.filter(translation_key=page.translation_key, live=True).select_related("locale")
    public = {row.locale.language_code: row for row in rows}
    written = [str(names[code]) for code in names if code in public and not public[code].alias_of_id]
    borrowed = [str(names[code]) for code in names if code in public and public[code].alias_of_id]
    told = [
        _("Public in: %(names)s.") % {"names": ", ".join(written)} if written else _("Not public yet."),
        _("Shown in Finnish in: %(names)s.") % {"names": ", ".join(borrowed)} if borrowed else "",
    ]
    return " ".join(str(part) for part in told if part)


def finnish_then(source: Page, version: Page) -> Page | None:
    """The Finnish page that the version was made of, when that has changed since; None when it has not."""
    if not _behind(source, version):
        return None
    published = PageLogEntry.objects.filter(
        page=source.pk, action__startswith="wagtail.publish", revision__isnull=False
    )
    known = published.filter(timestamp__lte=_seen(version) + AT_ONCE).order_by("-timestamp").first()
    then = known.revision if known is not None else source.revisions.order_by("created_at", "pk").first()
    return then.as_object() if then is not None else None


def _behind(source: Page, version: Page) -> bool:
    if source.last_published_at is None or version.last_published_at is None:
        return False
    return bool(source.last_published_at > _seen(version) + AT_ONCE)


def _seen(version: Page) -> datetime:
    """When somebody has last looked at the version beside the Finnish page."""
    seen: datetime = version.last_published_at
    care = getattr(version, "care", None)
    if care is not None and care.reviewed_on is not None:
        day_after = datetime.combine(care.reviewed_on + timedelta(days=1), datetime.min.time())
        seen = max(seen, timezone.make_aware(day_after))
    return seen


def _begun() -> set[tuple[Any, int]]:
    """What is translated side by side with the Finnish page, and into which language."""
    kept = Translation.objects.filter(enabled=True)
    return set(kept.values_list("source__object_id", "target_locale_id"))


def is_half_translated(version: Page) -> bool:
    """Whether a page that stands side by side with the Finnish one lacks words."""
    return (version.translation_key, version.locale_id) in _half_translated()


def _half_translated() -> set[tuple[Any, int]]:
    told = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("_target"),
        has_error=False,
    )
    untold = (
        StringSegment.objects.filter(source_id=OuterRef("source_id"))
        .annotate(_target=OuterRef("target_locale_id"))
        .exclude(context__path=ADDRESS)
        .filter(~Exists(told))
    )
    half = Translation.objects.filter(Exists(untold), enabled=True)
    return set(half.values_list("source__object_id", "target_locale_id"))
