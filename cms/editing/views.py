"""What editors do beside writing: say that a page is still true, and who keeps it so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from accounts.models import User
from accounts.selectors import page_workers
from cms.beside.care import PageCare, next_review
from cms.editing.freshness import care_of, keep_to_check, mark_reviewed, take_care
from cms.page_form.forms import OwnerField, check_owner, review_field
from typed.meanwhile import Standing
from ui.formats import day


class CareForm(Standing):
    """Who keeps the page true, and when it is looked at next."""

    content_owner = OwnerField()
    review_on = review_field()
    to_check = forms.CharField(
        label=gettext_lazy("Still to be checked"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What is not certain yet, a line each. Readers never see this."),
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["content_owner"].queryset = page_workers()

    def clean_content_owner(self) -> User | None:
        """Whoever keeps the page true may edit it."""
        owner: User | None = self.cleaned_data["content_owner"]
        if "content_owner" in self.changed_data:
            check_owner(owner, self.page)
        return owner


class CareView(WagtailAdminTemplateMixin, FormView):
    """The page is true today, or somebody else keeps it, or another day is set."""

    form_class = CareForm
    template_name = "cms/admin/care.html"
    page_title = gettext_lazy("Is this page still true?")
    header_icon = "calendar-check"
    breadcrumbs_items: list[Any] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Those who may edit the page come in."""
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        """The page in question."""
        return get_object_or_404(Page.objects.filter(depth__gt=1), pk=self.kwargs["page_id"])

    @cached_property
    def care(self) -> PageCare:
        """Its care as it stands."""
        return care_of(self.page)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"page": self.page}

    def get_initial(self) -> dict[str, Any]:
        care = self.care
        return {"content_owner": care.owner_id, "review_on": care.review_on, "to_check": care.to_check}

    def form_valid(self, form: CareForm) -> HttpResponse:
        """What the form says is kept; a day left as it was moves on when the page was reviewed."""
        chosen = form.cleaned_data["review_on"] or next_review()
        text = _("Saved. The page is looked at next on %(day)s.")
        if "reviewed" in self.request.POST:
            moved = chosen if chosen != self.care.review_on else None
            chosen = mark_reviewed(self.page, by=self.request.user, review_on=moved).review_on
            text = _("Thank you. The page is looked at next on %(day)s.")
        take_care(self.page, owner=form.cleaned_data["content_owner"], review_on=chosen)
        keep_to_check(self.page, form.cleaned_data["to_check"])
        messages.success(self.request, text % {"day": day(chosen)})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        there = reverse("wagtailadmin_explore", args=[self.page.get_parent().pk])
        return str(get_valid_next_url_from_request(self.request) or there)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = get_valid_next_url_from_request(self.request)
        return super().get_context_data(page=self.page, care=self.care, next=back, **kwargs)
