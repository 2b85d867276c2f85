"""Which release draws the pages: what an older one has drawn is not for the readers of a newer one."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

DRAWS_PAGES = ("cms/**/*", "programmes/**/*", "reports/**/*", "platform/**/*")
ENDINGS = frozenset({".py", ".html", ".svg", ".toml", ".mo"})


@cache
def release() -> str:
    """A word for the code, templates, words, static files and settings that this process has started with."""
    told = [settings.BASE_URL, str(settings.DEMO), str(getattr(staticfiles_storage, "manifest_hash", ""))]
    for pattern in DRAWS_PAGES:
        for path in sorted(settings.ROOT.glob(pattern)):
            if path.suffix in ENDINGS:
                known = path.stat()
                told.append(f"{path}:{known.st_size}:{known.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
