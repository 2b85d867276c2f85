"""An invitation to act for a host employer: to one address, in one role, for some days, used once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.employers.codes import MemberRole
from programmes.employers.models.host import HostEmployer
from workflow.models import new_reference


class MemberInvitation(models.Model):
    """One address that somebody who may sign has asked to act for the host employer.

    sent: how many times; the link in the mail is signed from the reference and this number (`member_links`),
    so that sent again it is another link. Whether it still holds says the row.
    """

    reference = models.CharField(max_length=20, default=new_reference, editable=False)
    host = models.ForeignKey(
        HostEmployer, on_delete=models.CASCADE, related_name="invitations", db_index=False
    )
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("part"), max_length=10, choices=MemberRole.choices)
    language = models.CharField(max_length=10, default="fi")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_on = models.DateField(default=timezone.localdate)
    sent = models.PositiveSmallIntegerField(default=0)
    valid_until = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="member_invitation_reference_once"),
            models.UniqueConstraint(
                fields=["host", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="member_invitation_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host} · {self.get_role_display()}"

    @property
    def waits(self) -> bool:
        """Whether it has been neither used nor withdrawn."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def stands(self) -> bool:
        """Whether it can be used today."""
        return self.waits and timezone.localdate() <= self.valid_until
