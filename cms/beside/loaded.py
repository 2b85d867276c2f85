"""What `load_pages` has written, so that it never writes over an editor."""

from __future__ import annotations

from django.db import models


class LoadedPage(models.Model):
    """A page that `load_pages` made from the packaged texts.

    `digest` is of the text it wrote; `version` is the revision that holds this very text, made when an editor
    opens the page. A page with another newest revision was edited since; a page that is gone was deleted by
    an editor. Both are left alone.
    """

    key = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64)
    version = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="loaded_page_once")]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"

    @property
    def edited(self) -> bool:
        """Whether somebody has written on the page since."""
        newest = self.page.latest_revision_id if self.page else None
        return newest is not None and newest != self.version_id
