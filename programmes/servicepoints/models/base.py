"""What a person tells the service without signing in: text and contact details, encrypted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.fields import EncryptedTextField

LONGEST = 5000


class Told(models.Model):
    """A person's words, where they belong, and how the person is reached if they said so."""

    municipality = models.ForeignKey(
        "areas.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    text = EncryptedTextField(_("what happened"))
    name = EncryptedTextField(_("name"), blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    email = EncryptedTextField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="fi")
    about_worker = models.BooleanField(
        _("it is about a worker"),
        default=False,
        help_text=_("Only managers see it until a handler is named."),
    )

    class Meta:
        abstract = True

    @property
    def contact(self) -> list[tuple[Any, str]]:
        """How the person is reached, label and value; empty when they did not say."""
        told = ((_("Name"), self.name), (_("Telephone"), self.phone), (_("E-mail"), self.email))
        return [(label, value) for label, value in told if value]
