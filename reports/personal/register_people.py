"""Rows of the register: people outside the offices, who take part or lead a group."""

from django.db.models import Q

from projects.models import (
    Activity,
    Answers,
    BudgetLine,
    FollowUp,
    Misses,
    Participant,
    Speaker,
    Tally,
    TimetableRow,
)
from projects.people_rules import PURGED
from reports.models import Photo
from reports.personal.held import NAMES, TEXTS, Held, Record
from selection.models import GroupIntake, GroupOfficer

ALWAYS = Q(pk__isnull=False)
OF_EVENT = {
    "place": "event__province__province_id",
    "office": "event__office__name",
    "year": "event__programme__year",
}
OF_ACTIVITY = {
    "place": "activity__province__province_id",
    "office": "activity__office__name",
    "year": "activity__programme__year",
}
OF_OWN = {"place": "province__province_id", "office": "office__name", "year": "programme__year"}
OPEN = ["draft", "returned"]
"""States of a district's paper in which it is a draft: it lies with the district."""
PEOPLE_KEPT = "ตามที่โครงการของปีกำหนด (ปกติ 365 วันหลังสิ้นปีงบประมาณหรือวันจัดกิจกรรม แล้วแต่วันใดหลังกว่า)"
SENT = "ส่งเป็นทางการแล้ว จึงเก็บเป็นหลักฐานของทางราชการ"


def _under(path: str, of: dict[str, str]) -> dict[str, str]:
    return {name: f"{path}__{to}" for name, to in of.items()}


RECORDS = (
    Record(
        key="participants",
        title="บัญชีรายชื่อผู้เข้าร่วมกิจกรรม",
        whose="ผู้เข้าร่วมกิจกรรม",
        data="ชื่อและนามสกุล ตำแหน่ง หมู่บ้าน หมู่ที่ หมายเลขโทรศัพท์ (ไม่บังคับ) และการลงชื่อเช้า บ่าย",
        purpose="ทำบัญชีลงทะเบียน นับผู้เข้าร่วม และสรุปผลกิจกรรม",
        seen="สำนักงานที่จัดกิจกรรม และสำนักงานพัฒนาชุมชนจังหวัด ส่วนโทรศัพท์เห็นเฉพาะสำนักงานที่จัด",
        kept=PEOPLE_KEPT,
        end="ระบบลบชื่อ ตำแหน่ง หมู่บ้าน และโทรศัพท์เอง คงเหลือเฉพาะจำนวน",
        holds=(
            Held(
                Participant,
                ("name", "post", "village", "phone"),
                **OF_EVENT,
                search=NAMES,
                columns=("name",),
                erase=ALWAYS,
                clear={"post": "", "village": "", "moo": None, "phone": ""},
                page="people",
                argument="event_id",
                more="village",
            ),
        ),
    ),
    Record(
        key="speakers",
        title="วิทยากร",
        whose="วิทยากร",
        data="ชื่อและนามสกุล ตำแหน่งหรือหน่วยงาน",
        purpose="จัดตารางกิจกรรม และเทียบอัตราค่าตอบแทน",
        seen="สำนักงานที่จัดกิจกรรม สำนักงานพัฒนาชุมชนจังหวัด และกรมการพัฒนาชุมชน",
        kept=PEOPLE_KEPT,
        end=f"ระบบแทนชื่อด้วย «{PURGED}» ตารางกิจกรรมยังอยู่",
        holds=(
            Held(
                Speaker,
                ("name", "post"),
                **OF_EVENT,
                search=NAMES,
                columns=("name",),
                erase=ALWAYS,
                clear={"post": ""},
                owner="event",
                page="timetable",
                argument="event_id",
            ),
        ),
    ),
    Record(
        key="group_officers",
        title="กรรมการของกลุ่มออมทรัพย์",
        whose="กรรมการของกลุ่ม",
        data="ชื่อและนามสกุล ตำแหน่ง และฝ่าย",
        purpose="ทะเบียนกลุ่มออมทรัพย์เพื่อการผลิต และการติดต่อกลุ่ม",
        seen="สำนักงานพัฒนาชุมชนอำเภอและจังหวัดที่กลุ่มตั้งอยู่",
        kept="ตลอดเวลาที่เป็นกรรมการของกลุ่ม",
        end="อำเภอแทนด้วยกรรมการชุดใหม่ ประวัติการแก้ไขเก็บเพียงจำนวนคน",
        holds=(
            Held(
                GroupOfficer,
                ("name", "post"),
                place="group__subdistrict__district__province_id",
                office="group__subdistrict__district__office__name",
                search=NAMES,
                columns=("name",),
                erase=ALWAYS,
                clear={"post": ""},
                owner="group",
                page="group",
                argument="group_id",
                more="group__village",
            ),
        ),
    ),
    Record(
        key="intake",
        title="ไฟล์ทะเบียนกลุ่มที่รอยืนยันการนำเข้า",
        whose="กรรมการของกลุ่ม",
        data="ชื่อและตำแหน่งตามไฟล์ที่เจ้าหน้าที่เลือก",
        purpose="ตรวจไฟล์ก่อนบันทึกลงทะเบียน",
        seen="เจ้าหน้าที่ผู้เลือกไฟล์คนเดียว",
        kept="24 ชั่วโมง หรือจนกว่าจะยืนยัน",
        end="ระบบลบไฟล์ที่รอเอง",
        holds=(
            Held(
                GroupIntake,
                ("title", "rows", "plan"),
                place="office__province_id",
                office="office__name",
                search=TEXTS,
                erase=ALWAYS,
                drop=True,
            ),
        ),
        public=False,
    ),
    Record(
        key="survey",
        title="แบบประเมินและแบบทดสอบความรู้",
        whose="ผู้เข้าร่วมกิจกรรม",
        data="คำตอบโดยไม่มีชื่อ และข้อความที่เขียนเอง ระบบบังเลขตั้งแต่ 7 หลักขึ้นไป",
        purpose="วัดความรู้และความพึงพอใจเป็นภาพรวม",
        seen="ผลรวมเห็นได้ตามหน้าที่ ข้อความที่เขียนเห็นเฉพาะสำนักงานที่จัด",
        kept="ตลอดเวลาที่เก็บผลการประเมิน",
        end="ไม่มีข้อมูลที่บอกว่าเป็นคำตอบของผู้ใด",
        holds=(
            Held(
                Answers,
                ("texts",),
                **_under("questionnaire", OF_EVENT),
                search=TEXTS,
                erase=ALWAYS,
                page="event_survey",
                argument="questionnaire__event_id",
            ),
            Held(
                Tally,
                ("texts",),
                **_under("questionnaire", OF_EVENT),
                search=TEXTS,
                erase=ALWAYS,
                page="event_survey",
                argument="questionnaire__event_id",
            ),
            Held(Answers, ("device",)),
        ),
    ),
    Record(
        key="addresses",
        title="การจำกัดจำนวนครั้งบนหน้าที่สแกนด้วย QR",
        whose="ผู้ลงชื่อและผู้ตอบแบบประเมิน",
        data="ค่าแฮชของหมายเลขเครือข่ายกับกิจกรรม ไม่เก็บตัวหมายเลข",
        purpose="ป้องกันการลงชื่อหรือตอบซ้ำโดยไม่สิ้นสุด",
        seen="ไม่มีผู้ใดเห็น",
        kept="1 วัน",
        end="ระบบลบเอง",
        holds=(Held(Misses, ("key",)),),
    ),
    Record(
        key="photos",
        title="ภาพกิจกรรมในแบบสรุปผล",
        whose="ผู้ที่อยู่ในภาพ",
        data="ภาพถ่ายย่อขนาด ไม่มีพิกัดและข้อมูลกล้อง กับคำบรรยายภาพ",
        purpose="รายงานผลกิจกรรมตามแบบของกรม",
        seen="สำนักงานที่จัด จังหวัดเมื่อส่งแล้ว และกรมเมื่อจังหวัดรับแล้ว",
        kept="ตามอายุของแบบสรุปผล ซึ่งเป็นหนังสือราชการ",
        end="ก่อนส่งแบบสรุป อำเภอนำภาพออกได้ที่หน้าภาพกิจกรรม",
        holds=(
            Held(
                Photo,
                ("caption",),
                **_under("report", OF_ACTIVITY),
                search=TEXTS,
                erase=Q(report__state__in=OPEN),
                owner="report",
                page="summary",
                argument="report_id",
            ),
            Held(Photo, ("file", "small")),
        ),
        refused=SENT,
    ),
    Record(
        key="event_texts",
        title="ข้อความในตาราง งบประมาณ สถานที่ศึกษาดูงาน และการติดตาม",
        whose="ผู้ที่มีชื่ออยู่ในข้อความ",
        data="ชื่อที่เจ้าหน้าที่อาจพิมพ์ในช่องข้อความ",
        purpose="จัดกิจกรรมและติดตามผล",
        seen="สำนักงานที่จัด จังหวัด และกรม",
        kept="ตามอายุของเอกสารกิจกรรม",
        end="ค้นและลบเฉพาะชื่อออกจากข้อความได้",
        holds=(
            Held(
                TimetableRow,
                ("topic", "method"),
                **_under("day", OF_EVENT),
                search=TEXTS,
                erase=ALWAYS,
                owner="day",
                page="timetable",
                argument="day__event_id",
            ),
            Held(
                BudgetLine,
                ("title", "remark"),
                **_under("budget", OF_EVENT),
                search=TEXTS,
                erase=ALWAYS,
                owner="budget",
                page="event_budget",
                argument="budget__event_id",
            ),
            Held(
                Activity,
                ("site_name", "site_reason"),
                **OF_OWN,
                search=TEXTS,
                erase=ALWAYS,
                page="activity",
            ),
            Held(
                FollowUp,
                ("note",),
                **OF_ACTIVITY,
                search=TEXTS,
                erase=ALWAYS,
                page="activity",
                argument="activity_id",
            ),
        ),
        public=False,
    ),
)
