"""A browser, people who sign in with it, and a look by axe at every page they stop at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import User

PASSWORD = "long-enough-for-a-journey"  # noqa: S105 - of invented people
PHONE = {"width": 390, "height": 844}
PATIENCE = 90_000  # milliseconds: a page of a busy machine comes too
DESK = {"width": 1280, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    browser = os.environ.get("VALITYO_CHROMIUM", "/usr/bin/chromium-headless-shell")
    return {"executable_path": browser, "args": quiet}


class Person:
    """One person with a browser of their own."""

    def __init__(self, browser: Browser, address: str, size: dict[str, int], language: str = "fi") -> None:
        self.address, self.language = address, language
        self.context: BrowserContext = browser.new_context(viewport=size, locale=language)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.problems: list[str] = []
        self.page.on(
            "console", lambda line: self.problems.append(line.text) if line.type == "error" else None
        )
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def open(self, path: str) -> Page:
        """The page at `path`, seen by axe."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status < 400, (path, answer.status)
        self.look()
        return self.page

    def sign_in(self, user: User) -> None:
        """Signed in already; the account reads the person's language."""
        user.language = self.language
        user.save()
        door = Client()
        door.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        known = {
            settings.SESSION_COOKIE_NAME: door.cookies[settings.SESSION_COOKIE_NAME].value,
            settings.LANGUAGE_COOKIE_NAME: self.language,
        }
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in known.items()]
        )

    def sign_in_at_the_door(self, user: User) -> None:
        """With a password; the account reads the person's language."""
        user.set_password(PASSWORD)
        user.language = self.language
        user.save()
        self.open("/accounts/login/")
        self.page.fill("[name=login]", user.email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("form:has([name=password]) button").first.click()
        self.page.wait_for_url(lambda url: "/accounts/login" not in url)

    def press(self, words: str) -> None:
        """A button or link with exactly these words is pressed, and the next page is seen by axe."""
        self.page.locator("main").get_by_role("button", name=words, exact=True).or_(
            self.page.locator("main").get_by_role("link", name=words, exact=True)
        ).first.click()
        self.page.wait_for_load_state()
        self.look()

    def look(self) -> None:
        """axe finds nothing wrong with the page, and the page fits the width."""
        asked = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=asked)
        wrong = [
            (rule["id"], [node["html"][:120] for node in rule["nodes"]])
            for rule in found.response["violations"]
        ]
        assert wrong == [], (self.page.url, wrong)
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, (self.page.url, "scrolls sideways by", wide)


@pytest.fixture
def person(browser: Browser, live_server: Any) -> Iterator[Callable[..., Person]]:
    """Makes people; at the end none of their pages may have logged an error."""
    made: list[Person] = []

    def make(size: dict[str, int] = DESK, language: str = "fi") -> Person:
        someone = Person(browser, live_server.url, size, language)
        made.append(someone)
        return someone

    yield make
    problems = [problem for someone in made for problem in someone.problems]
    for someone in made:
        someone.context.close()
    assert problems == []
