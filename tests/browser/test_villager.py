"""A villager in the hall: scans the poster, signs in, answers; a telephone without script."""

import re
import time
from collections.abc import Callable, Iterator

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.hands import those

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Enter = Callable[..., Page]
SECONDS = 30
BYTES = 60_000
"""Of one page with all that it brings, as the first visit fetches it."""


@pytest.fixture
def wall(sign_in: Enter) -> dict[str, str]:
    """What the camera reads off the posters that the office has printed: key → address."""
    page = sign_in("hall")
    page.goto("/rounds/")
    page.locator("main a[href^='/rounds/']").first.click()
    page.wait_for_url(re.compile(r"/rounds/\d+/$"))
    page.goto(f"{page.url}province-day/")  # leads on to the day that was begun
    pk = page.url.rstrip("/").split("/")[-1]
    found = {}
    for key in ("before", "day-1", "after"):
        data = page.request.get(f"/events/{pk}/posters/{key}.pdf").body()
        document = pypdfium2.PdfDocument(data)
        (code,) = zxingcpp.read_barcodes(document[0].render(scale=100 / 72).to_pil())
        document.close()
        found[key] = code.text
    return found


@pytest.fixture
def telephone(browser: Browser) -> Iterator[Callable[[], Page]]:
    """An own telephone each time: 360 px wide, without script, with nothing fetched before."""
    contexts = []

    def taken_out() -> Page:
        context = browser.new_context(viewport=PHONE, locale="th-TH", java_script_enabled=False)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield taken_out
    for context in contexts:
        context.close()


def answer_all(page: Page) -> None:
    """The first choice of every question, by its label as a thumb would; then sent."""
    for question in those(page, "fieldset"):
        question.locator("label").first.click()
    for text in page.locator("textarea").all():
        text.fill("ได้ความรู้มาก")
    page.get_by_role("button", name="ส่งคำตอบ").click()


def test_signs_in_and_answers_in_half_a_minute(
    wall: dict[str, str], telephone: Callable[[], Page], figure: Callable[[str, float], None]
) -> None:
    page = telephone()
    began = time.monotonic()
    page.goto(wall["day-1"])
    page.get_by_label("ชื่อของท่าน").fill("มะลิ")
    page.get_by_role("button", name="ลงชื่อ").click()
    expect(page.get_by_role("status")).to_contain_text("ลงชื่อแล้ว มะลิ")
    for moment in ("before", "after"):
        page.goto(wall[moment])
        answer_all(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("ขอบคุณ ได้รับคำตอบแล้ว")
    took = time.monotonic() - began
    figure("a villager signs in and answers twice, seconds", round(took, 1))
    assert took < SECONDS
    page.goto(wall["after"])
    expect(page.get_by_role("button")).to_have_count(0)


def test_two_of_one_name(wall: dict[str, str], telephone: Callable[[], Page]) -> None:
    page = telephone()
    page.goto(wall["day-1"])
    page.get_by_label("ชื่อของท่าน").fill("บุญมี")
    page.get_by_role("button", name="ลงชื่อ").click()
    page.get_by_label("นามสกุล หรือลำดับที่ในบัญชีลงทะเบียน").fill("๓")
    page.get_by_role("button", name="ลงชื่อ").click()
    expect(page.get_by_role("status")).to_contain_text("ลงชื่อแล้ว บุญมี")
    assert "สุขใจ" not in page.content()


@pytest.mark.parametrize("key", ["day-1", "before", "after"])
def test_the_first_visit_weighs_little_and_fits(
    wall: dict[str, str],
    telephone: Callable[[], Page],
    key: str,
    figure: Callable[[str, float], None],
) -> None:
    page = telephone()
    fetched: list[Response] = []
    page.on("response", lambda one: fetched.append(one))
    page.goto(wall[key], wait_until="networkidle")
    sizes = {one.url: one.request.sizes() for one in fetched}
    bodies = {url: size["responseBodySize"] for url, size in sizes.items()}
    assert sum(url.endswith(".woff2") for url in bodies) == 2, "both faces are counted"
    heads = sum(size["responseHeadersSize"] for size in sizes.values())
    figure(f"bytes of a villager's first page «{key}»", heads + sum(bodies.values()))
    assert heads + sum(bodies.values()) < BYTES, bodies
    widths = [one.bounding_box() for one in page.locator("main label, main button").all()]
    assert all(box["x"] + box["width"] <= PHONE["width"] for box in widths)
    rows = page.locator("fieldset label").all()
    assert all(row.bounding_box()["height"] >= 44 for row in rows)
