"""Every kind of paper, by name, for tests that hold for all of them."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from inspect import getmembers, isfunction
from io import BytesIO
from typing import get_type_hints

from PIL import Image

from cdd_network import qr
from reports import letters_programme, parts, pdf
from reports.letters import Paper
from tests.pictures import jpeg
from tests.reports import paper_facts


def emblem() -> bytes:
    """A picture with an alpha channel."""
    made = BytesIO()
    Image.new("RGBA", (40, 40), (200, 30, 30, 90)).save(made, "PNG")
    return made.getvalue()


def own_kinds() -> dict[str, Callable[[], Paper]]:
    """Whatever paper_facts makes: a new kind joins by being added there."""
    return {
        name: make
        for name, make in getmembers(paper_facts, isfunction)
        if isinstance(kind := get_type_hints(make).get("return"), type) and issubclass(kind, Paper)
    }


def year_paper(kind: type[Paper]) -> Paper:
    return kind(content=paper_facts.CONTENT, fiscal_year=2568, author=paper_facts.AUTHOR)


def full_letter() -> Paper:
    """Three pages with the office's emblem, a true QR and marks of urgency, as a draft."""
    head = replace(paper_facts.HEAD, garuda=parts.UPLOAD, garuda_asset="garuda.png")
    files = {"qr.svg": qr.svg("https://network.example.go.th/d/Ab3"), "garuda.png": emblem()}
    body = paper_facts.selection_letter().body
    changes = {"head": head, "files": files, "body": body * 2, "draft": True}
    return paper_facts.selection_letter(**changes, urgency="ด่วนที่สุด", secrecy="ลับ")


def full_summary() -> Paper:
    photos = (parts.Photo("1.jpg", "ภาพที่ 1", "คนฟังบรรยาย"), parts.Photo("2.png", "ภาพที่ 2"))
    files = {"1.jpg": jpeg(), "2.png": emblem()}
    return paper_facts.summary(
        photos=photos, files=files, narratives=("อบรม\nดูงาน", "ดูงาน", "ทำแผน")
    )


PAPERS = own_kinds() | {
    "procedure": lambda: year_paper(letters_programme.Procedure),
    "curriculum": lambda: year_paper(letters_programme.Curriculum),
    "full_letter": full_letter,
    "full_summary": full_summary,
}


@cache
def html_of(name: str) -> str:
    return str(PAPERS[name]())


@cache
def data_of(name: str) -> bytes:
    return pdf.render(html_of(name), files=PAPERS[name]().files, facts='{"kind": "กก"}').data
