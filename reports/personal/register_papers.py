"""Rows of the register: papers of districts and provinces, and those who sign them."""

from django.db.models import Q

from cdd_network.models import FormVersion, Office, Signatory
from projects.models import ActionPlan, PlanItem, PlanVersion
from reports.models import (
    Bundle,
    BundlePart,
    Copy,
    Document,
    Enclosure,
    FrozenFile,
    PrintSet,
    Reference,
    StoredPart,
    SummaryReport,
    SummaryVersion,
)
from reports.personal.held import NAMES, TEXTS, VERSIONS, Held, Record
from reports.personal.register_people import OF_ACTIVITY, OPEN, SENT
from selection.models import (
    Nomination,
    Submission,
)

RECORDS_KEPT = "ตามอายุการเก็บหนังสือของระเบียบงานสารบรรณ ระบบไม่ลบเอง"
DRAFT_PAPER = Q(state__in=OPEN)
OF_ROUND = {
    "place": "round__office__province_id",
    "office": "round__office__name",
    "year": "round__programme__year",
}
OF_PAPER = {name: f"paper__{path}" for name, path in OF_ACTIVITY.items()}
PROPOSED = (
    "activity_name", "reasons", "problem", "urgency", "group_plan", "objectives", "target_people",
    "place", "expected_results", "steps", "returned_note", "returned_items", "end_reason",
    "late_reason",
)  # fmt: skip
SAID = ("day_1", "day_2", "day_3", "problems", "suggestions", "returned_note", "returned_items")
WRITTEN = ("subject_text", "to_text", "body_text", "body_from", "enclosure_texts")

RECORDS = (
    Record(
        key="versions",
        title="ข้อความแต่ละฉบับของแบบ (ประวัติการแก้ไข)",
        whose="ผู้รายงาน วิทยากร ผู้ลงนาม และผู้ที่มีชื่ออยู่ในข้อความ",
        data="ข้อความของแบบหลังการบันทึกแต่ละครั้ง ไม่มีรายชื่อผู้เข้าร่วมและกรรมการกลุ่ม",
        purpose="ดูสิ่งที่แก้ไข และนำข้อความเดิมกลับมา",
        seen="สำนักงานเจ้าของแบบ",
        kept="60 ฉบับล่าสุดของแต่ละแบบ",
        end="ลบเฉพาะชื่อตามคำขอได้ทุกฉบับ ฉบับที่ส่งแล้วเก็บแยกไว้ต่างหาก",
        holds=(
            Held(
                FormVersion,
                ("packed",),
                place="by__office__province_id",
                office="by__office__name",
                search=VERSIONS,
                erase=Q(pk__isnull=False),
            ),
        ),
        public=False,
    ),
    Record(
        key="reporters",
        title="ผู้รายงานในแผนปฏิบัติการฯ และแบบสรุปผล",
        whose="เจ้าหน้าที่อำเภอ",
        data="ชื่อและนามสกุล ตำแหน่ง และวันที่รายงาน",
        purpose="แบบรายงานของกรมมีช่องผู้รายงาน",
        seen="อำเภอเจ้าของ จังหวัดเมื่อส่งแล้ว และกรมเมื่อจังหวัดรับแล้ว",
        kept=RECORDS_KEPT,
        end="แบบร่างลบได้ตามคำขอ ฉบับที่ส่งแล้วเก็บเป็นหลักฐาน",
        holds=tuple(
            Held(
                model,
                ("reporter_name", "reporter_post"),
                **OF_ACTIVITY,
                search=NAMES,
                columns=("reporter_name",),
                erase=DRAFT_PAPER,
                clear={"reporter_post": ""},
                page=page,
            )
            for model, page in ((ActionPlan, "plan"), (SummaryReport, "summary"))
        ),
        refused=SENT,
    ),
    Record(
        key="proposals",
        title="แบบเสนอโครงการ แผนปฏิบัติการฯ และแบบสรุปผล",
        whose="ผู้ที่มีชื่ออยู่ในข้อความ",
        data="ชื่อที่เจ้าหน้าที่อาจพิมพ์ในข้อความของแบบ",
        purpose="คัดเลือกกลุ่ม ดำเนินกิจกรรม และรายงานผล",
        seen="อำเภอเจ้าของ จังหวัดเมื่อส่งแล้ว คณะกรรมการเมื่อจังหวัดรับแล้ว และกรม",
        kept=RECORDS_KEPT,
        end="แบบร่างลบเฉพาะชื่อได้ ฉบับที่ส่งแล้วเก็บเป็นหลักฐาน",
        holds=(
            Held(
                Nomination,
                PROPOSED,
                **OF_ROUND,
                search=TEXTS,
                erase=DRAFT_PAPER,
                page="nomination",
            ),
            Held(
                ActionPlan,
                ("returned_note", "returned_items", "set_aside"),
                **OF_ACTIVITY,
                search=TEXTS,
                erase=DRAFT_PAPER,
                page="plan",
            ),
            Held(
                PlanItem,
                ("activity_name", "steps", "place", "results", "remark"),
                **{name: f"plan__{path}" for name, path in OF_ACTIVITY.items()},
                search=TEXTS,
                erase=Q(plan__state__in=OPEN),
                owner="plan",
                page="plan",
                argument="plan_id",
            ),
            Held(
                SummaryReport,
                SAID,
                **OF_ACTIVITY,
                search=TEXTS,
                erase=DRAFT_PAPER,
                page="summary",
            ),
        ),
        refused=SENT,
    ),
    Record(
        key="sent_papers",
        title="แบบเสนอโครงการ แผน และแบบสรุป ฉบับที่ส่งแล้ว",
        whose="ผู้รายงาน และผู้ที่มีชื่ออยู่ในข้อความ",
        data="ข้อความทุกช่องตามที่ส่ง รวมชื่อผู้รายงาน",
        purpose="เปรียบเทียบฉบับที่แก้ไข และเป็นหลักฐานการส่ง",
        seen="อำเภอเจ้าของ และจังหวัด",
        kept=RECORDS_KEPT,
        end="ฉบับที่ส่งแล้วไม่ลบตามคำขอ",
        holds=(
            Held(
                Submission,
                ("answers", "group"),
                **{name: f"nomination__{path}" for name, path in OF_ROUND.items()},
                search=TEXTS,
                page="nomination",
                argument="nomination_id",
            ),
            Held(
                PlanVersion,
                ("answers", "note", "notes"),
                **OF_PAPER,
                search=TEXTS,
                page="plan",
                argument="paper_id",
            ),
            Held(
                SummaryVersion,
                ("answers", "note", "notes"),
                **OF_PAPER,
                search=TEXTS,
                page="summary",
                argument="paper_id",
            ),
        ),
        refused=SENT,
        public=False,
    ),
    Record(
        key="signatories",
        title="ผู้ลงนามและหัวหนังสือของสำนักงาน",
        whose="ผู้บริหารและเจ้าหน้าที่",
        data="ชื่อและนามสกุล ตำแหน่ง การปฏิบัติราชการแทน โทรศัพท์และไปรษณีย์อิเล็กทรอนิกส์ของสำนักงาน",
        purpose="ออกหนังสือราชการ",
        seen="เจ้าหน้าที่ของสำนักงาน และผู้ได้รับหนังสือ",
        kept="ตลอดเวลาที่มีหนังสือซึ่งผู้นั้นลงนาม",
        end="ปิดการใช้งานได้ที่หน้าสำนักงาน",
        holds=(
            Held(
                Signatory,
                ("name", "post", "acted_for"),
                place="office__province_id",
                office="office__name",
                search=NAMES,
                columns=("name",),
            ),
            Held(Office, ("phone", "phone_mt", "email", "address_lines")),
        ),
        refused="เป็นผู้ลงนามในหนังสือราชการ ปิดการใช้งานได้ที่หน้าสำนักงาน",
    ),
    Record(
        key="documents",
        title="หนังสือ ประกาศ คำสั่ง และรายงานการประชุม",
        whose="ผู้ลงนาม ผู้รับ และผู้ที่มีชื่อในหนังสือ",
        data="ข้อความของหนังสือ ผู้รับ และไฟล์ PDF ที่ลงนาม",
        purpose="ออกหนังสือราชการ",
        seen="สำนักงานผู้ออก และผู้รับตามหนังสือ ผู้ที่มีหนังสือพิมพ์ตรวจความถูกต้องได้ด้วย QR",
        kept=RECORDS_KEPT,
        end="ร่างลบเฉพาะชื่อได้ ฉบับที่ออกเลขแล้วไม่แก้ไขและไม่ลบ",
        holds=(
            Held(
                Document,
                WRITTEN,
                **OF_ROUND,
                search=TEXTS,
                erase=Q(state="draft"),
                page="document",
            ),
            Held(
                FrozenFile,
                ("facts", "recipients"),
                **{name: f"document__{path}" for name, path in OF_ROUND.items()},
                search=TEXTS,
                page="document",
                argument="document_id",
            ),
            Held(FrozenFile, ("data",)),
            Held(Copy, ("recipient", "data")),
            Held(Enclosure, ("data",)),
            Held(Reference, ("source",)),
        ),
        refused="ออกเป็นหนังสือราชการแล้ว",
    ),
    Record(
        key="copies",
        title="ชุดสำหรับพิมพ์ และชุดเอกสารของปี",
        whose="ผู้รายงาน ผู้ลงนาม และผู้รับ",
        data="สำเนา PDF ของหนังสือที่ออกแล้วและแบบที่รับแล้ว ไม่มีบัญชีรายชื่อผู้เข้าร่วม",
        purpose="พิมพ์ และรวมส่งกรม",
        seen="สำนักงานที่จัดทำ และกรมเมื่อส่งแล้ว",
        kept="ชุดที่ส่งกรมแล้วและชุดล่าสุดเก็บไว้ตามอายุหนังสือ ชุดเก่าที่ไม่ได้ส่ง 30 วันหลังมีชุดใหม่",
        end="ระบบลบไฟล์ของชุดเก่าเอง (manage.py sweep) เอกสารทุกฉบับในชุดยังอยู่",
        holds=(
            Held(StoredPart, ("file",)),
            Held(
                Bundle,
                ("archive", "merged", "workbook", "manifest", "shown", "forwarded_how"),
            ),
            Held(BundlePart, ("title", "name")),
            Held(PrintSet, ("merged", "archive")),
        ),
        public=False,
    ),
)
