"""Rows of the register: accounts, and what the machine itself writes down."""

from django_tasks_db.models import DBTaskResult

from cdd_network.models import AuditRow, Job, OneTimeLink, User
from cdd_network.models.sign_in import SecondFactor, Session, SignInTry
from reports.models import CalendarFeed, Reminder
from reports.personal import keeping
from reports.personal.held import NAMES, Held, Record

RECORDS = (
    Record(
        key="accounts",
        title="บัญชีผู้ใช้",
        whose="เจ้าหน้าที่และกรรมการคัดเลือก",
        data="ชื่อผู้ใช้ ชื่อที่แสดง สำนักงาน บทบาท รหัสผ่านที่เข้ารหัสทางเดียว ลิงก์ตั้งรหัสผ่าน และกุญแจของการยืนยันตัวตนสองชั้น",
        purpose="เข้าสู่ระบบ และรู้ว่าผู้ใดทำสิ่งใด",
        seen="เจ้าของบัญชี และผู้ดูแลบัญชีของสำนักงานที่อยู่เหนือขึ้นไป",
        kept="ตลอดเวลาที่มีบันทึกการทำงานของบัญชีนั้น",
        end="ปิดบัญชีได้ทันทีเมื่อพ้นหน้าที่ ชื่อในบันทึกการทำงานยังอยู่",
        holds=(
            Held(
                User,
                ("username", "display_name", "password"),
                place="office__province_id",
                office="office__name",
                search=NAMES,
                columns=("display_name",),
            ),
            Held(OneTimeLink, ("digest", "batch")),
            Held(SecondFactor, ("secret", "used")),
            Held(CalendarFeed, ("token",)),
        ),
        refused="เป็นบัญชีของเจ้าหน้าที่ ซึ่งบันทึกการทำงานอ้างถึง ปิดบัญชีได้ที่หน้าบัญชีผู้ใช้",
    ),
    Record(
        key="sessions",
        title="การเข้าสู่ระบบ",
        whose="เจ้าหน้าที่และกรรมการคัดเลือก",
        data="รหัสการเข้าสู่ระบบ ชนิดของอุปกรณ์ หมายเลขเครือข่ายแบบย่อ และจำนวนครั้งที่ใส่รหัสผิดในรูปค่าแฮช",
        purpose="รักษาความปลอดภัยของบัญชี",
        seen="เจ้าของบัญชีเห็นเฉพาะของตน",
        kept="จนหมดเวลาเข้าสู่ระบบ (ไม่เกิน 12 ชั่วโมง)",
        end="ระบบลบเองทุกวัน",
        holds=(
            Held(Session, ("session_key", "session_data", "browser", "address")),
            Held(SignInTry, ("name", "address")),
        ),
    ),
    Record(
        key="trail",
        title="บันทึกการทำงาน",
        whose="เจ้าหน้าที่และกรรมการคัดเลือก",
        data="บัญชีใดทำสิ่งใดเมื่อใด กับเหตุผลที่พิมพ์ ผู้เข้าร่วมถูกอ้างด้วยรหัส ไม่มีชื่อ",
        purpose="ตรวจสอบได้ว่าผู้ใดทำสิ่งใด",
        seen="สำนักงานเจ้าของบันทึก และกรม",
        kept="ตลอดอายุของระบบ",
        end="แก้ไขและลบไม่ได้",
        holds=(Held(AuditRow, ("detail",)),),
        refused="บันทึกการทำงานแก้ไขและลบไม่ได้",
    ),
    Record(
        key="jobs",
        title="งานที่ระบบทำเบื้องหลัง และการแจ้งเตือน",
        whose="เจ้าหน้าที่ผู้สั่งงาน",
        data="ชื่องาน สำนักงาน รหัสของสิ่งที่ทำ ไม่มีชื่อบุคคล",
        purpose="ทำงานที่ใช้เวลานาน และเตือนกำหนดส่งทางไปรษณีย์อิเล็กทรอนิกส์ของสำนักงาน",
        seen="สำนักงานผู้สั่งงาน",
        kept=f"งานที่เสร็จ {keeping.JOBS.days} วัน การแจ้งเตือน {keeping.REMINDERS.days} วัน",
        end="ระบบลบเองทุกวัน",
        holds=(
            Held(Job, ("title", "arguments", "result", "error", "key")),
            Held(DBTaskResult, ("args_kwargs", "return_value", "traceback")),
            Held(Reminder, ("key",)),
        ),
        public=False,
    ),
    Record(
        key="logs",
        title="บันทึกของเครื่องแม่ข่าย",
        whose="ผู้ใช้ทุกคน",
        data="เวลา ที่อยู่ของหน้า และผล ไม่มีชื่อผู้เข้าร่วม ที่อยู่ลับถูกตัดให้สั้น",
        purpose="ดูแลระบบและหาสาเหตุเมื่อขัดข้อง",
        seen="ผู้ดูแลเครื่องแม่ข่าย",
        kept="ตามที่ผู้ดูแลเครื่องกำหนด",
        end="ระบบปฏิบัติการหมุนเวียนไฟล์และลบเอง",
    ),
)
