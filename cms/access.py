"""Who edits which pages: one group of Wagtail for each role and area, in step with the roles held today.

"Editors" and "Publishers" open the page editor and the images; what one may write in comes from a second
group, such as "Editors: the whole area" or one with the code of a municipality, whose rights stand on the
pages.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from accounts.roles import WAGTAIL_GROUPS, Role
from accounts.selectors import scope_of
from cms.editing.rights import allow_settings
from cms.models import HomePage, MunicipalityPage
from cms.reference.rights import allow_reference_data

WHOLE_AREA = "the whole area"
PAGE_ACTS: dict[str, tuple[str, ...]] = {
    Role.EDITOR: ("add_page", "change_page"),
    Role.PUBLISHER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
# Who may add may change and delete what they added themself until readers see it (`editing/files.py`).
FILE_ACTS: dict[str, tuple[str, ...]] = {
    Role.EDITOR: ("add_image", "choose_image", "add_document", "choose_document"),
    Role.PUBLISHER: (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
}
WAGTAILS_OWN_MODERATORS = "Moderators"


def ensure_groups() -> None:
    """The two groups of the page editor are there; Wagtail's ready-made rights over every page are gone."""
    for role, name in WAGTAIL_GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(
            Permission.objects.filter(
                Q(content_type__app_label="wagtailadmin", codename="access_admin")
                | Q(content_type__app_label="wagtail_localize", codename="submit_translation")
            )
        )
        GroupPagePermission.objects.filter(group=group).delete()
        _allow_files(group, FILE_ACTS[role])
    Group.objects.filter(name=WAGTAILS_OWN_MODERATORS, user=None).delete()


def keep_in_step(user: User) -> None:
    """`user` is in exactly the groups that the roles held today ask for."""
    scope, wanted = scope_of(user), []
    for role, name in WAGTAIL_GROUPS.items():
        if role not in scope.by_role:
            continue
        wanted.append(Group.objects.get_or_create(name=name)[0])
        codes = scope.by_role[role]
        wanted += [_page_group(role, name, code) for code in ([None] if codes is None else sorted(codes))]
    ours = Q(name__in=WAGTAIL_GROUPS.values())
    for name in WAGTAIL_GROUPS.values():
        ours |= Q(name__startswith=f"{name}: ")
    held = set(user.groups.filter(ours))
    user.groups.remove(*(held - set(wanted)))
    user.groups.add(*(set(wanted) - held))


def keep_everyone_in_step() -> None:
    """Each account that works with pages, or did, is in its groups."""
    roles = Q(assignments__role__in=list(WAGTAIL_GROUPS)) | Q(groups__name__in=WAGTAIL_GROUPS.values())
    for user in User.objects.filter(roles).distinct():
        keep_in_step(user)


def on_assignment(sender: Any, instance: Any, **_signal: Any) -> None:
    """A role over pages was given, changed or ended."""
    if instance.role in WAGTAIL_GROUPS:
        for user in User.objects.filter(pk=instance.user_id):
            keep_in_step(user)


def on_sign_in(sender: Any, user: User, **_signal: Any) -> None:
    """A role may have begun or ended since the last time."""
    if user.groups.exists() or scope_of(user).holds(*WAGTAIL_GROUPS):
        keep_in_step(user)


def _page_group(role: str, name: str, code: str | None) -> Group:
    pages: list[Page]
    if code is None:
        label, pages = WHOLE_AREA, list(HomePage.objects.all())
    else:
        pages = list(MunicipalityPage.objects.filter(municipality=code))
        label = code
    group, _made = Group.objects.get_or_create(name=f"{name}: {label}")
    if code is None and role == Role.PUBLISHER:
        allow_reference_data(group)
        allow_settings(group)
    acts = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_ACTS[role])
    rights = {(page.pk, act) for page in pages for act in acts.values_list("pk", flat=True)}
    held = GroupPagePermission.objects.filter(group=group).values_list("page_id", "permission_id")
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page_id=page, permission_id=act)
            for page, act in sorted(rights - set(held))
        ]
    )
    return group


def _allow_files(group: Group, names: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    acts = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=names
    )
    GroupCollectionPermission.objects.filter(group=group).exclude(permission__in=acts).delete()
    for act in acts:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=act)
