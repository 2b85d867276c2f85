"""Text in a code that is none: refused before Django reads the request."""

from __future__ import annotations

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from config.text_codes import in_utf_8

pytestmark = pytest.mark.django_db
application = in_utf_8(WSGIHandler())


def answered(content_type: str) -> int:
    """The status that the whole application answers with."""
    environ = RequestFactory().generic("POST", "/accounts/login/?q=a", "--xx--").environ
    statuses: list[str] = []
    list(
        application(
            environ | {"CONTENT_TYPE": content_type}, lambda status, _headers: statuses.append(status)
        )
    )
    return int(statuses[0].split()[0])


@pytest.mark.parametrize("charset", ["hex", "zlib_codec", "rot13", "utf-16", "latin-1", "no-such", "\0"])
def test_another_code_is_a_bad_request(charset):
    assert answered(f"multipart/form-data; boundary=xx; charset={charset}") == 400


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded; charset=UTF-8"]
)
def test_utf_8_and_no_code_reach_the_page(content_type):
    assert answered(content_type) == 403
