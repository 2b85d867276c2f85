"""Pictures and documents belong to whoever added them until readers see them; then they go by review too.

A file that is replaced changes every page that shows it, without a draft of any of them. So who may only
write pages adds a new file instead and chooses it on the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permission_policies.collections import (
    CollectionOwnershipPermissionPolicy,
    CollectionPermissionPolicy,
)
from wagtail.permissions import policy_registry, register_permission_policy

from cms.showing import is_public

OWNER = "uploaded_by_user"
SHELVES = {"wagtailimages": get_image_model, "wagtaildocs": get_document_model}
OPENED = frozenset({"edit", "delete"})


class OwnUntilPublic(CollectionOwnershipPermissionPolicy):
    """Wagtail's rule, except that the owner's right ends where the file is public.

    The file stays on the owner's list all the same: whoever opens it there hears how to change it.
    """

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        allowed: bool = super().user_has_any_permission_for_instance(user, actions, instance)
        if not allowed or getattr(instance, OWNER) != user or not is_public(instance):
            return allowed
        asked = ["change" if action == "delete" else action for action in actions]
        everybodys = CollectionPermissionPolicy(self.model, auth_model=self.auth_model)
        return bool(everybodys.user_has_any_permission_for_instance(user, asked, instance))


def keep_public_files() -> None:
    """From now on both shelves go by this rule."""
    for model in (model() for model in SHELVES.values()):
        policy = OwnUntilPublic(model, auth_model=model._meta.label, owner_field_name=OWNER)
        register_permission_policy(model, policy, exact_class=True)  # goes before Wagtail's own, made later


def public_file_is_opened(request: HttpRequest) -> HttpResponse | None:
    """Whoever opens an own file that readers see hears how to change what they see."""
    met = request.resolver_match
    if met is None or met.namespace not in SHELVES or met.url_name not in OPENED:
        return None
    model: type[Model] = SHELVES[met.namespace]()
    file = model._default_manager.filter(
        pk=next(iter(met.kwargs.values())), **{OWNER: request.user.pk}
    ).first()
    policy = policy_registry.get_by_type(model)
    if file is None or policy.user_has_permission_for_instance(request.user, "change", file):
        return None
    words = _(
        "Readers see “%(title)s” already. Add the new file beside it and choose it on the page:"
        " the change then goes through review."
    )
    messages.warning(request, words % {"title": file})
    return redirect(f"{met.namespace}:index")
