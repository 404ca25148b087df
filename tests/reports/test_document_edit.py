"""Editing a draft's words by the page: saved, shown, taken back, renewed; joined with another's."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import User
from reports import changes, papers
from reports.actions import documents as acts
from reports.kinds import words_of
from reports.models import Document
from selection.models import Round
from tests.forms import filled, opened
from tests.people import World
from tests.reports import stages
from tests.reports.stages import Kind

Pages = Callable[[object], Client]


@pytest.fixture
def paper(world: World) -> Document:
    """Buriram's letter, complete."""
    return stages.letter_draft(world, world.announced()[0])


@pytest.fixture
def url(paper: Document) -> str:
    return reverse("document_edit", args=[paper.pk])


def stored(paper: Document) -> Document:
    return Document.objects.with_place().get(pk=paper.pk)


def text_of(answer: object) -> str:
    return answer.content.decode()


def swap(client: Client, url: str, old: str, new: str, **more: str) -> object:
    """Type ``new`` for ``old`` in the body, and send the form."""
    sent = opened(client, url)
    assert old in sent["body_text"]
    return client.post(url, {**sent, "body_text": sent["body_text"].replace(old, new), **more})


def press(client: Client, url: str, **button: str) -> object:
    """A button of the list of changes: the form goes with it."""
    return client.post(url, {**opened(client, url), **button}, follow=True)


def test_the_page_shows_the_words_as_they_stand(world: World, page: Pages, url: str) -> None:
    sent = opened(page(world.buriram), url)
    assert sent["subject_text"].startswith("การดำเนินงานโครงการ")
    assert sent["to_text"] == "นายอำเภอกระสัง และนายอำเภอบ้านด่าน"
    assert "\n1. ศึกษาขั้นตอนการดำเนินงานโครงการฯ" in sent["body_text"]
    assert sent["enclosure_plan"] == "แผนปฏิบัติการขับเคลื่อนฯ"
    assert sent["salutation"] == "เรียน"


def test_an_untouched_form_stores_no_words(world: World, page: Pages, url: str, paper) -> None:
    client = page(world.buriram)
    assert client.post(url, opened(client, url)).status_code == 302
    held = stored(paper)
    words = (held.subject_text, held.to_text, held.body_text, held.body_from, held.enclosure_texts)
    assert words == ("", "", "", "", {})


def test_words_typed_over_are_printed_and_marks_with_them(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    marks = {"urgency": "ด่วนที่สุด", "secrecy": "ลับ", "salutation": "กราบเรียน"}
    words = {"subject_text": "เรื่องใหม่", "enclosure_plan": "แผนของอำเภอ"}
    answer = swap(client, url, "ให้เป็นไปตามแนวทาง", "ตามแนวทาง", **marks, **words)
    assert answer.status_code == 302
    held = stored(paper)
    assert (held.urgency, held.secrecy, held.salutation) == tuple(marks.values())
    assert held.enclosure_texts == {"plan": "แผนของอำเภอ"}
    assert held.body_from != held.body_text != ""
    html = str(papers.paper_of(held, None))
    for said in ("เรื่องใหม่", "แผนของอำเภอ", "กราบเรียน", "ด่วนที่สุด"):
        assert said in html
    assert "ให้เป็นไปตามแนวทาง" not in html


def test_words_equal_to_the_facts_and_empty_ones_follow_the_facts(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(client, url, "ดีเด่น", "ดีมาก", subject_text="เรื่องใหม่", enclosure_plan="แผน")
    assert stored(paper).body_text
    made = changes.body.as_text(changes.made_words(stored(paper)).body)
    in_thai_digits = made.replace("1. ", "๑.  ").replace("10 กรกฎาคม", "๑๐ กรกฎาคม")
    sent = {**opened(client, url), "body_text": in_thai_digits, "subject_text": " "}
    assert client.post(url, {**sent, "enclosure_plan": ""}).status_code == 302
    held = stored(paper)
    assert (held.subject_text, held.body_text, held.body_from) == ("", "", "")
    assert held.enclosure_texts == {}
    held.round.meeting_place = "ห้องประชุม 2"
    assert "ห้องประชุม 2" in words_of(held).body[1].text


def test_a_fact_that_changes_while_the_form_is_open_freezes_nothing(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    sent = opened(client, url)
    Round.objects.filter(pk=paper.round_id).update(meeting_place="ห้องประชุม 2")
    assert client.post(url, {**sent, "urgency": "ด่วน"}).status_code == 302
    held = stored(paper)
    assert (held.urgency, held.body_text) == ("ด่วน", "")
    assert "ห้องประชุม 2" in opened(client, url)["body_text"]


def test_too_long_a_body_is_kept_on_the_page_and_counted(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    sent = opened(client, url)
    long = "\n".join(["จังหวัดบุรีรัมย์ขอให้อำเภอดำเนินการ"] * 150)
    assert 4000 < len(long) < 12_000
    assert client.post(url, {**sent, "body_text": long}).status_code == 302
    assert stored(paper).body_text == long
    sent = opened(client, url)
    answer = client.post(url, {**sent, "body_text": "ก" * 12_001})
    assert answer.status_code == 422
    assert "ข้อความ ยาวเกินไป 1 ตัวอักษร (ได้ไม่เกิน 12,000)" in text_of(answer)
    assert "ก" * 12_001 in text_of(answer)
    wrong = client.post(url, {**sent, "body_text": "ข้อความ 😀", "to_text": "ก" * 301})
    assert "😀" in text_of(wrong)
    assert "เรียน ยาวเกินไป 1 ตัวอักษร" in text_of(wrong)
    assert stored(paper).body_text == long


def test_what_was_changed_is_shown_with_words_for_those_who_do_not_see_colour(
    world: World, page: Pages, url: str
) -> None:
    client = page(world.buriram)
    assert 'id="changes"' not in text_of(client.get(url))
    swap(client, url, "10 กรกฎาคม", "15 กรกฎาคม")
    shown = text_of(client.get(url))
    assert "ข้อความที่แก้ไขจากที่ระบบเขียน 2 แห่ง" in shown
    assert '<del><span class="unseen">[ตัดออก: </span>10<span' in shown
    assert '<ins><span class="unseen">[เพิ่ม: </span>15<span' in shown
    assert shown.index('name="restore"') > shown.index(">บันทึก<"), "Enter saves"


def test_one_paragraph_is_taken_back_and_stays_in_the_trail(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(client, url, "10 กรกฎาคม", "15 กรกฎาคม")
    first, second = changes.of(stored(paper))
    done = press(client, url, restore=first.key, urgency="ด่วน")
    assert done.redirect_chain == [(f"{url}#changes", 302)]
    assert "คืนข้อความเดิมแล้ว" in text_of(done)
    held = stored(paper)
    assert held.urgency == "ด่วน", "what was typed beside it is saved too"
    assert [one.place for one in changes.of(held)] == [second.place]
    (row,) = changes.removed(held)
    assert "15 กรกฎาคม" in row.detail["removed"][0]
    assert "ข้อความที่นำออกไปแล้ว 1 รายการ" in text_of(done)
    press(client, url, restore=second.key)
    assert stored(paper).body_text == stored(paper).body_from == "", "nothing is left of the edit"


def test_the_whole_body_a_subject_and_a_title_are_taken_back(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(
        client,
        url,
        "ดีเด่น",
        "ดีมาก",
        subject_text="เรื่องใหม่",
        to_text="นายอำเภอ",
        enclosure_plan="แผน",
    )
    for key in ("body_text", "subject_text", "to_text", "enclosure_plan"):
        press(client, url, restore=key)
    held = stored(paper)
    words = (held.subject_text, held.to_text, held.body_text, held.enclosure_texts)
    assert words == ("", "", "", {})
    assert [len(row.detail["removed"]) for row in changes.removed(held)] == [1, 1, 1, 1]


@pytest.mark.parametrize("key", ["body_text:99-1", "signatory", "version", "", "x:y", "body_text:"])
def test_a_place_that_is_not_there_changes_nothing(
    world: World, page: Pages, url: str, paper: Document, key: str
) -> None:
    client = page(world.buriram)
    swap(client, url, "ดีเด่น", "ดีมาก")
    before = stored(paper)
    for act in ("restore", "renew", "keep"):
        if (act, key) == ("restore", "body_text:"):
            continue
        answer = client.post(url, {**opened(client, url), act: key})
        assert answer.status_code == 409, act
        assert "จึงยังไม่ได้เปลี่ยนให้" in text_of(answer)
    assert stored(paper).version == before.version


def test_a_draft_saved_meanwhile_is_not_taken_back_unseen(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(client, url, "ดีเด่น", "ดีมาก")
    late = opened(client, url)
    (one,) = changes.of(stored(paper))
    swap(client, url, "ดีมาก", "ดีที่สุด")
    answer = client.post(url, {**late, "restore": one.key})
    assert answer.status_code == 409
    assert "ดีที่สุด" in stored(paper).body_text
    joined = client.post(url, filled(text_of(answer)), follow=True)
    assert joined.redirect_chain
    assert "ดีที่สุด" in stored(paper).body_text, "a plain save joins as ever"


def test_facts_that_changed_beneath_the_edit_are_offered(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(client, url, "ดีเด่น", "ดีมาก")
    assert "ข้อมูลเปลี่ยนไป" not in text_of(client.get(url))
    Round.objects.filter(pk=paper.round_id).update(meeting_place="ห้องประชุม 2")
    shown = text_of(client.get(url))
    assert "ระบบจะเขียนต่างจากเดิม 1 แห่ง" in shown
    (new,) = changes.news(stored(paper))
    press(client, url, renew=new.key)
    held = stored(paper)
    assert "ห้องประชุม 2" in held.body_text
    assert "ดีมาก" in held.body_text
    assert changes.news(held) == ()
    assert [one.place for one in changes.of(held)] == ["ย่อหน้าที่ 1"]


def test_ones_own_words_may_stand_against_a_changed_fact(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(client, url, "เรียบร้อยแล้ว", "เสร็จแล้ว")
    Round.objects.filter(pk=paper.round_id).update(meeting_place="ห้องประชุม 2")
    assert "ท่านแก้ย่อหน้านี้ไว้" in text_of(client.get(url))
    press(client, url, keep="all")
    held = stored(paper)
    assert "เสร็จแล้ว" in held.body_text
    assert "ห้องประชุม 2" not in held.body_text
    assert changes.news(held) == ()
    Round.objects.filter(pk=paper.round_id).update(meeting_place="ห้องประชุม 3")
    press(client, url, renew="all")
    held = stored(paper)
    assert (held.body_text, held.body_from) == ("", ""), "the only edit gave way to the facts"
    assert "เสร็จแล้ว" in changes.removed(held)[0].detail["removed"][0]


def test_two_editors_of_the_words(world: World, page: Pages, url: str, paper: Document) -> None:
    other = User.objects.create_user(
        "colleague", role=world.buriram.role, office=world.buriram.office, display_name="นายวิชัย ขยัน"
    )
    me, them = page(world.buriram), page(other)
    mine, theirs = opened(me, url), opened(them, url)
    changed = {**theirs, "body_text": theirs["body_text"].replace("ดีเด่น", "ดีมาก")}
    assert them.post(url, changed).status_code == 302
    joined = me.post(url, {**mine, "subject_text": "เรื่องใหม่"}, follow=True)
    assert "รวมกับข้อความที่ นายวิชัย ขยัน บันทึกไว้" in text_of(joined)
    assert "ดีมาก" in stored(paper).body_text
    assert stored(paper).subject_text == "เรื่องใหม่"
    late = me.post(url, {**mine, "body_text": mine["body_text"].replace("ดีเด่น", "ดีที่สุด")})
    assert late.status_code == 409
    assert "ที่ นายวิชัย ขยัน บันทึกไว้" in text_of(late) or "ที่ท่านบันทึกจากอีกหน้าต่าง" in text_of(late)
    assert "ดีมาก" in stored(paper).body_text
    assert me.post(url, filled(text_of(late))).status_code == 302
    assert "ดีที่สุด" in stored(paper).body_text


def test_another_deadline_is_no_conflict_with_a_body_nobody_touched(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    """The deadline stands in the text from facts: its change changes what the form shows."""
    client = page(world.buriram)
    mine, theirs = opened(client, url), opened(client, url)
    assert client.post(url, {**theirs, "deadline_day": "11"}).status_code == 302
    joined = client.post(url, {**mine, "urgency": "ด่วน"}, follow=True)
    assert joined.redirect_chain
    held = stored(paper)
    assert (held.urgency, held.deadline.day, held.body_text) == ("ด่วน", 11, "")


def test_a_letter_that_cannot_be_set_yet_asks_for_what_it_wants(world: World, page: Pages) -> None:
    paper = acts.draft_document(
        round=world.announced()[0], kind=Kind.SELECTION_LETTER, by=world.buriram
    )
    client, url = page(world.buriram), reverse("document_edit", args=[paper.pk])
    shown = text_of(client.get(url))
    assert "ยังแก้ข้อความไม่ได้" in shown
    assert "ยังไม่ได้กำหนดวันที่" in shown
    assert 'name="body_text"' not in shown
    assert 'name="references-0-number"' in shown
    sent = {**opened(client, url), "deadline_day": "10", "deadline_month": "7"}
    saved = client.post(url, {**sent, "deadline_year": "2568"})
    assert saved.status_code == 302
    assert 'name="body_text"' in text_of(client.get(url))


def test_words_of_a_paper_that_lost_a_fact_are_left_alone(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(client, url, "ดีเด่น", "ดีมาก")
    Round.objects.filter(pk=paper.round_id).update(meeting_place="")
    assert client.post(url, opened(client, url)).status_code == 302
    assert "ดีมาก" in stored(paper).body_text
    assert client.get(reverse("document", args=[paper.pk])).status_code == 200


@pytest.mark.parametrize(
    ("kind", "asked", "absent"),
    [
        (Kind.COMMITTEE_ORDER, {"subject_text", "body_text"}, {"to_text", "urgency", "salutation"}),
        (Kind.INVITATION, {"to_text", "urgency", "salutation"}, {"deadline_day"}),
        (Kind.CRITERIA_CIRCULAR, {"deadline_day", "urgency"}, {"body_text"}),
        (Kind.MEMO, {"to_text", "secrecy", "salutation"}, {"urgency", "deadline_day"}),
    ],
)
def test_each_kind_asks_for_its_own_parts(
    world: World, page: Pages, kind: str, asked: set[str], absent: set[str]
) -> None:
    paper = acts.draft_document(round=world.round_prepared(), kind=kind, by=world.buriram)
    client = page(world.buriram)
    url = reverse("document_edit", args=[paper.pk])
    sent = opened(client, url)
    assert asked <= set(sent)
    assert not absent & set(sent)
    assert client.post(url, sent).status_code == 302
    assert stored(paper).body_text == stored(paper).subject_text == ""


def test_a_title_keeps_its_lines(world: World, page: Pages) -> None:
    paper = acts.draft_document(
        round=world.round_prepared(), kind=Kind.COMMITTEE_ORDER, by=world.buriram
    )
    client, url = page(world.buriram), reverse("document_edit", args=[paper.pk])
    sent = opened(client, url)
    assert "\n" in sent["subject_text"]
    client.post(url, {**sent, "subject_text": "แต่งตั้งคณะกรรมการ\r\nระดับจังหวัด"})
    assert stored(paper).subject_text == "แต่งตั้งคณะกรรมการ\nระดับจังหวัด"


def test_a_fault_that_blocks_is_told_apart_and_linked(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(client, url, "สิ่งที่ส่งมาด้วย 2 - 3", "สิ่งที่ส่งมาด้วย 7")
    shown = text_of(client.get(reverse("document", args=[paper.pk])))
    assert "ต้องแก้ไขก่อนออกเอกสาร" in shown
    assert f'<a href="{url}#id_body_text">ย่อหน้าที่ 4 (ข้อ 1)</a>' in shown
    assert "ข้อที่ควรตรวจก่อนออกเอกสาร" in shown
    assert shown.index("ต้องแก้ไข") < shown.index("ข้อที่ควรตรวจ")
    issue = client.get(reverse("document_issue", args=[paper.pk]), follow=True)
    assert issue.redirect_chain == [(reverse("document", args=[paper.pk]), 302)]
    assert "สิ่งที่ส่งมาด้วย 7 ซึ่งไม่มีในรายการ" in text_of(issue)


def test_hostile_words_are_shown_literally(
    world: World, page: Pages, url: str, paper: Document
) -> None:
    client = page(world.buriram)
    swap(client, url, "ดีเด่น", "<img src=file:///etc/passwd><b>", subject_text="<script>1</script>")
    shown = text_of(client.get(url))
    assert "<script>1" not in shown
    assert "&lt;img src=file" in shown
    html = str(papers.paper_of(stored(paper), None))
    assert "<script>1" not in html
    assert "<img src=file" not in html
