"""QR codes: what is drawn is what is read."""

from xml.etree import ElementTree

import pypdfium2
import pytest
import zxingcpp

from cdd_network import qr
from reports import pdf

ADDRESS = "https://network.example.go.th/q/7Kx2m9QwLr4T"


def picture_of(data: bytes, dots_per_inch: int) -> object:
    document = pypdfium2.PdfDocument(data)
    picture = document[0].render(scale=dots_per_inch / 72).to_pil()
    document.close()
    return picture


@pytest.mark.parametrize("text", [ADDRESS, "ประกาศจังหวัดบุรีรัมย์ ที่ ๑", "x" * 300])
def test_qr_on_the_rendered_page_reads_back(text):
    html = (
        '<html lang="th"><title>t</title><p><img src="asset:qr.svg" alt="QR" style="width:2.4cm">'
    )
    data = pdf.render(html, files={"qr.svg": qr.svg(text)}).data
    found = zxingcpp.read_barcodes(picture_of(data, 300))
    assert [code.text for code in found] == [text]


def test_qr_is_one_path_in_millimetres_with_quiet_zone():
    root = ElementTree.fromstring(qr.svg(ADDRESS))  # noqa: S314 (our own bytes)
    side = int(root.get("viewBox").split()[2])
    assert (root.get("width"), root.get("height")) == ("25mm", "25mm")
    assert [child.tag.partition("}")[2] for child in root] == ["rect", "path"]
    assert root[1].get("d").startswith("M4 4h7v1h-7z")
    assert (side - 8 - 17) % 4 == 0  # a QR has 17 + 4 × version modules


def test_qr_is_the_same_each_time_and_refuses_nothing_to_say():
    assert qr.svg(ADDRESS) == qr.svg(ADDRESS)
    with pytest.raises(ValueError, match="needs a text"):
        qr.svg("")
    with pytest.raises(ValueError, match=r"[Ii]nvalid version|overflow|too long"):
        qr.svg("x" * 5000)
