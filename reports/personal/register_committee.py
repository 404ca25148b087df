"""Rows of the register: the committee, its meeting, and reasons that offices write down."""

from django.db.models import Q

from projects.models import Allocation, Deadline
from reports.models import Document, SheetPrint
from reports.personal.held import NAMES, TEXTS, Held, Record
from reports.personal.register_papers import OF_ROUND, RECORDS_KEPT
from selection.models import (
    CommitteeMember,
    Decision,
    Declaration,
    Dissent,
    LateLeave,
    ResultVersion,
    ScoreSheet,
)
from selection.states import RoundState

OF_SEAT = {name: f"member__{path}" for name, path in OF_ROUND.items()}

RECORDS = (
    Record(
        key="committee",
        title="คณะกรรมการคัดเลือก",
        whose="กรรมการ และผู้แทน",
        data="ชื่อผู้ดำรงตำแหน่ง ตำแหน่ง อำเภอและกลุ่มที่สังกัด ผู้แทนที่มาประชุม",
        purpose="แต่งตั้งคณะกรรมการ ตรวจการมีส่วนได้เสีย และทำรายงานการประชุม",
        seen="สำนักงานพัฒนาชุมชนจังหวัด และตามรายงานการประชุม",
        kept=RECORDS_KEPT,
        end="แก้ไขได้ที่หน้าคณะกรรมการก่อนเปิดประชุม",
        holds=(
            Held(
                CommitteeMember,
                ("person", "post", "delegate"),
                **OF_ROUND,
                search=NAMES,
                columns=("person", "delegate"),
                page="round_committee",
                argument="round_id",
            ),
            Held(SheetPrint, ("data",)),
        ),
        refused="เป็นหลักฐานการแต่งตั้งและการประชุม",
    ),
    Record(
        key="scoring",
        title="การมีส่วนได้เสีย ความเห็น และเหตุผลของคณะกรรมการ",
        whose="กรรมการ และผู้ที่มีชื่ออยู่ในข้อความ",
        data="เหตุผลที่มีส่วนได้เสีย ข้อสังเกต ความเห็น ความเห็นแย้ง เหตุผลที่ไม่มาหรือไม่ให้คะแนน",
        purpose="ให้การคัดเลือกเป็นธรรมและตรวจสอบได้",
        seen="กรรมการเจ้าของข้อความ และจังหวัดตามขั้นตอนของการประชุม",
        kept=RECORDS_KEPT,
        end="ไม่ลบตามคำขอ เพราะเป็นหลักฐานของการประชุม ค้นได้หลังประกาศผล",
        holds=tuple(
            Held(
                model,
                fields,
                **of,
                search=TEXTS,
                page="round",
                argument=argument,
                only=Q(**{argument.replace("_id", "__state"): RoundState.ANNOUNCED}),
            )
            for model, fields, of, argument in (
                (Declaration, ("raised", "reason"), OF_SEAT, "member__round_id"),
                (ScoreSheet, ("note",), OF_SEAT, "member__round_id"),
                (
                    Dissent,
                    ("text",),
                    {name: f"seat__{path}" for name, path in OF_ROUND.items()},
                    "seat__round_id",
                ),
                (Decision, ("casting_reason", "reason"), OF_ROUND, "round_id"),
                (CommitteeMember, ("absence_reason", "excused_reason"), OF_ROUND, "round_id"),
            )
        ),
        refused="เป็นหลักฐานของการประชุมคณะกรรมการ",
        public=False,
    ),
    Record(
        key="reasons",
        title="เหตุผลและที่มาที่เจ้าหน้าที่พิมพ์",
        whose="ผู้ที่มีชื่ออยู่ในข้อความ",
        data="เหตุผลของการผ่อนผัน กำหนดส่ง การแก้ประกาศ การยกเลิกหนังสือ",
        purpose="ตรวจสอบได้ว่าตัดสินใจเพราะเหตุใด",
        seen="สำนักงานที่เกี่ยวข้อง",
        kept=RECORDS_KEPT,
        end="ไม่ลบตามคำขอ เพราะเป็นหลักฐานการตัดสินใจ",
        holds=(
            Held(
                LateLeave, ("reason",), **OF_ROUND, search=TEXTS, page="round", argument="round_id"
            ),
            Held(
                ResultVersion,
                ("rows", "reason"),
                **OF_ROUND,
                search=TEXTS,
                page="round",
                argument="round_id",
            ),
            Held(
                Document,
                ("supersedes_reason", "ended_reason"),
                **OF_ROUND,
                search=TEXTS,
                page="document",
            ),
            Held(
                Deadline,
                ("title", "source", "reason"),
                place="office__province_id",
                office="office__name",
                year="programme__year",
                search=TEXTS,
            ),
            Held(Allocation, ("number",)),
        ),
        refused="เป็นหลักฐานการตัดสินใจของทางราชการ",
        public=False,
    ),
)
