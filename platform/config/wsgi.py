"""The door for a web server: `config.wsgi:application`."""

import gc
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in (str(ROOT / "platform"), str(ROOT)):
    if folder not in sys.path:
        sys.path.insert(0, folder)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the path is set
from django.db import connections  # noqa: E402

from config.text_codes import in_utf_8  # noqa: E402

application = in_utf_8(get_wsgi_application())

from config.errors import draw_standing_pages  # noqa: E402 - the apps are ready only now

draw_standing_pages()
connections.close_all()  # the pages ask for a telephone number; no process keeps a connection for that

# What is loaded by now stays. Looked through again in every full collection, it would stop one page in
# twenty for a sixth of a second.
gc.collect()
gc.freeze()
