"""A new release never answers with the pages of an older one."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from config import page_cache
from config import release as releases

pytestmark = pytest.mark.django_db


def test_pages_with_old_addresses_of_assets_are_not_found_after_a_restart(monkeypatch):
    request, keys = RequestFactory().get("/fi/"), []

    for manifest in ("before", "before", "after"):
        monkeypatch.setattr(releases, "staticfiles_storage", SimpleNamespace(manifest_hash=manifest))
        releases.release.cache_clear()
        keys.append(page_cache.address_of(request))
    releases.release.cache_clear()

    assert (keys[0] == keys[1], keys[1] == keys[2]) == (True, False)
