"""What the trail calls each act: code → Thai. Every act that the code records stands here."""

from __future__ import annotations

from functools import cache

from cdd_network.accounts.queries import ACTS as ACCOUNT_ACTS
from cdd_network.transitions import Machine
from projects.states import PLAN
from reports.states import DOCUMENT, SUMMARY
from selection.states import NOMINATION, ROUND, SHEET

MACHINES: tuple[Machine, ...] = (ROUND, NOMINATION, SHEET, PLAN, SUMMARY, DOCUMENT)

ACTS = {
    "save": "แก้ไขข้อมูล",
    "save_days": "กำหนดวันและสถานที่",
    "begin": "เริ่ม",
    "discard": "ลบฉบับร่าง",
    "trail:redact": "ลบข้อมูลส่วนบุคคลออกจากประวัติ",
    "form:restore": "นำข้อความเดิมกลับมา",
    # the ground
    "copy_year": "ทำปีใหม่จากปีเดิม",
    "rename_year": "เปลี่ยนปีในข้อความทั้งปี",
    "open_year": "เปิดใช้ปีงบประมาณ",
    "close_year": "ปิดปีงบประมาณกลับเป็นร่าง",
    "job:start": "สั่งงานจัดทำเอกสาร",
    "job:done": "งานจัดทำเอกสารเสร็จ",
    "job:failed": "งานจัดทำเอกสารไม่สำเร็จ",
    "job:retry": "สั่งงานจัดทำเอกสารอีกครั้ง",
    "job:again": "งานจัดทำเอกสารเริ่มใหม่เอง",
    # selection
    "round:criteria": "แก้ไขเกณฑ์การคัดเลือก",
    "round:eligibility": "แก้ไขคุณสมบัติของกลุ่ม",
    "round:reset_criteria": "ใช้เกณฑ์ตัวอย่างของกรม",
    "round:days": "กำหนดวันรับแบบเสนอโครงการ",
    "round:late": "อนุญาตให้อำเภอส่งหลังกำหนด",
    "round:unlate": "ยกเลิกการอนุญาตให้ส่งหลังกำหนด",
    "round:correct": "แก้ไขผลที่ประกาศแล้ว",
    "seat:save": "บันทึกตำแหน่งในคณะกรรมการ",
    "seat:person": "บันทึกผู้ดำรงตำแหน่งกรรมการ",
    "seat:move": "เลื่อนลำดับกรรมการ",
    "seat:remove": "นำตำแหน่งออกจากคณะกรรมการ",
    "seat:excuse": "บันทึกว่ากรรมการไม่ได้ให้คะแนน",
    "seat:unexcuse": "ให้กรรมการกลับมาให้คะแนน",
    "meeting:begin": "เปิดประชุม",
    "meeting:cancel-begin": "ยกเลิกการเปิดประชุม",
    "meeting:end": "ปิดประชุม",
    "meeting:resume": "ประชุมต่อ",
    "meeting:times": "แก้ไขเวลาประชุม",
    "meeting:arrive": "บันทึกว่ากรรมการมาประชุม",
    "meeting:leave": "บันทึกว่ากรรมการออกจากห้องประชุม",
    "meeting:absent": "บันทึกว่ากรรมการไม่มาประชุม",
    "meeting:undo-arrive": "ยกเลิกการบันทึกว่ามาประชุม",
    "meeting:undo-leave": "ยกเลิกการบันทึกว่าออกจากห้องประชุม",
    "meeting:undo-absent": "ยกเลิกการบันทึกว่าไม่มาประชุม",
    "meeting:dissent": "บันทึกความเห็นแย้งของกรรมการ",
    "declare": "บันทึกการมีส่วนได้เสีย",
    "group:new": "เพิ่มกลุ่มในทะเบียน",
    "group:remove": "ลบกลุ่มออกจากทะเบียน",
    "group:import": "นำเข้าทะเบียนกลุ่มจาก Excel",
    "order": "เลื่อนลำดับของอำเภอ",
    # projects
    "allot": "บันทึกการจัดสรรงบประมาณ",
    "correct_allocation": "แก้ไขการจัดสรรงบประมาณ",
    "restore_curriculum": "ใช้กำหนดการตามหลักสูตร",
    "set_deadline": "ตั้งกำหนดส่ง",
    "withdraw_deadline": "ยกเลิกกำหนดส่ง",
    "survey_times": "กำหนดวันตอบแบบสอบถาม",
    "people:add": "เพิ่มรายชื่อผู้เข้าร่วม",
    "people:remove": "ลบรายชื่อผู้เข้าร่วม",
    "personal:copy": "ให้สำเนาข้อมูลแก่เจ้าของข้อมูล",
    "personal:erase": "ลบข้อมูลตามคำขอของเจ้าของข้อมูล",
    "people:restore": "นำรายชื่อผู้เข้าร่วมกลับมา",
    "check_in": "ลงเวลาผู้เข้าร่วม",
    "check_in:undo": "ยกเลิกการลงเวลา",
    "check_in:all": "ลงเวลาผู้เข้าร่วมทั้งหมด",
    "check_in:undo_all": "ยกเลิกการลงเวลาทั้งหมด",
    "add_row": "เพิ่มกิจกรรมเครือข่ายในแผน",
    "move_row": "เลื่อนลำดับกิจกรรมในแผน",
    "remove_row": "นำกิจกรรมออกจากแผน",
    "restore_row": "นำกิจกรรมกลับเข้าแผน",
    "take_proposal": "ใช้ข้อความจากแบบเสนอโครงการ",
    "take_earlier": "ใช้ข้อความเดิมของแผน",
    # reports
    "add_photo": "เพิ่มภาพถ่าย",
    "remove_photo": "ลบภาพถ่าย",
    "restore_photo": "นำภาพถ่ายกลับมา",
    "move_photo": "เลื่อนลำดับภาพถ่าย",
    "caption_photos": "แก้ไขคำบรรยายภาพ",
    "restore": "ใช้ข้อความจากข้อเท็จจริงแทนที่แก้ไข",
    "renew": "ใช้ข้อความใหม่ตามข้อเท็จจริง",
    "keep": "คงข้อความที่แก้ไขไว้",
    "replace": "ทำฉบับแทน",
    "bundle:make": "จัดทำชุดเอกสาร",
    "bundle:forward": "บันทึกการส่งชุดเอกสารให้กรม",
    "bundle:forward_undo": "ยกเลิกการบันทึกการส่งชุดเอกสาร",
    "bundle:receive": "รับชุดเอกสาร",
    "bundle:receive_undo": "ยกเลิกการรับชุดเอกสาร",
    "bpm:key": "บันทึกวันที่คีย์ BPM",
    "bpm:undo": "ยกเลิกวันที่คีย์ BPM",
    "board:nudge": "คัดลอกข้อความเตือนอำเภอ",
    "make_feed": "สร้างปฏิทินกำหนดส่งของตน",
    "renew_feed": "เปลี่ยนที่อยู่ปฏิทินของตน",
    "end_feed": "เลิกใช้ปฏิทินของตน",
    **{act: word for act, word in ACCOUNT_ACTS.items() if act != "begin"},
}
"""Acts that are recorded by name; steps from state to state are worded by their machines."""


@cache
def words() -> dict[str, str]:
    """Every act → its words, the steps of all machines among them."""
    steps = {
        f"{machine.name}:{one.source}>{one.target}": one.verb
        for machine in MACHINES
        for one in machine.transitions
    }
    begun = {f"{machine.name}:>{machine.start}": "เริ่มเขียน" for machine in MACHINES}
    return {**ACTS, **steps, **begun, f"{ROUND.name}:>{ROUND.start}": "เตรียมรอบการคัดเลือก"}


def said(act: str) -> str:
    """The act in Thai; one of an earlier release that nobody knows any more as it was written."""
    return words().get(act, act)


def acts_called(text: str) -> list[str]:
    """All acts that go by these words, as the filter of the page names them."""
    return [act for act, word in words().items() if word == text]
