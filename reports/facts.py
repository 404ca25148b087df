"""Database rows → the frozen facts that papers are made of. The only place that does so.

Facts carry Arabic digits; the papers set them in Thai digits.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cdd_network import emblem, thai
from cdd_network.content import Content
from cdd_network.models import Office, Signatory, Subdistrict
from cdd_network.refusal import Refused
from projects.models import Activity
from reports import parts, wording, wording_year
from reports.models import Document, Reference, SummaryReport
from selection.models import ChosenGroup, Round, SavingsGroup

DEPARTMENT = "กรมการพัฒนาชุมชน"
GARUDA_ASSET = "garuda.png"
GARUDA_DRAWING = "garuda.svg"
STUDY_DAY = 2
"""The second of the three days is the study visit; its place is item 3 of the summary."""

BLANK_DATE = "." * 30


def letterhead(office: Office) -> parts.Letterhead:
    """The office as its papers show it; an upload mode without a drawing falls back to the box."""
    mode = office.garuda_mode
    if mode == Office.Garuda.UPLOAD and not office.garuda_image:
        mode = Office.Garuda.DRAFT
    return parts.Letterhead(
        office=office.short_name,
        code=office.code,
        address=tuple(office.address),
        owner=_owner(office),
        garuda=str(mode),
        garuda_asset=_garuda_asset(office) if mode == Office.Garuda.UPLOAD else "",
    )


def _owner(office: Office) -> tuple[str, ...]:
    """Lines at a letter's lower left. A province's letter speaks for the province, so the office
    is named without it, as in «สำนักงานพัฒนาชุมชนจังหวัด»."""
    province = office.kind == Office.Kind.PROVINCE
    phone = f"โทร./โทรสาร {office.phone}" if office.phone else ""
    inner = f"(มท) {office.phone_mt}" if office.phone_mt else ""
    return tuple(
        filter(
            None,
            (
                "สำนักงานพัฒนาชุมชนจังหวัด" if province else office.name,
                office.group_name,
                f"{phone} {inner}".strip(),
                f"ไปรษณีย์อิเล็กทรอนิกส์ {office.email}" if office.email else "",
            ),
        )
    )


def owner_line(office: Office) -> str:
    """An office in one line, as a memo begins: name, group, telephone; no e-mail."""
    phone = f"โทร. {office.phone}" if office.phone else ""
    inner = f"(มท) {office.phone_mt}" if office.phone_mt else ""
    return " ".join(filter(None, (office.name, office.group_name, phone, inner)))


def _garuda_asset(office: Office) -> str:
    """Name of the Garuda among a paper's files; its ending tells the engine what it is."""
    drawn = emblem.ending(bytes(office.garuda_image)) == "svg"
    return GARUDA_DRAWING if drawn else GARUDA_ASSET


def files_of(office: Office) -> dict[str, bytes]:
    """Pictures that the office's papers reach by name: its Garuda when it uploaded one."""
    if office.garuda_mode == Office.Garuda.UPLOAD and office.garuda_image:
        return {_garuda_asset(office): bytes(office.garuda_image)}
    return {}


def signature(signatory: Signatory | None) -> parts.Signature:
    """Who signs; without a signatory the lines stay dotted."""
    if signatory is None:
        return parts.Signature("", "")
    return parts.Signature(
        signatory.name, signatory.post, signatory.acting_phrase, signatory.acted_for
    )


def references(rows: Iterable[Reference]) -> tuple[parts.Reference, ...]:
    """The letters cited, in order. The office's stored name may begin with «หนังสือ»."""
    return tuple(
        parts.Reference(
            row.source.removeprefix("หนังสือ"), f"{row.code}/{row.number}", row.date, row.urgency
        )
        for row in rows
    )


def enclosures(office: str, announced: date | None) -> tuple[parts.Enclosure, ...]:
    """The letter's five enclosures; the announcement's date stays dotted until it is issued."""
    day = thai.date_text(announced) if announced else BLANK_DATE
    return (
        parts.Enclosure(
            1, "announcement", f"สำเนาประกาศ{office} ลงวันที่ {day}", 1, "ฉบับ", online=False
        ),
        parts.Enclosure(2, "procedure", "ขั้นตอนการดำเนินงานโครงการฯ"),
        parts.Enclosure(3, "curriculum", "รายละเอียดหลักสูตร"),
        parts.Enclosure(4, "plan", "แผนปฏิบัติการขับเคลื่อนฯ"),
        parts.Enclosure(5, "summary", "แบบสรุปผลการดำเนินงาน"),
    )


def group_address(group: SavingsGroup) -> parts.GroupAddress:
    """A group with its whole address; needs the group's place loaded."""
    return parts.GroupAddress(group.village, group.moo, *_names(group.subdistrict))


def group_within(group: SavingsGroup) -> str:
    """A group and its address within its province, as a letter of that province names it."""
    return replace(group_address(group), province="").text


def _names(subdistrict: Subdistrict | None) -> tuple[str, str, str]:
    """Names of subdistrict, district and province."""
    if subdistrict is None:
        return ("", "", "")
    district = subdistrict.district
    return (subdistrict.name, district.name, district.province.name)


def chosen_of(opened: Round) -> list[ChosenGroup]:
    """The round's chosen groups in the announcement's order, whole addresses loaded."""
    return list(ChosenGroup.objects.with_place().filter(round=opened).order_by("order"))


def announced_on(opened: Round) -> date | None:
    """Date of the round's announcement in force, or None."""
    announced = in_force(opened, Document.Kind.ANNOUNCEMENT)
    return announced.date if announced else None


def in_force(opened: Round, kind: str) -> Document | None:
    """The round's document of a kind that is in force, with its office, or None."""
    issued = opened.documents.in_force().filter(kind=kind)
    return issued.select_related("office").defer("office__garuda_image").first()


def order_text(opened: Round) -> str:
    """The order that appointed the committee, as it is cited; dots while it is not issued."""
    order = in_force(opened, Document.Kind.COMMITTEE_ORDER)
    number = order.printed_number if order else "." * 15
    day = thai.date_text(order.date) if order else BLANK_DATE
    return f"คำสั่ง{opened.office.short_name} ที่ {number} ลงวันที่ {day}"


def cited_rows(document: Document) -> list[Reference]:
    """The letters that it refers to, in order; none of a document that is not stored."""
    return list(document.references.all()) if document.pk else []


def governor(opened: Round) -> str:
    """«ผู้ว่าราชการจังหวัดบุรีรัมย์»."""
    return f"ผู้ว่าราชการ{programme_facts(opened).office}"


def chosen_chiefs(opened: Round) -> tuple[str, ...]:
    """«นายอำเภอกระสัง» of each chosen district, once each, in the announcement's order."""
    names = (f"นายอำเภอ{c.nomination.office.district.name}" for c in chosen_of(opened))
    return tuple(dict.fromkeys(names))


def all_chiefs(opened: Round) -> tuple[str, ...]:
    """«นายอำเภอกระสัง» of every district of the round's province, by DOPA's code."""
    districts = opened.office.province.districts.order_by("code")
    return tuple(f"นายอำเภอ{one.name}" for one in districts)


def post_in(post: str, province: str) -> str:
    """A post with the province that it belongs to: «เกษตรจังหวัด» → «เกษตรจังหวัดบุรีรัมย์»."""
    return f"{post}{province}" if post.endswith("จังหวัด") else post


def programme_values(opened: Round) -> dict[str, object]:
    """What every paper of the round says, as arguments of the facts of ``wording``."""
    programme = opened.programme
    return {
        "province": opened.office.province.name,
        "fiscal_year": programme.year,
        "project": programme.title,
        "province_activity": f"กิจกรรม{programme.content.activity(1).title}",
        "quota": programme.quota,
    }


def programme_facts(opened: Round) -> wording.ProgrammeFacts:
    """What every paper of the round says."""
    return wording.ProgrammeFacts(**programme_values(opened))


def year_subject(kind: str, opened: Round) -> str:
    """Subject of a kind of document, in the words of the round's year."""
    return wording_year.subject_of(kind, programme_facts(opened), opened.programme.content)


def meeting_values(opened: Round) -> dict[str, object]:
    """As ``programme_values``, and when and where the committee meets by which order."""
    return {
        **programme_values(opened),
        "meeting_day": opened.meeting_date,
        "meeting_time": opened.meeting_time,
        "meeting_place": opened.meeting_place,
        "order": order_text(opened),
    }


def bpm_days(content: Content) -> int:
    """Days after the activity within which a district records it in BPM, by the year's letter."""
    return next((d.days_after for d in content.deadlines if d.key == "bpm_letter"), 7)


def selection_facts(
    document: Document, enclosed: tuple[parts.Enclosure, ...], cited: int
) -> wording.SelectionFacts:
    """What the letter says besides: the meeting, the deadline, what is enclosed and cited."""
    return wording.SelectionFacts(
        **meeting_values(document.round),
        plan_due=document.deadline,
        summary_due=document.deadline,
        enclosures=enclosed,
        references=cited,
        bpm_days=bpm_days(document.round.programme.content),
    )


def study_site(activity: Activity) -> parts.Place | None:
    """The place visited, or None while it is unknown."""
    if not activity.site_name:
        return None
    return parts.Place(activity.site_name, activity.site_moo, *_names(activity.site_subdistrict))


def dates_text(days: Iterable[date]) -> str:
    """«18 - 20 มิถุนายน 2568»: papers write a range with spaces, as they cite enclosures."""
    return thai.date_range_text(list(days)).replace("–", " - ")


def summary_answers(report: SummaryReport, activity: Activity) -> dict[str, str]:
    """Short answers of the summary by the key of the form's item, from activity and report."""
    days = list(activity.days.all())
    venues = dict.fromkeys(d.place for d in days if d.place and d.number != STUDY_DAY)
    site = study_site(activity)
    people = report.participants
    return {
        "dates": dates_text(d.date for d in days if d.date),
        "venue": " และ".join(venues),
        "study_site": site.text if site else "",
        "people": "" if people is None else f"{people:,}",
        "problems": report.problems,
        "suggestions": report.suggestions,
    }


def photos(report: SummaryReport) -> tuple[tuple[parts.Photo, ...], dict[str, bytes]]:
    """The report's photographs in order, and their bytes by the name the paper uses."""
    shown, files = [], {}
    for number, row in enumerate(report.photos.all(), start=1):
        asset = f"photo-{number}.jpg"
        try:
            with row.small.open("rb") as stored:
                files[asset] = stored.read()
        except FileNotFoundError:
            reason = f"ไฟล์ภาพที่ {number} หายไปจากที่เก็บ โปรดลบภาพนั้นในหน้าภาพกิจกรรมแล้วเพิ่มใหม่"
            raise Refused(reason) from None
        alt = row.caption or f"ภาพกิจกรรมที่ {number}"
        shown.append(parts.Photo(asset, row.caption, alt, row.width, row.height))
    return tuple(shown), files
