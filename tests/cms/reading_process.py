"""A web process of its own: answers each address on standard input with the page, while readers press on.

Its memory is its own, so whatever it keeps of a page is kept here and nowhere else.
"""

from __future__ import annotations

import json
import os
import sys
from threading import Event, Thread

from django.conf import settings

from tests import clock

DATABASE = "VALITYO_TEST_DATABASE"
PAUSE = 0.02  # seconds from a page to the next press: whoever is read to is not kept waiting for the crowd


def main() -> int:
    """Pages as lines of JSON until the input ends."""
    clock.go_by_it()
    import django  # noqa: PLC0415 - the settings come first

    settings.DATABASES["default"].update(json.loads(os.environ[DATABASE]))
    django.setup()
    from django.test import Client  # noqa: PLC0415

    def reader() -> Client:
        return Client(raise_request_exception=False, headers={"host": "localhost"})

    ends, pressed = Event(), sys.argv[1]

    def press() -> None:
        while not ends.wait(PAUSE):
            reader().get(pressed)

    crowd = Thread(target=press, daemon=True)
    crowd.start()
    for line in sys.stdin:
        answer = reader().get(line.strip())
        sys.stdout.write(
            json.dumps([answer.status_code, answer.content.decode(), dict(answer.items())]) + "\n"
        )
        sys.stdout.flush()
    ends.set()
    crowd.join()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
