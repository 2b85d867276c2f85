"""The form of every page: beside the content it asks who keeps the page true and when it is looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateInput
from wagtail.blocks import StreamValue
from wagtail.models import Page

from accounts.models import User
from accounts.selectors import page_workers
from cms.beside.care import PageCare, next_review
from cms.page_form import gate, newer, own_links, publishing
from ui.identity_codes import refuse_identity_code

# The buttons of the page editor that bring a text before readers.
TO_READERS = ("action-publish", "action-submit", "action-restart-workflow", "action-workflow-action")


class OwnerField(forms.ModelChoiceField):
    """One of those who work with pages, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), required=False, label=_("Content owner"), **kwargs)

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.first_name} {obj.last_name}".strip() or obj.get_short_name()


def check_owner(owner: User | None, page: Page) -> None:
    """Raises ValidationError for whoever would be asked about a page and could not put it right."""
    if owner is not None and not page.permissions_for_user(owner).can_edit():
        raise ValidationError(
            _("%(name)s may not edit this page. Choose somebody who may, or leave this empty."),
            params={"name": owner.get_full_name() or owner.get_short_name()},
        )


def review_field() -> forms.DateField:
    """The day of the next review."""
    return forms.DateField(
        label=_("Next review"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Empty: in half a year. On that day the owner is asked whether the page is still true."),
    )


class PublicPageForm(WagtailAdminPageForm):
    """What the form says about care is kept by `keep_care`, after the page itself."""

    content_owner = OwnerField(help_text=_("Who keeps this page true. Empty: all editors of this part."))
    review_on = review_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        care = PageCare.objects.filter(page=self.instance.pk).first() if self.instance.pk else None
        if "content_owner" in self.fields:
            self.fields["content_owner"].queryset = page_workers()
            self.initial.setdefault("content_owner", care.owner_id if care else self._writer())
        if "review_on" in self.fields:
            self.initial.setdefault("review_on", care.review_on if care else next_review())
        if self._sent_back:
            self.defer_required_fields()

    def clean_content_owner(self) -> User | None:
        """Whoever keeps the page true may edit it."""
        owner: User | None = self.cleaned_data["content_owner"]
        if "content_owner" in self.changed_data:
            check_owner(owner, self.instance if self.instance.pk else self.parent_page)
        return owner

    def clean_slug(self) -> str:
        """Plain letters stand for å, ä and ö: an address is read out by telephone too."""
        slug: str = self.cleaned_data["slug"]
        refuse_identity_code(slug)
        return slugify(slug) or slug

    def clean(self) -> dict[str, Any]:
        """A typed address of an own page leads to the page, and nobody is written over unasked."""
        self.given_end = self.cleaned_data.get("expire_at")
        cleaned: dict[str, Any] = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, StreamValue):
                cleaned[name] = own_links.settle(value)
        if self.instance.pk and (saved := newer.newer_than_opened(self.instance, self.data)) is not None:
            self.add_error(None, newer.words(saved))
        return cleaned

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """What autosave has stored is what the open form was opened with from now on."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        version = self.instance.latest_revision
        if version is None:
            return updates
        return [*updates, *zip((newer.OPENED, newer.OPENED_AT), newer.opened_with(version), strict=True)]

    def _post_clean(self) -> None:
        """On the way to readers the text is looked at; what shuts somebody out stops it."""
        self._judge_the_end()
        super()._post_clean()
        if not self.errors and self._goes_to_readers():
            for finding in gate.grave(self.instance):
                self.add_error(None, str(finding))
            if self.data.get("action-publish") and self._comes_too_early():
                self.add_error(None, gate.finnish_first())

    def _comes_too_early(self) -> bool:
        stored = Page.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        return stored is not None and publishing.comes_before_finnish(stored)

    def _judge_the_end(self) -> None:
        """A draft may bear an end that has passed; nothing goes to readers with it.

        Wagtail's own form lets neither be stored, and its words stand in a window that is closed.
        """
        ends = getattr(self, "given_end", None)
        if ends is None or ends >= timezone.now():
            return
        self.errors.pop("expire_at", None)
        self.cleaned_data["expire_at"] = ends
        if self._goes_to_readers():
            words = gate.ended_words(ends)
            self.add_error("expire_at", words)
            self.add_error(None, words)

    @property
    def _sent_back(self) -> bool:
        """Whether a publisher sends the page back: it may be as unfinished as a draft."""
        return bool(self.data) and self.data.get("workflow-action-name") == "reject"

    def _goes_to_readers(self) -> bool:
        """Whether the button brings the text nearer to readers."""
        return any(self.data.get(name) for name in TO_READERS) and not self._sent_back

    def save(self, commit: bool = True) -> Any:
        """The page; its care waits on it for the hook that runs after the page is stored."""
        page = super().save(commit=commit)
        if "content_owner" in self.cleaned_data:
            page.care_given = {
                "owner": self.cleaned_data["content_owner"],
                "review_on": self.cleaned_data.get("review_on") or next_review(),
            }
        return page

    def _writer(self) -> Any:
        return self.for_user.pk if self.for_user else None
