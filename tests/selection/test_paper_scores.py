"""Score sheets on paper: keyed in by one officer, confirmed by another, hidden again until the end."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import strip_tags

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from selection import tally
from selection.actions import declarations, paper_scores
from selection.models import CommitteeMember, Nomination, Round, ScoreSheet
from tests.people import World
from tests.selection.scoring_people import draft, points_of

Page = Callable[[User | None], Client]


def paper_stage(world: World) -> tuple[CommitteeMember, Nomination, Nomination]:
    """A sixth seat scores on paper and has declared on the first nomination alone."""
    opened, first, second = world.scoring()
    seat = CommitteeMember.objects.filter(round=opened, user=None).first()
    seat.on_paper = True
    seat.save()
    seat = CommitteeMember.objects.select_related("round").get(pk=seat.pk)
    declarations.declare(member=seat, nomination=first, aside=False, by=world.buriram)
    return seat, first, second


def url_of(seat: CommitteeMember, nomination: Nomination) -> str:
    """The address that the QR on the printed sheet carries."""
    return f"/rounds/seats/{seat.pk}/sheets/{nomination.pk}/"


def typed(opened: Round) -> dict[str, str]:
    """What the officer types: 91.5 of 100 would betray itself."""
    rows = {f"points_{c.pk}": str(c.points - 1) for c in opened.criteria.all()}
    return {**rows, "note": "ลายมือเฉพาะใบนี้"}


def seen_on(client: Client, url: str) -> dict[str, str]:
    """The moment of the keying that the page of comparison shows."""
    text = client.get(url).content.decode()
    return {"seen": text.partition('name="seen" value="')[2].partition('"')[0]}


def test_two_officers_and_never_one(world: World, page: Page) -> None:
    seat, first, _ = paper_stage(world)
    one, two = page(world.buriram), page(world.buriram2)
    url, paper = url_of(seat, first), f"/rounds/{seat.round_id}/paper/"
    before = tally.progress_of(seat.round).sent
    half = dict(list(typed(seat.round).items())[1:])
    assert one.post(url, half).status_code == 422, "a paper sheet is keyed in whole"
    assert one.post(url, typed(seat.round)).status_code == 302
    assert tally.progress_of(seat.round).sent == before, "a keyed sheet is not sent yet"
    own = one.get(url).content.decode()
    assert "ท่านเป็นผู้คีย์คะแนนใบนี้" in own
    assert "รอเจ้าหน้าที่ท่านอื่น" in one.get(paper).content.decode()
    assert "รอท่านยืนยัน" in two.get(paper).content.decode()
    alone = one.post(f"{url}confirm/", seen_on(two, url))
    assert alone.status_code == 409
    assert "ต้องให้เจ้าหน้าที่อีกท่านหนึ่ง" in alone.content.decode()
    assert "24 จาก 25 คะแนน" in two.get(url).content.decode()
    assert two.post(f"{url}confirm/", {}).status_code == 409, "not looked at"
    assert two.post(f"{url}confirm/", seen_on(two, url)).status_code == 302
    sheet = ScoreSheet.objects.get()
    assert (sheet.state, sheet.keyed_by, sheet.confirmed_by) == (
        "submitted", world.buriram, world.buriram2,
    )  # fmt: skip
    assert tally.progress_of(seat.round).sent == before + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreSheet.objects.update(confirmed_by=world.buriram)


def test_points_are_shown_until_confirmed_and_then_hidden(world: World, page: Page) -> None:
    seat, first, _ = paper_stage(world)
    one, two = page(world.buriram), page(world.buriram2)
    url = url_of(seat, first)
    one.post(url, typed(seat.round))
    pages = [f"/rounds/{seat.round_id}/{p}" for p in ("", "paper/", "scores/", "board/")]
    pages.append(f"/rounds/{seat.round_id}/paper/?seat={seat.pk}")
    for path in pages:
        assert "ลายมือเฉพาะใบนี้" not in two.get(path).content.decode(), path
        shown = strip_tags(two.get(path).content.decode().partition("<main")[2])  # no form's token
        assert "93" not in shown, path
    assert "ลายมือเฉพาะใบนี้" in two.get(url).content.decode()
    two.post(f"{url}confirm/", seen_on(two, url))
    for client in (one, two):
        for path in (*pages, url, f"{url}?again=1"):
            text = client.get(path).content.decode()
            assert "ลายมือเฉพาะใบนี้" not in text, path
            assert 'value="24"' not in text, path
            assert "24 จาก 25" not in text, path
    assert one.post(url, typed(seat.round)).status_code == 409
    assert not [r for r in AuditRow.objects.all() if "24" in str(r.detail.get("points", ""))]
    acts = AuditRow.objects.filter(act__startswith="sheet:").values_list("act", flat=True)
    assert {"sheet:draft>keyed", "sheet:keyed>submitted"} <= set(acts)


def test_sent_back_and_keyed_again(world: World, page: Page) -> None:
    seat, first, _ = paper_stage(world)
    one, two, url = page(world.buriram), page(world.buriram2), url_of(seat, first)
    one.post(url, typed(seat.round))
    old = seen_on(two, url)
    assert two.post(f"{url}return/", old).status_code == 302
    text = one.get(url).content.decode()
    assert "ใบนี้คีย์ไม่ตรงกับกระดาษ" in text
    assert 'value="24"' in text
    assert two.post(f"{url}confirm/", old).status_code == 409
    criterion = seat.round.criteria.first()
    one.post(url, {**typed(seat.round), f"points_{criterion.pk}": "20"})
    stale = two.post(f"{url}confirm/", old)
    assert stale.status_code == 409
    assert "เทียบกับกระดาษอีกครั้ง" in stale.content.decode()
    assert two.post(f"{url}confirm/", seen_on(two, url)).status_code == 302
    assert ScoreSheet.objects.get().scores.get(criterion=criterion).points == 20


def test_the_keyer_mends_the_own_slip(world: World, page: Page) -> None:
    seat, first, _ = paper_stage(world)
    one, url = page(world.buriram), url_of(seat, first)
    one.post(url, typed(seat.round))
    assert "แก้ไขคะแนนที่คีย์" in one.get(url).content.decode()
    assert 'value="24"' in one.get(f"{url}?again=1").content.decode()
    criterion = seat.round.criteria.first()
    again = {**typed(seat.round), f"points_{criterion.pk}": "19"}
    assert one.post(url, again).status_code == 302
    sheet = ScoreSheet.objects.get()
    assert (sheet.state, sheet.scores.get(criterion=criterion).points) == ("keyed", 19)


def test_declared_first_on_paper_too(world: World, page: Page) -> None:
    seat, first, second = paper_stage(world)
    client = page(world.buriram)
    url, declare = url_of(seat, second), f"/rounds/seats/{seat.pk}/declare/"
    assert client.post(url, typed(seat.round)).status_code == 409
    data = {f"choice_{second.pk}": "aside", f"reason_{second.pk}": "เป็นที่ปรึกษา"}
    assert client.post(declare, data).status_code == 302
    aside = client.post(url, typed(seat.round))
    assert "ขอไม่ให้คะแนนโครงการนี้" in aside.content.decode()
    client.post(url_of(seat, first), typed(seat.round))
    data = {f"choice_{first.pk}": "aside", f"reason_{first.pk}": "เป็นญาติ"}
    assert "จะถูกลบ" in client.post(declare, data).content.decode()
    assert client.post(declare, {**data, "sure": "yes"}).status_code == 302
    assert not ScoreSheet.objects.exists()


def test_a_members_own_sheet_is_not_keyed_over(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    seat = CommitteeMember.objects.select_related("round", "user").get(
        round=opened, user=world.members[0]
    )
    draft(seat, first, "0.5")
    give = {"seat": seat, "nomination": first, "note": ""}
    with pytest.raises(Refused, match="เริ่มให้คะแนนโครงการนี้ในระบบแล้ว"):
        paper_scores.key_sheet(points=points_of(opened, "1"), **give, by=world.buriram)
    assert ScoreSheet.objects.get().keyed_by is None
    other = CommitteeMember.objects.select_related("round", "user").get(
        round=opened, user=world.members[1]
    )
    give["seat"] = other
    paper_scores.key_sheet(points=points_of(opened, "1"), **give, by=world.buriram)
    with pytest.raises(Refused, match="คีย์จากแบบให้คะแนนบนกระดาษ"):
        draft(other, first, "0.1")


def test_whose_door_the_qr_opens(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    seat = CommitteeMember.objects.get(round=opened, user=world.members[0])
    url = url_of(seat, first)
    answer = page(world.members[0]).get(url)
    assert (answer.status_code, answer.url) == (302, f"/scoring/{first.pk}/")
    for user in (world.members[1], world.surin, world.krasang, world.department):
        assert page(user).get(url).status_code == 404
    _, foreign = world.surin_nominated()
    assert page(world.buriram).get(url_of(seat, foreign)).status_code == 404
    assert page(world.buriram).get(url).status_code == 200


def test_only_while_scoring_and_only_the_own_office(world: World, page: Page) -> None:
    seat, first, _ = paper_stage(world)
    give = {"seat": seat, "nomination": first, "note": "", "points": points_of(seat.round, "1")}
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        paper_scores.key_sheet(**give, by=world.surin)
    short = {**give, "points": {next(iter(give["points"])): Decimal(1)}}
    with pytest.raises(Refused, match="เหลืออีก 6 ข้อ"):
        paper_scores.key_sheet(**short, by=world.buriram)
    sheet = paper_scores.key_sheet(**give, by=world.buriram)
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        paper_scores.confirm_sheet(sheet=sheet, by=world.surin)
    Round.objects.filter(pk=seat.round_id).update(state="open")
    for act in (paper_scores.confirm_sheet, paper_scores.send_back_sheet):
        with pytest.raises(Refused, match="ขั้น"):
            act(sheet=sheet, by=world.buriram2)
    with pytest.raises(Refused, match="ขั้น"):
        paper_scores.key_sheet(**give, by=world.buriram)
    assert page(world.buriram).get(url_of(seat, first)).status_code == 200


def test_a_dropped_sheet_is_confirmed_by_nobody(world: World) -> None:
    seat, first, _ = paper_stage(world)
    give = {"seat": seat, "nomination": first, "note": "", "points": points_of(seat.round, "1")}
    sheet = paper_scores.key_sheet(**give, by=world.buriram)
    declarations.declare(
        member=seat, nomination=first, aside=True, reason="เป็นญาติ", by=world.buriram
    )
    with pytest.raises(Refused, match="ถูกลบไปแล้ว"):
        paper_scores.confirm_sheet(sheet=sheet, by=world.buriram2)
