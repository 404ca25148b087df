import re
from decimal import Decimal
from io import BytesIO
import pytest, openpyxl
from django.test import Client
from django.urls import get_resolver, URLResolver
from selection.models import Round, CommitteeMember, Nomination, ScoreSheet, Declaration, Criterion
from selection.actions import decision, scores
from reports.models import Document
from tests.selection.scoring_people import points_of, seat_of, give


def patterns(r=None, prefix=""):
    r = r or get_resolver()
    for p in r.url_patterns:
        route = prefix + str(p.pattern)
        if isinstance(p, URLResolver):
            yield from patterns(p, route)
        else:
            yield route, p.name


def urls(opened):
    noms = list(Nomination.objects.values_list("pk", flat=True))
    rounds = list(Round.objects.values_list("pk", flat=True))
    seats = list(CommitteeMember.objects.filter(round=opened).values_list("pk", flat=True))[:6]
    docs = list(Document.objects.values_list("pk", flat=True))
    for route, name in patterns():
        if route.startswith(("static", "admin", "^")): continue
        route = "/" + route.replace("\\Z","")
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if not names:
            yield route; continue
        pool = {}
        for n in names:
            if n == "seat": pool[n] = seats
            elif n == "nomination": pool[n] = noms
            elif n == "district": pool[n] = [opened.office_id, Nomination.objects.first().office_id]
            elif n == "token": pool[n] = [r.token for r in Round.objects.all()] + [d.token for d in Document.objects.all()]
            elif n == "number": pool[n] = [1, 2]
            elif n == "kind": pool[n] = ["score_sheet", "result_table", "proposal"]
            elif n == "pk":
                if "/rounds/seats" in route: pool[n] = seats
                elif "/rounds/" in route: pool[n] = rounds
                elif "nominations" in route or "scoring" in route: pool[n] = noms
                elif "documents" in route: pool[n] = docs or [1]
                else: pool[n] = sorted({*noms, *rounds, *docs})[:6]
            else: pool[n] = [1]
        import itertools
        for combo in itertools.product(*(pool[n] for n in names)):
            it = iter(combo)
            yield re.sub(r"<[^>]+>", lambda m: str(next(it)), route)


def texts(answer):
    ct = answer.headers.get("Content-Type", "")
    if "html" in ct or "json" in ct:
        return answer.content.decode()
    if "spreadsheet" in ct:
        book = openpyxl.load_workbook(BytesIO(answer.content))
        return " ".join(str(c) for s in book for row in s.values for c in row if c is not None)
    if "pdf" in ct:
        import subprocess, tempfile
        with tempfile.NamedTemporaryFile(suffix=".pdf") as f:
            f.write(answer.content); f.flush()
            return subprocess.run(["pdftotext", f.name, "-"], capture_output=True).stdout.decode()
    return ""


def odd(world, story, left=True):
    """Half points of 13.5 in every criterion: they betray themselves."""
    opened, first, second = world.scoring()
    Criterion.objects.filter(round=opened).update(half_points=True)
    n = opened.criteria.count()
    pts = {c.pk: Decimal("7.5") for c in opened.criteria.all()}
    todo = [(u, one) for u in world.members for one in (first, second)]
    for u, one in todo[: -1 if left else None]:
        s = scores.save_sheet(member=seat_of(opened, u), nomination=one, points=pts, note="โน้ตลับเฉพาะใบ", by=u)
        scores.submit_sheet(sheet=s, by=u)
    return opened, first, second, pts


MARKS = ["7.5", "7.50", str(Decimal("7.5") * 7), "52.50", "โน้ตลับเฉพาะใบ"]


def crawl(world, opened, users, marks, skip=()):
    hits, errors = [], []
    allu = list(dict.fromkeys(urls(opened)))
    for name, user in users.items():
        c = Client(raise_request_exception=False)
        if user: c.force_login(user)
        for u in allu:
            if "sign-out" in u: continue
            for q in ("", "?format=xlsx", "?again=1&all=1&version=1&one=1&other=2"):
                if q and u.endswith(".pdf") and "all" not in q: continue
                try:
                    a = c.get(u + q)
                except Exception as e:
                    errors.append((name, u + q, repr(e)[:100])); continue
                if a.status_code >= 500: errors.append((name, u + q, a.status_code)); continue
                if a.streaming: continue
                t = texts(a)
                t = re.sub(r'value="[^"]{40,}"', "", t)
                t = re.sub(r"(csrf\w+).{0,100}", "", t)
                for m in marks:
                    if re.search(r"(?<![\d.])" + re.escape(m) + r"(?![\d])", t):
                        hits.append((name, u + q, m))
    return hits, errors


def test_before_all_are_in(world, story):
    opened, first, second, pts = odd(world, story)
    users = {"province": world.buriram, "dept": world.department, "krasang": world.krasang, "bandan": world.bandan,
             "surin": world.surin, "last member": world.members[4], "stranger": None}
    hits, errors = crawl(world, opened, users, MARKS)
    print("HITS", *hits, sep="\n"); print("ERR", *errors, sep="\n")
    # the last member's own
    hits = [h for h in hits if h[0] != "last member"]
    assert not hits and not errors


def test_before_the_announcement(world, story):
    opened, first, second, pts = odd(world, story, left=False)
    decision.decide(round=opened, nominations=[second, first], reason="เหตุผลลับของกรรมการ", by=world.buriram) if False else None
    from selection.actions.decision import decide
    third = None
    chair = CommitteeMember.objects.get(round=opened, seat="chair")
    try:
        decide(round=opened, nominations=[first, second], reason="เหตุผลลับของกรรมการ", by=world.buriram)
    except Exception as e:
        print(e); raise
    from reports.actions.documents import draft_document
    for k in ("announcement", "meeting_report"):
        draft_document(round=opened, kind=k, by=world.buriram)
    users = {"dept": world.department, "krasang": world.krasang, "bandan": world.bandan,
             "surin": world.surin, "stranger": None}
    hits, errors = crawl(world, opened, users, MARKS + ["ได้รับการคัดเลือกลำดับที่", "เหตุผลลับของกรรมการ"])
    print("HITS", *hits, sep="\n"); print("ERR", *errors, sep="\n")
    assert not hits and not errors


def test_undeclared_reads_nothing(world, story):
    opened, first, second = world.scoring()
    Declaration.objects.filter(member__user=world.members[0]).delete()
    Declaration.objects.filter(member__user=world.members[1]).update(aside=True, reason="ญาติ")
    users = {"undeclared": world.members[0], "aside": world.members[1]}
    hits, errors = crawl(world, opened, users, ["เฉพาะกระสัง", "เฉพาะบ้านด่าน", "สมาชิกซื้อของแพง", "ศูนย์สาธิต"])
    print("HITS", *hits, sep="\n"); print("ERR", *errors, sep="\n")
    assert not errors
    assert not [h for h in hits]


JUNK = [
    {},
    {"act": "check", "seen": "1\x00,2=NaN,3=Infinity", "base": "\x00", "version": "9" * 4000, "note": "\x00" * 5, "reason": "\x00ก", "text": "\x00",
     "delegate": "\x00", "what": "leave", "stay": "9" * 50, "order": "-1", "to": "up", "way": "x", "person": "\x00", "seat": "king", "post": "\x00",
     "nominations": ["1", "x", "9" * 30], "casting_seat": "\x00", "reserve_1": "9" * 40, "place_1": "x", "programme": "x", "began": "99.99", "ended": "\x00",
     "round": "x", "kind": "\x00", "closes_on_0": "99", "sure": "yes", "rest": "on", "group": "9" * 30, "district": "\x00", "user": "9" * 30},
    {"seen": "2025-06-06T09:00:00+99:99", "reason": "ก" * 5000, "text": "ก" * 50000, "note": "ก" * 50000, "person": "ก" * 5000, "delegate": "ก" * 5000,
     "version": "-1", "began": "๐๙.๐๐", "ended": "00.00", "what": "arrive", "stay": "1"},
]


def post_all(world, opened, users):
    errors = []
    allu = [u for u in dict.fromkeys(urls(opened)) if "sign" not in u]
    crit = {f"points_{c.pk}": v for c, v in zip(Criterion.objects.filter(round=opened), ["NaN", "Infinity", "-1", "1e5", "9" * 40, "\x00", "7.25"])}
    dec = {f"choice_{n.pk}": "aside" for n in Nomination.objects.all()}
    for name, user in users.items():
        c = Client(raise_request_exception=False)
        if user: c.force_login(user)
        for u in allu:
            for j in JUNK:
                for h in ({}, {"HTTP_X_AUTOSAVE": "1"}):
                    if h and j is not JUNK[1]: continue
                    a = c.post(u, {**j, **crit, **dec} if j else {}, **h)
                    if a.status_code >= 500:
                        errors.append((name, u, JUNK.index(j), bool(h), str(getattr(a, "exc_info", ("", ""))[1])[:150]))
    return errors


@pytest.mark.parametrize("stage", ["round_open", "scoring", "scored", "decided", "announced"])
def test_posts(world, story, stage):
    if stage == "decided":
        opened, f, s = world.scored()
        decision.decide(round=opened, nominations=[f, s], reason="", by=world.buriram)
    elif stage == "round_open":
        opened, f, s = world.nominated()
    elif stage == "announced":
        world.announced(); opened = Round.objects.get()
    else:
        opened, f, s = getattr(world, stage)()
    state = Round.objects.get(pk=opened.pk).state
    foreign = {"surin": world.surin, "prasat": world.prasat, "stranger": None, "dept": world.department}
    errors = post_all(world, opened, foreign)
    assert Round.objects.get(pk=opened.pk).state == state
    errors += post_all(world, opened, {"member": world.members[0], "krasang": world.krasang, "province": world.buriram})
    print("ERR", *errors, sep="\n")
    print("state now", Round.objects.get(pk=opened.pk).state)
    assert not errors
