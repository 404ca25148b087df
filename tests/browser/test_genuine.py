"""A PDF in hand is compared in the browser: it tells true from false and sends nothing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Enter = Callable[..., Page]
WITHOUT_CRYPTO = "Object.defineProperty(crypto, 'subtle', {value: undefined})"


@pytest.fixture
def order(sign_in: Enter) -> tuple[str, bytes]:
    """Address of the public page of an issued order, and the order's PDF."""
    page = sign_in("buriram")
    page.goto("/documents/")
    link = page.get_by_role("link", name="คำสั่งแต่งตั้งคณะกรรมการ").first
    if link.count():  # another test of this server has issued it
        link.click()
    else:
        page.get_by_role("button", name=re.compile(r"^จัดทำ\s*คำสั่ง")).click()
        _issue(page)
    address = page.get_by_label("ที่อยู่ของหน้าสำหรับผู้รับ").input_value()
    pdf = page.get_by_role("link", name="ดาวน์โหลด").get_attribute("href")
    return address, page.request.get(pdf).body()


def _issue(page: Page) -> None:
    page.get_by_role("link", name="แก้ไขข้อมูลในเอกสาร").click()
    page.locator("[name=signatory]").select_option(index=1)
    page.get_by_role("button", name="บันทึก", exact=True).first.click()
    page.get_by_role("link", name="ออกเอกสาร").click()
    page.get_by_role("button", name=re.compile("ใช้เลข 1$")).click()
    expect(page.get_by_label("เลขที่", exact=True)).to_have_value("1")
    page.get_by_label("วัน", exact=True).fill("20")
    page.get_by_label("เดือน", exact=True).select_option("5")
    page.get_by_label("ปี พ.ศ.", exact=True).fill("2568")
    page.get_by_role("button", name="ออกคำสั่งแต่งตั้งคณะกรรมการ").click()
    expect(page.get_by_text("ออกแล้ว มีผลใช้บังคับ")).to_be_visible()


def _choose(page: Page, data: bytes) -> None:
    file = {"name": "ในมือ.pdf", "mimeType": "application/pdf", "buffer": data}
    page.get_by_label("ไฟล์ PDF ในมือของท่าน").set_input_files(file)


def _drop(page: Page, data: bytes) -> None:
    """Drops a file onto the place, as a hand would."""
    page.evaluate(
        """(bytes) => {
          const held = new DataTransfer();
          held.items.add(new File([new Uint8Array(bytes)], "drop.pdf"));
          const event = new DragEvent("drop", { dataTransfer: held, bubbles: true });
          document.querySelector("[data-genuine]").dispatchEvent(event);
        }""",
        list(data),
    )


def test_a_file_is_told_true_from_false_and_never_sent(
    sign_in: Enter, order: tuple[str, bytes]
) -> None:
    address, pdf = order
    page = sign_in(None, phone=True)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    result = page.get_by_role("status")
    _choose(page, pdf)
    expect(result).to_contain_text("ตรงกับฉบับที่ออก")
    _choose(page, pdf[:-1] + b"x")
    expect(result).to_contain_text("ไม่ตรง")
    expect(result).to_contain_text("สแกน")
    expect(result).not_to_contain_text("ตรงกับฉบับที่ออก")
    _drop(page, pdf)
    expect(result).to_contain_text("ตรงกับฉบับที่ออก")
    _choose(page, b"")
    expect(result).to_contain_text("ไม่ตรง")
    assert [one.url for one in sent] == [], "nothing left the browser"
    assert page.context.cookies() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_where_the_browser_cannot_the_page_says_so(
    sign_in: Enter, order: tuple[str, bytes]
) -> None:
    page = sign_in(None)
    page.add_init_script(WITHOUT_CRYPTO)
    page.goto(order[0])
    expect(page.get_by_text("เบราว์เซอร์เทียบไฟล์ในหน้านี้ไม่ได้")).to_be_visible()
    expect(page.get_by_label("ไฟล์ PDF ในมือของท่าน")).to_be_hidden()
    expect(page.get_by_text("รหัส SHA-256 ของไฟล์ที่ออก")).to_be_visible()
