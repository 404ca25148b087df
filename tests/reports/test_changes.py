"""What was changed of a text, taken back and renewed: the officer's words, the facts' words."""

from hypothesis import given
from hypothesis import strategies as st

from cdd_network.differences import GONE, NEW, SAME, hunks
from reports import changes
from reports.actions import documents as acts
from reports.actions.revisions import save_revised
from reports.models import Document
from tests.people import World
from tests.reports import stages

MADE = (
    "ตามหนังสือที่อ้างถึง นั้น\nประชุมวันที่ 6 มิถุนายน\n1. ศึกษาขั้นตอน\n2. จัดทำแผน ส่งภายในวันที่ 10 กรกฎาคม\nจึงเรียนมา"
)
PARAGRAPHS = st.lists(
    st.sampled_from(["กข คง", "กข คฉ", "จันทร์", "1. ศึกษา", "2. ส่งแผน", "ก"]), max_size=7
)


def swapped(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def keys(base: str, text: str) -> list[str]:
    found = changes._keyed(hunks(changes.paragraphs(base), changes.paragraphs(text)))
    return [key for key, _ in found]


def test_one_change_is_taken_back_and_the_others_stay() -> None:
    text = swapped(MADE, ("6 มิถุนายน", "9 มิถุนายน"), ("10 กรกฎาคม", "15 กรกฎาคม"))
    first, second = keys(MADE, text)
    back = changes.restored(MADE, text, first)
    assert back.text == swapped(MADE, ("10 กรกฎาคม", "15 กรกฎาคม"))
    assert back.removed == ("ประชุมวันที่ 9 มิถุนายน",)
    assert keys(MADE, back.text) == [second], "its name is the same while the ground is"
    assert changes.restored(MADE, back.text, first) is None
    assert changes.restored(MADE, text, "x") is None


@given(PARAGRAPHS, PARAGRAPHS, st.randoms())
def test_taking_back_one_by_one_ends_at_the_facts(one: list[str], other: list[str], order) -> None:
    base, text = "\n".join(one), "\n".join(other)
    while found := keys(base, text):
        text = changes.restored(base, text, order.choice(found)).text
    assert changes.paragraphs(text) == changes.paragraphs(base)


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_all_new_sentences_are_taken_over_and_then_none_is_new(base, text, made) -> None:
    joined = ["\n".join(lines) for lines in (base, text, made)]
    done = changes.renewed(*joined)
    if done is None:
        assert base == made
        return
    assert changes.paragraphs(done.base) == made
    assert changes.renewed(done.base, done.text, joined[2]) is None
    untouched = changes.renewed(joined[0], joined[0], joined[2])
    assert changes.paragraphs(untouched.text) == made, "nothing of one's own: the facts' text"


def test_a_new_sentence_comes_in_beside_the_officers_own() -> None:
    text = swapped(MADE, ("1. ศึกษาขั้นตอน", "1. ศึกษาขั้นตอนให้เข้าใจ"), ("จึงเรียน", "ขอขอบคุณ\nจึงเรียน"))
    made = swapped(MADE, ("6 มิถุนายน", "9 มิถุนายน"), ("10 กรกฎาคม", "15 กรกฎาคม"))
    (first, second) = keys(MADE, made)
    one = changes.renewed(MADE, text, made, first)
    assert one.text == swapped(text, ("6 มิถุนายน", "9 มิถุนายน"))
    assert one.removed == ()
    every = changes.renewed(MADE, text, made)
    assert every.text == swapped(one.text, ("10 กรกฎาคม", "15 กรกฎาคม"))
    assert changes.kept(MADE, text, made, second).text == text
    assert changes.renewed(MADE, text, made, "9-9") is None


def test_the_officers_words_in_its_place_are_told_and_kept_for_the_trail() -> None:
    text = swapped(MADE, ("ประชุมวันที่ 6 มิถุนายน", "ประชุมเมื่อวันศุกร์ที่ 6 มิถุนายน"))
    made = swapped(MADE, ("6 มิถุนายน", "9 มิถุนายน"))
    (shown,) = changes._news(*(changes.paragraphs(one) for one in (MADE, text, made)))
    assert shown.own
    assert shown.place == "ย่อหน้าที่ 2"
    taken = changes.renewed(MADE, text, made)
    assert taken.removed == ("ประชุมเมื่อวันศุกร์ที่ 6 มิถุนายน",)
    written = changes._news(*(changes.paragraphs(one) for one in (MADE, made, made)))
    assert list(written) == [], "written so already"


def drafted(world: World, **values: object) -> Document:
    """Buriram's letter with some of its words typed over."""
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    cited = [stages.FIRST, stages.SECOND]
    acts.save_document(
        document=paper, values=values, references=cited, version=paper.version, by=world.buriram
    )
    return Document.objects.with_place().get(pk=paper.pk)


def test_nothing_is_changed_of_a_draft_from_facts_nor_of_an_issued_paper(world: World) -> None:
    paper = drafted(world)
    assert changes.of(paper) == changes.news(paper) == ()
    stages.issue(world, paper)
    assert changes.of(paper) == ()


def test_each_kind_of_words_is_listed_with_its_place(world: World) -> None:
    paper = drafted(world, subject_text="การดำเนินงาน", enclosure_texts={"plan": "แผนปฏิบัติการ"})
    made = changes.body.as_text(changes.made_words(paper).body)
    paper.body_from, paper.body_text = made, made.replace("10 กรกฎาคม", "15 กรกฎาคม")
    found = changes.of(paper)
    assert [one.place for one in found] == [
        "เรื่อง",
        "สิ่งที่ส่งมาด้วย 4",
        "ย่อหน้าที่ 6",
        "ย่อหน้าที่ 7",
    ]
    assert [one.key.partition(":")[0] for one in found] == [
        "subject_text",
        "enclosure_plan",
        "body_text",
        "body_text",
    ]
    assert {(one.kind, one.text) for one in found[2].pieces if one.kind != SAME} == {
        (GONE, "10"),
        (NEW, "15"),
    }


def test_a_fact_that_changes_beneath_an_edited_body_is_news(world: World) -> None:
    paper = drafted(world)
    made = changes.body.as_text(changes.made_words(paper).body)
    paper.body_from, paper.body_text = made, made.replace("เรียบร้อยแล้ว", "เสร็จแล้ว")
    assert changes.news(paper) == ()
    paper.round.meeting_place = "ห้องประชุม 2"
    (shown,) = changes.news(paper)
    assert shown.place == "ย่อหน้าที่ 2"
    assert "ห้องประชุม 2" in shown.after
    assert shown.own


def test_what_is_taken_away_stays_in_the_trail(world: World) -> None:
    paper = drafted(world)
    given = {"values": {}, "references": [], "version": paper.version, "by": world.buriram}
    save_revised(document=paper, act="restore", removed=("ข้อความเดิมของผู้แก้",), **given)
    (row,) = changes.removed(paper)
    assert (row.by, row.detail["removed"]) == (world.buriram, ["ข้อความเดิมของผู้แก้"])
