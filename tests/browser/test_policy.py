"""The strict policy as the browser holds it: no page of a menu asks for anything that is refused."""

from collections.abc import Callable

import pytest
from playwright.sync_api import ConsoleMessage, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REFUSED = ("Content Security Policy", "Permissions-Policy", "Cross-Origin", "MIME type")


@pytest.mark.parametrize("username", ["buriram", "krasang"])
def test_no_page_of_the_menu_breaks_the_policy(sign_in: Callable[..., Page], username: str) -> None:
    page, said = sign_in(username), []

    def hears(message: ConsoleMessage) -> None:
        if any(word in message.text for word in REFUSED):
            said.append(f"{page.url}: {message.text}")

    page.on("console", hears)
    page.goto("/upkeep/")
    links = page.locator("nav a, .tasks a").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    assert len(links) > 8
    for link in {*links, "/account/", "/nowhere/", "/rounds/new/"}:
        page.goto(link)
    with page.expect_console_message(lambda message: "style" in message.text):
        page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert len(said) == 1 and "style" in said[0], said  # the policy is awake: our own try alone
