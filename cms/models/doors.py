"""Pages with a form: contact, accessibility feedback, what went wrong, danger; and the answer by its code.

What is sent goes to the service (`programmes.servicepoints.doors`), never into Wagtail. These pages carry the
secret of their form, so they are the only public pages that no cache keeps: every other page stays the same
for everyone.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.finding.question import query_of
from cms.models.base import PublicPage
from cms.models.texts import TextPage
from cms.readers import seen
from cms.site_settings import service_phone
from programmes.servicepoints import doors
from programmes.servicepoints.doors import Door

INVALID, TOO_MANY, NOT_FOUND = 422, 429, 404
TEMPLATE = "cms/door.html"


class DoorPage(PublicPage):
    """A page whose form tells the service something."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("Stands above the form."))
    thanks = models.TextField(
        _("thanks"),
        blank=True,
        max_length=600,
        help_text=_("What the sender reads after sending: what happens now, and by when."),
    )

    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("body"),
        FieldPanel("thanks"),
    ]
    search_fields: ClassVar[list[Any]] = [*PublicPage.search_fields, index.SearchField("body")]
    subpage_types: ClassVar[list[str]] = []
    door: Any = ""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form; what was sent is kept, and the sender reads what happens next."""
        context, status = self.get_context(request, *args, **kwargs), 200
        if request.method == "POST":
            told, status = self.received(request)
            context |= told
        else:
            context["form"] = doors.form_at(self.door, page=query_of(request).get("page", ""))
        response = TemplateResponse(request, self.get_template(request), context, status=status)
        add_never_cache_headers(response)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What stands beside the form."""
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "phone": service_phone(),
            "is_danger": self.door == Door.SAFETY,
        }

    def received(self, request: HttpRequest) -> tuple[dict[str, Any], int]:
        """What the page shows after a form was sent, and with which status; a slip counts for nothing."""
        form = doors.form_at(self.door, data=request.POST)
        if not form.is_valid():
            return {"form": form}, INVALID
        if doors.too_often(request, self.door):
            return {"form": form, "refused": True}, TOO_MANY
        try:
            return {"form": None, "received": doors.send(self.door, form)}, 200
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            return {"form": form}, INVALID


class ContactPage(DoorPage):
    """How to reach the service, and a form for questions, feedback and faults on pages."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    max_count_per_parent = 1
    door = Door.CONTACT
    template = TEMPLATE

    class Meta:
        verbose_name = _("contact page")


class AccessibilityFeedbackPage(DoorPage):
    """What cannot be used on the site is told here; the accessibility statement leads to it."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    max_count_per_parent = 1
    door = Door.ACCESSIBILITY
    template = TEMPLATE

    class Meta:
        verbose_name = _("accessibility feedback page")


class ReportPage(DoorPage):
    """One of the doors of "which way is mine": wrong data, something that went wrong, or danger."""

    CHOICES = [(door.value, door.label) for door in (Door.CORRECTION, Door.COMPLAINT, Door.SAFETY)]
    door = models.CharField(_("what is told here"), max_length=20, choices=CHOICES)

    content_panels: ClassVar[list[Any]] = [*DoorPage.content_panels, FieldPanel("door")]
    parent_page_types: ClassVar[list[str]] = ["cms.WhichWayPage"]
    template = TEMPLATE

    class Meta:
        verbose_name = _("page for telling what is wrong")


class WhichWayPage(TextPage):
    """Which way is mine: the pages below are its doors, each with its own words."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.ReportPage", "cms.StandardPage"]
    max_count_per_parent = 1
    template = "cms/which_way.html"

    class Meta:
        verbose_name = _("which way is mine")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The doors in the order of the tree."""
        context = super().get_context(request, *args, **kwargs)
        danger = set(ReportPage.objects.child_of(self).filter(door=Door.SAFETY).values_list("pk", flat=True))
        leads = dict(ReportPage.objects.child_of(self).values_list("pk", "lead"))
        return context | {
            "doors": [
                {
                    "title": page.title,
                    "url": f"{context['frame'].url}{page.slug}/",
                    "text": leads.get(page.pk) or page.search_description,
                    "is_danger": page.pk in danger,
                }
                for page in seen(self.get_children())
            ],
            "answer_url": context["frame"].sections.get("answer", ""),
        }


class AnswerPage(PublicPage):
    """The sender of a complaint reads with a code where it stands and what the answer is."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "cms/answer.html"

    class Meta:
        verbose_name = _("answer by code")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The field for the code; with a code that is known, the answer. The code is in no address."""
        context, status = self.get_context(request, *args, **kwargs), 200
        context["phone"] = service_phone()
        if request.method == "POST":
            code = request.POST.get("code", "")[:60].replace("\0", "")
            refused = doors.looked_too_often(request)
            told = None if refused else doors.told_with(code)
            status = TOO_MANY if refused else 200 if told else NOT_FOUND
            context |= {"told": told, "code": code, "refused": refused, "unknown": not told and not refused}
        response = TemplateResponse(request, self.get_template(request), context, status=status)
        add_never_cache_headers(response)
        return response
