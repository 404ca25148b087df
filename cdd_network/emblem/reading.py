"""An uploaded SVG as a tree: without entities, bounded in size, and with nothing that acts."""

from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cdd_network.refusal import Refused

MOST_ELEMENTS = 20_000
DEEPEST = 40
MOST_TEXT = 4_000_000
"""Letters of all names and attributes; a DOCTYPE may give one long attribute to every element."""
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
_BARRED = {
    "script": "สคริปต์ (script)",
    "foreignObject": "เนื้อหาเว็บ (foreignObject) โปรดบันทึกใหม่เป็น Plain SVG",
    "image": "ภาพถ่ายฝังอยู่ (image) โปรดแนบภาพนั้นเป็น PNG แทน",
    "a": "ลิงก์ (a)",
    "svg": "ภาพ SVG ซ้อนอยู่ภายใน",
    **dict.fromkeys(
        ("text", "tspan", "textPath"),
        "ตัวอักษร (text) โปรดแปลงตัวอักษรเป็นเส้น (Convert to Curves) ก่อนบันทึก",
    ),
    **dict.fromkeys(
        ("animate", "animateTransform", "animateMotion", "animateColor", "set"), "ภาพเคลื่อนไหว"
    ),
}


def refuse(what: str) -> Refused:
    """The refusal that names what a drawing may not hold."""
    return Refused(f"ใช้ภาพตราครุฑ SVG นี้ไม่ได้ เพราะมี{what}")


def local_name(element: ElementTree.Element) -> str:
    """Name of an SVG element; '' of another vocabulary's, as an editor's notes."""
    if element.tag.startswith(SVG):
        return element.tag.removeprefix(SVG)
    return "" if element.tag.startswith("{") else element.tag


class _Limited(ElementTree.TreeBuilder):
    """Builds the tree, and stops at too many elements, too much text or too deep a nesting.

    White space in attributes becomes one space: no reader of them then takes long over a run of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._made = self._depth = self._text = 0

    def start(self, tag: str, attributes: dict[str, str]) -> ElementTree.Element:
        self._made += 1
        self._depth += 1
        self._text += len(tag) + sum(map(len, attributes.values()))
        if self._text > MOST_TEXT:
            raise refuse("ข้อความกำกับชิ้นส่วนยาวเกินไป โปรดบันทึกใหม่เป็น Plain SVG")
        if self._made > MOST_ELEMENTS:
            raise refuse(f"ชิ้นส่วนเกิน {MOST_ELEMENTS:,} ชิ้น โปรดลดรายละเอียดก่อนบันทึก")
        if self._depth > DEEPEST:
            raise refuse(f"กลุ่มซ้อนกันเกิน {DEEPEST} ชั้น โปรดเลิกจัดกลุ่ม (Ungroup) ก่อนบันทึก")
        plain = {name: " ".join(text.split()) for name, text in attributes.items()}
        return super().start(tag, plain)

    def end(self, tag: str) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def read(data: bytes) -> ElementTree.Element:
    """The root ``svg`` of the file. A plain DOCTYPE is read over; one with entities is refused.

    Raises Refused, naming what the file holds that may not be, wherever in the file it stands.
    """
    parser = DefusedXMLParser(target=_Limited(), forbid_dtd=False, forbid_entities=True)
    try:
        parser.feed(data)
        root = parser.close()
    except DefusedXmlException as error:
        raise refuse("การประกาศ ENTITY ซึ่งใช้ดึงหรือขยายข้อมูลได้ โปรดบันทึกใหม่เป็น Plain SVG") from error
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise Refused("ภาพตราครุฑ SVG นี้เสียหรือไม่ครบ เปิดอ่านไม่ได้ โปรดบันทึกใหม่") from error
    if local_name(root) != "svg":
        raise Refused("ภาพตราครุฑต้องเป็นไฟล์ SVG ทั้งไฟล์ ไม่ใช่หน้าเว็บหรือเอกสารอื่น")
    for element in root.iter():
        _refuse_acts(element, root)
    return root


def _refuse_acts(element: ElementTree.Element, root: ElementTree.Element) -> None:
    name = local_name(element)
    if name in _BARRED and element is not root:
        raise refuse(_BARRED[name])
    for attribute in element.attrib:
        if attribute.lower().startswith("on"):
            raise refuse(f"คำสั่งเหตุการณ์ ({attribute[:20]})")
