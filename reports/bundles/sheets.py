"""The sheets of a bundle's workbook: groups, plans, summaries, surveys, budgets, what is missing.

Of the survey there are figures alone, as ``queries_survey`` gives them out; nobody who took part is
named anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from cdd_network.workbook import Sheet
from projects.models import ActionPlan, Activity, BudgetLine, Event
from projects.models.plan import COLUMNS
from projects.queries_survey import results
from projects.states import PaperState
from reports.bundles.wanted import Moved
from reports.models import SummaryReport
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import Programme
    from projects.queries_survey import Results
    from projects.statistics import Knowledge, Measure
    from reports.bundles.contents import GroupIn, ProvinceIn

PLACE = ("จังหวัด", "อำเภอ", "กลุ่ม")
GROUPS = (
    "ปีงบประมาณ", "จังหวัด", "ลำดับ", "อำเภอ", "กลุ่ม", "ที่ตั้ง", "กิจกรรมเครือข่าย", "ประเภทกิจกรรมเครือข่าย",
    "งบประมาณที่จัดสรร (บาท)", "เลขที่หนังสือแจ้งจัดสรร", "หนังสือลงวันที่", "วันแรกของกิจกรรม", "วันสุดท้ายของกิจกรรม",
    "สถานที่ศึกษาดูงาน", "แผนปฏิบัติการฯ", "แบบสรุปผลฯ", "ภาพถ่าย (ภาพ)", "วันที่บันทึกใน BPM", "สิ่งที่ยังขาด",
)  # fmt: skip
PLANS = (*PLACE, "ลำดับ", *COLUMNS.values())
SUMMARIES = (
    *PLACE, "จำนวนผู้เข้าร่วม (คน)", "วันที่ 1 ของกิจกรรม", "วันที่ 2 ของกิจกรรม", "วันที่ 3 ของกิจกรรม",
    "ปัญหาและอุปสรรค", "ข้อเสนอแนะ", "วันที่รายงาน",
)  # fmt: skip
SURVEYS = (
    *PLACE, "ผู้เข้าร่วม (คน)", "ส่วน", "ข้อ", "รายการ", "ผู้ตอบ (คน)", "ค่าเฉลี่ย", "ส่วนเบี่ยงเบนมาตรฐาน", "ระดับ",
    "ผ่านเกณฑ์ (คน)", "ร้อยละที่ผ่านเกณฑ์",
)  # fmt: skip
BUDGETS = (
    *PLACE, "ลำดับ", "รายการ", "จำนวน (คน/หน่วย)", "จำนวนครั้ง (มื้อ/ชั่วโมง/วัน)", "อัตรา (บาท)", "ตามแผน (บาท)",
    "จ่ายจริง (บาท)", "เหลือจากแผน (บาท)", "หมายเหตุ",
)  # fmt: skip
MISSING = ("จังหวัด", "อำเภอ", "กลุ่ม", "สิ่งที่ยังขาด")
OWN_EVENT = "กิจกรรมที่ 1 ของจังหวัด"
_LINE = ("title", "people", "times", "price", "planned", "spent")
_HEAVY = (
    "allocation__chosen__round__office__garuda_image",
    "allocation__chosen__nomination__office__garuda_image",
)


def sheets_of(
    programme: Programme, provinces: Iterable[ProvinceIn], beat: Callable[[], object]
) -> list[Sheet]:
    """All sheets; ``beat`` is called after each province.

    Raises Moved when a paper was reopened since ``provinces`` were read.
    """
    rows = _Rows(programme)
    for province in provinces:
        rows.add(province)
        beat()
    heads = (
        ("กลุ่ม", GROUPS, rows.groups),
        ("แผน", PLANS, rows.plans),
        ("แบบสรุป", SUMMARIES, rows.summaries),
        ("แบบประเมิน", SURVEYS, rows.surveys),
        ("งบประมาณ", BUDGETS, rows.budgets),
        ("สิ่งที่ยังขาด", MISSING, rows.missing or [("ครบทุกรายการ",)]),
    )
    return [Sheet(*one) for one in heads]


class _Rows:
    """Rows of every sheet, gathered province by province."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.types = {one.key: one.name for one in programme.content.activity_types}
        self.groups: list[tuple] = []
        self.plans: list[tuple] = []
        self.summaries: list[tuple] = []
        self.surveys: list[tuple] = []
        self.budgets: list[tuple] = []
        self.missing: list[tuple] = []

    def add(self, province: ProvinceIn) -> None:
        """The province's own event, then its groups in the announcement's order."""
        own = (province.name, "", OWN_EVENT)
        self.missing += [(province.name, "", "", one.text) for one in province.lacks]
        if province.event_1:
            event = Event.objects.with_place().get(pk=province.event_1)
            self.surveys += _survey_rows(own, results(event))
            self.budgets += _budget_rows(own, event.pk)
        of_round = {"round": province.round}
        chosen = {one.pk: one for one in ChosenGroup.objects.with_place().filter(**of_round)}
        held = Activity.objects.with_place().filter(allocation__chosen__round=province.round)
        held = held.select_related("allocation__chosen__round__programme", "actionplan")
        held = held.prefetch_related("actionplan__items").defer(*_HEAVY)
        events = {one.allocation.chosen_id: one for one in held}
        for group in province.groups:
            key = group.facts.chosen
            self._add_group(province, group, chosen[key], events.get(key))
        _check_unmoved(province)

    def _add_group(
        self, province: ProvinceIn, group: GroupIn, chosen: ChosenGroup, event: Activity | None
    ) -> None:
        stands = chosen.nomination.group
        place = (province.name, group.facts.district, stands.name)
        self.missing += [(*place, one.text) for one in group.lacks]
        self.groups.append((self.programme.year, *self._group_row(province, group, chosen, event)))
        if event is None:
            return
        if group.has_plan:
            self.plans += _plan_rows(place, event.actionplan)
        if group.has_summary:
            self.summaries.append(_summary_row(place, group.facts.summary_pk))
        self.surveys += _survey_rows(place, results(event))
        self.budgets += _budget_rows(place, event.pk)

    def _group_row(
        self, province: ProvinceIn, group: GroupIn, chosen: ChosenGroup, event: Activity | None
    ) -> tuple:
        facts, stands = group.facts, chosen.nomination.group
        site = f"{event.site_name} {event.site_address}".strip() if event else ""
        return (
            province.name, facts.order, facts.district, stands.name, stands.address,
            facts.activity_name, self.types.get(facts.activity_type, facts.activity_type),
            facts.amount, event.allocation.number if event else "", facts.allotted,
            facts.first, facts.last, site, _state(facts.plan), _state(facts.summary),
            group.photos, facts.keyed_on, "\n".join(one.text for one in group.lacks),
        )  # fmt: skip


def _check_unmoved(province: ProvinceIn) -> None:
    """Raise Moved unless what was read is still what was taken: accepted, and of that version."""
    groups = province.groups
    plans = {one.facts.plan_pk: one.extras.plan_version for one in groups if one.has_plan}
    reports = {
        one.facts.summary_pk: one.extras.summary_version for one in groups if one.has_summary
    }
    for model, taken in ((ActionPlan, plans), (SummaryReport, reports)):
        held = model.objects.filter(pk__in=taken, state=PaperState.ACCEPTED).order_by()
        if dict(held.values_list("pk", "version")) != taken:
            raise Moved


def _state(state: str) -> str:
    return PaperState(state).label if state else "ยังไม่เริ่ม"


def _plan_rows(place: tuple, plan: ActionPlan) -> list[tuple]:
    items = sorted(plan.items.all(), key=lambda item: item.order)
    return [(*place, item.order, *(getattr(item, name) for name in COLUMNS)) for item in items]


def _summary_row(place: tuple, key: int) -> tuple:
    columns = ("participants", "day_1", "day_2", "day_3", "problems", "suggestions", "report_date")
    return (*place, *SummaryReport.objects.values_list(*columns).get(pk=key))


def _survey_rows(place: tuple, found: Results) -> list[tuple]:
    """An item a row, then the knowledge tests; an item that too few answered has no figures."""
    head = (*place, found.people)
    rows = [
        (*head, part.title, row.number, row.title, *_figures(row.measure), row.word)
        for part in found.parts
        for row in part.every
    ]
    tests = (("ก่อน", found.before), ("หลัง", found.after))
    return rows + [
        (*head, "แบบทดสอบความรู้", None, f"ข้อที่ตอบถูก {word}กิจกรรม", *_marks(side.test))
        for word, side in tests
        if side.test.n
    ]


def _figures(measure: Measure) -> tuple:
    return (measure.n, measure.mean, measure.deviation)


def _marks(test: Knowledge) -> tuple:
    """People, mean of questions right, and how many of the people passed."""
    return (test.n, test.mean, None, f"เต็ม {test.questions} ข้อ", test.passed, test.share)


def _budget_rows(place: tuple, event: int) -> list[tuple]:
    lines = BudgetLine.objects.filter(budget__event=event).order_by("order")
    return [
        (*place, number, *(getattr(line, name) for name in _LINE), _left(line), line.remark)
        for number, line in enumerate(lines, start=1)
    ]


def _left(line: BudgetLine) -> object:
    if line.planned is None or line.spent is None:
        return None
    return line.planned - line.spent
