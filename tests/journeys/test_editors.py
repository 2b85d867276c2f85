"""A week of an editor: a new page, a publisher's word, a translation begun, an old page found true."""

from datetime import date

import pytest
from wagtail.models import Page

from accounts.roles import Role
from cms.editing.freshness import ensure_care
from cms.models import PageCare
from tests.factories import programmes as make

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]


def open_menu(page):
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()


def enter(someone, user, path):
    """Signed in and in the page editor, which is Wagtail's own and not looked at by axe."""
    someone.sign_in(user)
    someone.page.goto(someone.address + path)
    return someone.page


def test_a_week_of_an_editor(person):
    lieksa = Page.objects.get(url_path="/fi/kunnat/lieksa/")
    ensure_care()
    PageCare.objects.filter(page=lieksa).update(review_on=date(2026, 1, 1))
    editor, publisher = person(), person()

    page = enter(
        editor,
        make.account(Role.EDITOR, municipality="422"),
        f"/cms-admin/pages/add/cms/standardpage/{lieksa.pk}/",
    )
    page.fill("[name=title]", "Palvelupiste muuttaa")
    page.fill("[name=lead]", "Palvelupiste on kirjastossa maaliskuusta alkaen.")
    page.get_by_role("button", name="Lisää lohko").first.click()
    page.get_by_role("option", name="Otsikko").first.click()
    page.locator("[name=body-0-value]").fill("Uusi osoite")
    open_menu(page)
    page.get_by_role("button", name="Lähetä julkaisijalle").click()
    page.get_by_text("Parannettavaa:").wait_for()

    desk = enter(publisher, make.account(Role.PUBLISHER), "/cms-admin/")
    desk.locator("#panel-awaiting-review-section, [id*=awaiting-review]").get_by_role(
        "link", name="Palvelupiste muuttaa"
    ).first.click()
    open_menu(desk)
    desk.get_by_role("button", name="Hyväksy ja julkaise").click()
    desk.wait_for_url("**/cms-admin/pages/*/")

    reader = person()
    shown = reader.open("/fi/kunnat/lieksa/palvelupiste-muuttaa/")
    assert shown.get_by_role("heading", name="Uusi osoite").is_visible()

    page.goto(editor.address + "/cms-admin/lists/languages/")
    page.get_by_role("link", name="Puuttuu: näytetään suomeksi").first.click()
    page.get_by_role("button", name="Aloita kääntäminen").click()
    page.get_by_role("button", name="Tallenna kaikki").first.wait_for()

    page.goto(editor.address + "/cms-admin/lists/freshness/")
    page.get_by_role("link", name="Lieksa").first.click()
    page.get_by_role("button", name="Sivu pitää paikkansa: tarkistettu").click()
    page.get_by_text("Kiitos. Sivu tarkistetaan seuraavan kerran").wait_for()
    assert PageCare.objects.get(page=lieksa).review_on > date(2026, 6, 1)
    # The editor stores what is typed by itself; what is not whole yet is refused, and the browser notes that.
    editor.problems = [line for line in editor.problems if "status of 400" not in line]


def on_a_slow_line(page, latency=2500):
    """Each answer comes late; what is sent reaches the service in its order."""
    page.context.new_cdp_session(page).send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1},
    )


def saves_by_itself(request):
    return request.method == "POST" and "json" in request.headers.get("accept", "")


@pytest.mark.parametrize("is_new", [False, True], ids=["page", "new page"])
def test_a_button_pressed_while_autosave_is_under_way_stores_the_page_once(person, is_new):
    """What the page saves by itself is no newer version of somebody else, and makes no second page."""
    lieksa = Page.objects.get(url_path="/fi/kunnat/lieksa/")
    where = f"add/cms/standardpage/{lieksa.pk}" if is_new else f"{lieksa.pk}/edit"
    editor = person()
    page = enter(editor, make.account(Role.EDITOR, municipality="422"), f"/cms-admin/pages/{where}/")
    known = set(Page.objects.values_list("pk", flat=True))
    page.wait_for_timeout(3_000)  # Only then does Wagtail remember how the form began
    if is_new:
        page.fill("[name=lead]", "Avoinna arkisin.")
        page.get_by_role("button", name="Lisää lohko").first.click()
        page.get_by_role("option", name="Otsikko").first.click()
        page.locator("[name=body-0-value]").fill("Uusi osoite")
    on_a_slow_line(page)

    with page.expect_request(saves_by_itself):
        page.locator("[name=title]").press_sequentially("Palvelupiste muuttaa", delay=5)
    open_menu(page)
    page.get_by_role("button", name="Lähetä julkaisijalle").click()
    page.wait_for_url("**/cms-admin/pages/*/")

    made = Page.objects.exclude(pk__in=known).filter(alias_of=None)
    assert made.count() == int(is_new)
    sent = made.get() if is_new else Page.objects.get(pk=lieksa.pk)
    assert sent.current_workflow_state is not None
    assert "Palvelupiste muuttaa" in sent.get_latest_revision_as_object().title
    page.goto("about:blank")
    editor.problems = [line for line in editor.problems if "status of 400" not in line]
