"""Rows of the department's pages as HTML.

Written here and not by a template, as those of ``board``: a line for each of 76 provinces spent most
of its page's time in templates without a decision in them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe

from cdd_network import thai
from cdd_network.templatetags.thai import thai_date
from reports.watch.country_figures import province_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdd_network.models import Programme
    from projects.queries_events import OwnDay
    from reports.watch.country import ProvinceStanding
    from reports.watch.country_groups import GroupRow
    from reports.watch.country_years import Line

register = template.Library()


@register.simple_tag
def year_rows(lines: Iterable[Line], first: int, second: int) -> SafeString:
    """Numbers of two years (BE) side by side: a row a line, each number a link to what it counts."""
    heads = (f"ปี {first}", f"ปี {second}")
    return mark_safe("".join(_year_row(line, heads) for line in lines))


def _year_row(line: Line, heads: tuple[str, str]) -> str:
    title = escape(line.title)
    cells = zip(heads, line.urls, (line.first_text, line.second_text), strict=True)
    told = "".join(_cell(head, _counted(url, text, f"{title} {head}")) for head, url, text in cells)
    named = f'<a href="{escape(line.page)}">{title}</a>' if line.page else title
    return (
        f'<tr><th scope="row">{named}</th>{told}{_cell("ผลต่าง", escape(line.change_text))}</tr>\n'
    )


def _cell(head: str, told: str) -> str:
    return f'<td class="number" data-label="{head}">{told}</td>'


def _counted(url: str, text: str, what: str) -> str:
    """The number, where there is something to list a link; ``what`` tells an ear what it counts."""
    text = escape(text)
    return f'<a href="{escape(url)}">{text}<span class="unseen"> {what}</span></a>' if url else text


@register.simple_tag
def group_rows(rows: Iterable[GroupRow]) -> SafeString:
    """Chosen groups of the country: a row each."""
    return mark_safe("".join(map(_group_row, rows)))


def _group_row(row: GroupRow) -> str:
    facts, village = row.facts, escape(row.facts.village)
    kind = f"<br>{_soft(row.type)}" if row.type else ""
    return (
        f'<tr><th scope="row"><a href="{row.url}">{village}</a><br>{_soft(f"อำเภอ{facts.district}")}</th>\n'
        f'<td data-label="จังหวัด">{escape(facts.province_name)}</td>\n'
        f'<td data-label="กิจกรรมเครือข่าย">{escape(facts.activity_name)}{kind}</td>\n'
        f'<td data-label="ขั้นตอน">{_steps(row)}</td>\n'
        f'<td class="number" data-label="เข้าใจ (ร้อยละ)">{_understood(row)}</td>\n'
        f'<td data-label="เอกสารที่รับแล้ว">{_papers(row, village)}</td></tr>\n'
    )


def _soft(text: str) -> str:
    return f'<span class="soft">{escape(text)}</span>'


def _steps(row: GroupRow) -> str:
    held, late, gate = row.standing, row.late_text, row.gate_text
    told = f"{held.done_count}/{len(held.steps)} {escape(row.waits)}"
    if late:
        told += f'<br><span class="tag wrong">เกินกำหนด</span> {_soft(late)}'
    elif gate:
        told += f'<br><span class="tag act">รอจังหวัดจัดสรร</span> {_soft(gate)}'
    return f"{told}<br>{_soft(f'ติดตามล่าสุด: {row.seen}')}" if row.seen else told


def _understood(row: GroupRow) -> str:
    if row.share is None:
        return _soft("ยังไม่มีข้อมูล")
    below = f'<br><span class="tag act">ไม่ถึง {row.wanted}</span>' if row.reaches is False else ""
    return f"{row.share}{below}"


def _papers(row: GroupRow, village: str) -> str:
    papers = (("แผนฯ", row.plan_url), ("แบบสรุปฯ", row.summary_url))
    links = [
        f'<a href="{url}">{name}<span class="unseen"> {village}</span></a>'
        for name, url in papers
        if url
    ]
    return " ".join(links) or _soft("ยังไม่มี")


@register.simple_tag
def province_rows(provinces: Iterable[ProvinceStanding], year: Programme) -> SafeString:
    """Provinces with their numbers: a row each."""
    page = province_pages(year)
    return mark_safe("".join(_province_row(one, page(one.office)) for one in provinces))


def _province_row(one: ProvinceStanding, url: str) -> str:
    told, (done, every) = one.sums, one.steps
    share = "–" if told.share is None else str(told.share)
    numbers = (
        ("กลุ่ม", str(told.groups)),
        ("ขั้นตอน", f"{done}/{every}" if every else "–"),
        ("เพิ่มขึ้น", str(told.new)),
        ("ผู้เข้าร่วม", str(told.came) if told.reported else "–"),
        ("เข้าใจ", share),
        ("จัดสรร", thai.money_text(told.amount)),
        ("ใช้จริง", thai.money_text(told.spent) if told.reported else "–"),
    )
    return (
        f'<tr><th scope="row"><a href="{url}">{escape(one.name)}</a><br>'
        f'<span class="key {one.status.tone}">{escape(one.word)}</span> {_soft(one.status.title)}</th>\n'
        f"{''.join(_cell(*number) for number in numbers)}\n"
        f'<td data-label="เกินกำหนด">{escape(one.late_text) or "–"}</td>'
        f'<td data-label="ชุดเอกสาร">{escape(one.bundle_text)}</td></tr>\n'
    )


@register.simple_tag
def own_day_rows(days: Iterable[OwnDay]) -> SafeString:
    """Provinces' own days: a list item each."""
    return mark_safe(
        "".join(
            f'<li><a href="{day.url}">{escape(day.office)}</a> ปีงบประมาณ {day.year} · '
            f"{thai_date(day.date) or 'ยังไม่กำหนดวัน'}</li>"
            for day in days
        )
    )
