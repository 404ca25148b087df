"""How a year's documents would read: each kind's words said of made-up facts."""

from dataclasses import dataclass
from datetime import date

from cdd_network import thai
from cdd_network.models import Programme
from reports import facts, wording_year
from reports.parts import Paragraph
from reports.wording_kinds import KINDS, Blank
from reports.wording_samples import Sample


@dataclass(frozen=True)
class Preview:
    """A kind of document as it would read. ``own``: the year has words of its own for it."""

    kind: str
    label: str
    subject: str
    body: tuple[Paragraph, ...]
    note: str
    own: bool
    blanks: tuple[Blank, ...]


def previews(programme: Programme) -> list[Preview]:
    """Every kind whose words a year may change, in the order of the year's work."""
    content, sample = programme.content, example(programme)
    own = {one.kind for one in content.wordings}
    made = []
    for one in KINDS:
        said = one.facts(sample)
        subject = wording_year.subject_of(one.kind, said, content)
        body = wording_year.body_of(one.kind, said, content)
        made.append(
            Preview(one.kind, one.label, subject, body, one.note, one.kind in own, one.all_blanks)
        )
    return made


def example(programme: Programme) -> Sample:
    """Facts of the year, of a province and of groups that only stand for any other."""
    content = programme.content
    rule, year = content.activity(2), programme.year
    ce, cited = year - thai.BE_OFFSET, f"ที่ 2150/{year} ลงวันที่ 20 พฤษภาคม {year}"
    return Sample(
        province="บุรีรัมย์",
        year=programme.year,
        project=programme.title,
        province_activity=f"กิจกรรม{content.activity(1).title}",
        quota=programme.quota,
        items=len(content.proposal),
        days=rule.days,
        people=rule.people,
        amount=rule.budget,
        bpm_days=facts.bpm_days(content),
        day=date(ce, 6, 6),
        due=date(ce, 7, 10),
        dates=f"18 - 20 มิถุนายน {year}",
        order=f"คำสั่งจังหวัดบุรีรัมย์ {cited}",
        latest=f"คำสั่งแต่งตั้งคณะกรรมการ {cited}",
    )
