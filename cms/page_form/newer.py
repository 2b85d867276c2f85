"""Nobody writes over what somebody else has saved meanwhile without having been told.

Wagtail asks in the browser, some seconds later, and only where scripts run. Here the form itself knows which
version it was opened with; when there is a newer one it is not stored until its reader has pressed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from ui.formats import day_and_clock

OPENED, OPENED_AT = "loaded_revision_id", "loaded_revision_created_at"
# Autosave names the version that it writes on; Wagtail itself refuses when that is not the newest.
AUTOSAVED = "overwrite_revision_id"
# The dialog of the browser has asked already (`newer_version.js`).
ASKED = "newer_version_was_told"
SCRIPT = "cms/newer_version.js"
# A button waits for the autosave of its own window, so that the two never meet here.
WAITS = "cms/one_at_a_time.js"


def newer_than_opened(page: Page, sent: Mapping[str, Any]) -> Revision | None:
    """The version that was saved after the form that was `sent` had been opened."""
    newest: Revision | None = page.latest_revision
    if newest is None or OPENED not in sent or sent.get(AUTOSAVED) or sent.get(ASKED):
        return None
    known = (sent[OPENED], sent.get(OPENED_AT))
    return None if known == opened_with(newest) else newest


def opened_with(version: Revision) -> tuple[str, str]:
    """What a form opened with the version says of it."""
    return str(version.pk), version.created_at.isoformat()


def words(newer: Revision) -> str:
    """What the writer reads, with the text still in the form."""
    told = {"name": name_of(newer), "when": day_and_clock(newer.created_at)}
    return (
        _(
            "%(name)s has saved a newer version of this page on %(when)s, after you opened it. Your text is"
            " still here, unsaved. Look at the newer version in the history of the page; if you press again,"
            " yours takes its place."
        )
        % told
    )


def name_of(version: Revision) -> str:
    """Who saved the version."""
    if version.user is None:
        return _("Somebody")
    return version.user.get_full_name() or version.user.get_short_name()
