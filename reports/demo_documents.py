"""Papers of the demonstration: Buriram's 2568 with letterheads, signatories, numbers and dates.

Order, announcement and letter carry what the published papers carry; the circular is the second
letter that the letter refers to. Every other number is written for the demonstration.
"""

from datetime import date

from cdd_network.models import Office, Signatory, User
from projects.models import Activity
from reports import demo_texts as texts
from reports import story
from reports.actions import documents
from reports.models import Document
from reports.stamps import Series
from selection.models import Round

Kind = Document.Kind
EXAMPLE = "(ตัวอย่าง)"
DISTRICTS = {
    "krasang": ("บร 0218", "31160"),
    "bandan": ("บร 2118", "31000"),
    "khumueang": ("บร 0318", "31190"),
    "nangrong": ("บร 0418", "31110"),
}
"""Code and postcode of each district's letterhead; invented, so the address says so."""


def letterheads(people: dict[str, User]) -> None:
    """Buriram's letterhead and signatory as on its letter; posts of the others marked as examples."""
    _buriram(people["buriram"].office)
    for name, (code, postcode) in DISTRICTS.items():
        _district(people[name].office, code, postcode)
    _signatory(people["surin"].office, "ผู้ว่าราชการจังหวัดสุรินทร์")


def _buriram(office: Office) -> None:
    if not office.phone:
        office.address_lines = "ศาลากลางจังหวัดบุรีรัมย์\n1159 เขากระโดง\nจังหวัดบุรีรัมย์ 31000"
        office.group_name = "กลุ่มงานสารสนเทศการพัฒนาชุมชน"
        office.phone = "0 4466 6512"
        office.phone_mt = "37156"
        office.email = "saraban_buriram@cdd.mail.go.th"
        office.garuda_mode = Office.Garuda.PREPRINTED
        office.save()
    Signatory.objects.get_or_create(
        office=office,
        name="นายจำเริญ แหวนเพชร",
        defaults={
            "post": "รองผู้ว่าราชการจังหวัด",
            "acting_phrase": "ปฏิบัติราชการแทน",
            "acted_for": "ผู้ว่าราชการจังหวัดบุรีรัมย์",
        },
    )
    _signatory(office, "พัฒนาการจังหวัดบุรีรัมย์")


def _district(office: Office, code: str, postcode: str) -> None:
    if not office.code:
        name = office.short_name
        province = office.province
        office.address_lines = f"ที่ว่าการ{name} {EXAMPLE}\n{province} {postcode}"
        office.code = code
        office.garuda_mode = Office.Garuda.PREPRINTED
        office.save()
    _signatory(office, f"นาย{office.short_name}")


def _signatory(office: Office, post: str) -> None:
    """Nobody's name: set in brackets under a signature it reads «(ตัวอย่าง)»."""
    Signatory.objects.get_or_create(office=office, name="ตัวอย่าง", defaults={"post": post})


def signer(office: Office, post: str) -> Signatory:
    """The office's signatory with this post."""
    return Signatory.objects.get(office=office, post=post, active=True)


def call(opened: Round, *, by: User) -> None:
    """The order of 20 May and the circular of 29 May, most urgent."""
    governor = signer(by.office, "รองผู้ว่าราชการจังหวัด")
    story.issue(
        opened, Kind.CRITERIA_CIRCULAR, by=by, signatory=governor, number=22303,
        series=Series.CIRCULAR, day=date(2025, 5, 29), deadline=texts.NOMINATE_BY,
        urgency=Document.Urgency.MOST,
    )  # fmt: skip


def order(opened: Round, *, by: User) -> None:
    """The order that appoints the committee."""
    governor = signer(by.office, "รองผู้ว่าราชการจังหวัด")
    day = date(2025, 5, 20)
    story.issue(opened, Kind.COMMITTEE_ORDER, by=by, signatory=governor, number=2150, day=day)


def invite(opened: Round, *, by: User) -> None:
    """The invitation to the meeting of 6 June."""
    governor = signer(by.office, "รองผู้ว่าราชการจังหวัด")
    day = date(2025, 5, 30)
    story.issue(opened, Kind.INVITATION, by=by, signatory=governor, number=8412, day=day)


def announce(opened: Round, *, by: User) -> None:
    """The announcement of 7 June, a Saturday as on the published paper."""
    governor = signer(by.office, "รองผู้ว่าราชการจังหวัด")
    story.issue(opened, Kind.ANNOUNCEMENT, by=by, signatory=governor, day=date(2025, 6, 7))


def report(opened: Round, *, by: User) -> None:
    """The meeting's report, certified on the next working day."""
    head = signer(by.office, "พัฒนาการจังหวัดบุรีรัมย์")
    story.issue(opened, Kind.MEETING_REPORT, by=by, signatory=head, day=date(2025, 6, 9))


def propose(opened: Round, *, by: User) -> None:
    """The draft of the letter, and the memo that puts it before its signatory."""
    documents.draft_document(round=opened, kind=Kind.SELECTION_LETTER, by=by)
    head = signer(by.office, "พัฒนาการจังหวัดบุรีรัมย์")
    story.issue(opened, Kind.MEMO, by=by, signatory=head, number=318, day=date(2025, 6, 12))


def tell_chosen(opened: Round, *, by: User) -> None:
    """The published letter, its two references as they stand on it."""
    governor = signer(by.office, "รองผู้ว่าราชการจังหวัด")
    story.issue(
        opened, Kind.SELECTION_LETTER, by=by, signatory=governor, number=2230,
        series=Series.CIRCULAR, day=date(2025, 6, 13), deadline=date(2025, 7, 10),
        references=texts.REFERENCES,
    )  # fmt: skip


def notify(opened: Round, *, by: User) -> Document:
    """The notice that opens the gate."""
    governor = signer(by.office, "รองผู้ว่าราชการจังหวัด")
    return story.issue(
        opened, Kind.ALLOCATION_NOTICE, by=by, signatory=governor, number=2241,
        series=Series.CIRCULAR, day=date(2025, 6, 16),
    )  # fmt: skip


def cover(activity: Activity, *, number: int, day: date, by: User) -> None:
    """A district's covering letter with its plan and summary."""
    chief = signer(by.office, f"นาย{by.office.short_name}")
    story.issue(
        activity.chosen.round, Kind.DISTRICT_COVER, activity=activity, by=by, signatory=chief,
        number=number, day=day,
    )  # fmt: skip


def forward(opened: Round, *, by: User) -> None:
    """The covering letter with all papers to the department, a day after the last was accepted."""
    governor = signer(by.office, "รองผู้ว่าราชการจังหวัด")
    day = date(2025, 7, 2)
    story.issue(opened, Kind.DEPARTMENT_COVER, by=by, signatory=governor, number=9377, day=day)
