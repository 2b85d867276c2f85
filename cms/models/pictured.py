"""A page with one picture of its own, described in words in the language of the page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.models.base import PublicPage


class PicturedPage(PublicPage):
    """The picture stands on top of the page and on its card in lists."""

    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Stands on top of the page and on its card. Twice as wide as high serves best."),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=240,
        blank=True,
        help_text=_("In one sentence, for those who do not see the picture."),
    )
    picture_decorates = models.BooleanField(
        _("the picture only decorates"),
        default=False,
        help_text=_("Then nothing is told of it to those who do not see it."),
    )

    picture_panel = MultiFieldPanel(
        [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_decorates")],
        heading=_("Picture"),
    )
    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, picture_panel]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A picture is described, or it only decorates."""
        super().clean()
        if self.picture_id and not self.picture_alt and not self.picture_decorates:
            raise ValidationError(
                {"picture_alt": _("Tell what the picture shows, or mark that it only decorates.")}
            )

    @property
    def told_alt(self) -> str:
        """What is read aloud for the picture."""
        return "" if self.picture_decorates else self.picture_alt
