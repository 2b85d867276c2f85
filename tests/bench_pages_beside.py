"""Uncached public pages beside the stock Wagtail demo, by the processor's time, interleaved in one run.

By hand, on the demo data of `make run`: `python -m tests.bench_pages_beside FOLDER PYTHON [ROUNDS]`, where
FOLDER holds the demo and PYTHON has what it needs, with the same Django and Wagtail as ours:

    git clone https://github.com/wagtail/bakerydemo FOLDER && cd FOLDER && touch .env
    python3.11 -m venv VENV   # into it Django and Wagtail as in our requirements/base.txt, and python-dotenv
                              # wagtail-font-awesome-svg django-debug-toolbar==4.* django-extensions
                              # django-csp==3.* dj-database-url
    export DJANGO_SETTINGS_MODULE=bakerydemo.settings.dev
    VENV/bin/python manage.py migrate && VENV/bin/python manage.py load_initial_data

Both sites run with DEBUG off and templates kept, each in a process of its own; of each round one page here
and one there. Our pages are made anew every time: the kept pages are emptied, what the process remembers of
unchanged public data stays, as between any two pages. Prints the best and the middle, and how many times as
fast ours are by the middle; what is asked for stands beside it. Nothing is written.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# ours, theirs, times as fast (issue 9)
PAIRS = (
    ("/fi/", "/", 2.5),
    ("/fi/palvelut/", "/breads/", 2.0),
    ("/fi/kunnat/joensuu/", "/locations/", 2.0),
    ("/fi/paikat/", "/breads/", None),
)


def main(folder: str, python: str, rounds: int) -> int:
    """The table is printed; 1 when a page is less fast than asked."""
    here = site(sys.executable, str(ROOT), "config.settings.dev")
    there = site(python, folder, "bakerydemo.settings.dev")
    slow = 0
    sys.stdout.write(
        f"{'ours':<24}{'theirs':<14}{'best':>7}{'middle':>8}{'best':>7}{'middle':>8}{'×':>7}{'asked':>7}\n"
    )
    for ours, theirs, asked in PAIRS:
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(rounds + 3):
            pair = read(here, ours), read(there, theirs)
            if number >= 3:  # the first ones are warm-up
                times[0].append(pair[0])
                times[1].append(pair[1])
        ratio = median(times[1]) / median(times[0])
        slow += asked is not None and ratio < asked
        cells = "".join(f"{min(row):>7.1f}{median(row):>8.1f}" for row in times)
        sys.stdout.write(f"{ours:<24}{theirs:<14}{cells}{ratio:>7.2f}{asked or '':>7}\n")
    for process in (here, there):
        process.kill()
    return 1 if slow else 0


def site(python: str, folder: str, settings: str) -> subprocess.Popen[str]:
    """A process that answers with milliseconds for each address it is given."""
    return subprocess.Popen(  # noqa: S603 - our own file
        [python, __file__, "--site", folder, settings],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def read(process: subprocess.Popen[str], path: str) -> float:
    """The processor's milliseconds that the site took for the page."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{path}\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def serve(folder: str, settings_name: str) -> None:
    """Answers each address of the input with the milliseconds of its page."""
    sys.path[:0] = [folder, f"{folder}/platform"]
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_name
    from django.conf import settings

    settings.DEBUG = False
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    from django.core.cache import caches
    from django.core.wsgi import get_wsgi_application
    from django.test import Client

    get_wsgi_application()
    client = Client(headers={"host": "localhost"})
    forget: Any = caches["pages"].clear if "pages" in settings.CACHES else lambda: None
    for line in sys.stdin:
        forget()
        begun = time.process_time()
        answer = client.get(line.strip())
        taken = (time.process_time() - begun) * 1000
        assert answer.status_code == 200, f"{line.strip()}: {answer.status_code}"
        sys.stdout.write(f"{taken}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "--site":
        serve(*sys.argv[2:4])
    else:
        raise SystemExit(main(sys.argv[1], sys.argv[2], int((sys.argv[3:] or ["40"])[0])))
