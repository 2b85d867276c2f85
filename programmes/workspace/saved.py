"""Lists of people that a worker has saved by name, for themself."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.workspace.models import SavedList
from workflow.locks import lock_all

MOST = 20


def saved_lists(user: User) -> QuerySet[SavedList]:
    """The worker's own lists, in the order in which they were saved."""
    return SavedList.objects.filter(user=user)


@transaction.atomic
def save_list(user: User, name: str, query: str) -> SavedList:
    """The worker has the list under the name; one of the same name is changed.

    Raises ValidationError when they have `MOST` lists already, or the choices are too many to keep.
    """
    lock_all(User.objects.filter(pk=user.pk))  # two windows do not save the twenty-first
    if len(query) > SavedList._meta.get_field("query").max_length:  # type: ignore[operator]
        raise ValidationError(_("These choices are too many to be saved."))
    known = saved_lists(user).filter(name=name).first()
    if known is None and saved_lists(user).count() >= MOST:
        full = _("You have %(number)s saved lists, which is the most. Take one away first.")
        raise ValidationError({"name": full % {"number": MOST}})
    row = known or SavedList(user=user, name=name)
    row.query = query
    row.save()
    return row


def forget_list(user: User, pk: int) -> None:
    """The worker's list is gone; nobody else's is touched."""
    saved_lists(user).filter(pk=pk).delete()
