"""Every change of what a public page shows makes the kept pages old, in the transaction of the change.

Acts of the programme tell it themselves, with their municipality (`workflow.registry.tell_readers`). Pages,
settings, images and reference data have no act: their saves and deletions are watched here. A test reads
every table that a public page reads and fails when one of them is neither watched nor told by acts.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page
from wagtail.signals import post_page_move

from accounts.models import Assignment, User
from accounts.roles import Role
from areas.signals import area_loaded
from publicdata.version import public_has_changed

WATCHED_APPS = frozenset({"cms", "areas"})
WATCHED_MODELS = frozenset(
    {
        "accounts.assignment",
        "accounts.user",
        "programmes.coachingenvironment",
        "programmes.hoursexception",
        "programmes.intake",
        "programmes.parameter",
        "programmes.openinghours",
        "programmes.programme",
        "programmes.programmetype",
        "programmes.programmetyperule",
        "programmes.servicepoint",
        "reports.edition",
        "reports.goal",
        "wagtaildocs.document",
        "wagtailimages.image",
        "wagtailcore.collectionviewrestriction",
        "wagtailcore.locale",
        "wagtailcore.pageviewrestriction",
        "wagtailcore.site",
        "wagtailredirects.redirect",
    }
)
# Kept by the page editor about a page; no reader sees them.
NOT_SHOWN = frozenset({"cms.pagecare"})
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "language",
        "last_login",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "wagtail_admin_comments",
    }
)


def is_watched(model: type[Model]) -> bool:
    """Whether a change of a row can change a public page."""
    options = model._meta
    if isinstance(options.auto_created, type):
        return is_watched(options.auto_created)
    if options.label_lower in NOT_SHOWN:
        return False
    return (
        options.app_label in WATCHED_APPS or options.label_lower in WATCHED_MODELS or issubclass(model, Page)
    )


def stands_on_pages(instance: User | Assignment) -> bool:
    """Whether readers see the person by name: of the workers only who coordinates work ability."""
    if isinstance(instance, Assignment):
        return instance.role == Role.WORK_ABILITY_COORDINATOR
    return Assignment.objects.filter(user=instance, role=Role.WORK_ABILITY_COORDINATOR).exists()


def begin() -> None:
    """From now on every change is noticed."""
    watched = {model for model in apps.get_models(include_auto_created=True) if is_watched(model)}

    def on_change(sender: Any, instance: Any, update_fields: Any = None, **_signal: Any) -> None:
        if sender not in watched or (update_fields and set(update_fields) <= BOOKKEEPING):
            return
        if not isinstance(instance, User | Assignment) or stands_on_pages(instance):
            public_has_changed()

    def on_links(sender: Any, instance: Any, action: str, **_signal: Any) -> None:
        if action.startswith("post_") and (sender in watched or type(instance) in watched):
            public_has_changed()

    def on_reload(**_signal: Any) -> None:
        public_has_changed()

    for signal in (post_save, post_delete):
        signal.connect(on_change, weak=False, dispatch_uid="cms-watching")
    m2m_changed.connect(on_links, weak=False, dispatch_uid="cms-watching")
    post_page_move.connect(on_reload, weak=False, dispatch_uid="cms-watching")
    area_loaded.connect(on_reload, weak=False, dispatch_uid="cms-watching")
