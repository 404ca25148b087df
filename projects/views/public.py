"""What a villager's telephone opens from the wall: check-in and survey. No account, no script.

Both are open to posts from anywhere (``csrf_exempt``): nothing is done in anybody's name that a
cookie would lend, and a telephone that keeps no cookies signs in and answers all the same.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from cdd_network.address import address_of
from cdd_network.browsers import network_of
from cdd_network.refusal import Refused, refusal_of
from projects import checkin_rules, queries_public, survey_rules, survey_sheets
from projects.actions import answers as acts
from projects.actions import people
from projects.forms.answers import SECRET, CheckInForm, SurveyForm, new_secret
from projects.models import ActivityDay, Questionnaire
from projects.people_rules import check_check_in_oneself

COOKIE = "answered"
COOKIE_DAYS = 120
ASK_MORE = "มีผู้ใช้ชื่อนี้มากกว่าหนึ่งคน กรอกนามสกุล หรือลำดับที่ในบัญชีลงทะเบียน"
NOT_OPENED = "ยังไม่ได้บันทึกคำตอบ เพราะโทรศัพท์ไม่ได้เปิดหน้านี้ก่อนส่ง หรือเปิดไว้เกินหนึ่งวัน โปรดกด “ส่งคำตอบ” อีกครั้ง"
NOT_LISTED = "ไม่พบชื่อนี้ในรายชื่อ ตรวจตัวสะกดอีกครั้ง หรือแจ้งเจ้าหน้าที่ที่โต๊ะลงทะเบียน"


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by one's own name, on the day alone. The answer to a post is the page itself: done
    twice it says the same, and what was typed stands in no address and no cookie."""
    day = get_object_or_404(queries_public.day_at(token))
    closed = refusal_of(checkin_rules.check_check_in_day, day, timezone.localdate())
    closed = closed or refusal_of(check_check_in_oneself, day)
    half = checkin_rules.half_of(timezone.localtime().time())
    context = {"day": day, "event": day.event, "half": half, "closed": closed}
    if closed:
        return _page("check_in", context, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _page("check_in", {**context, "form": CheckInForm()})
    form = CheckInForm(request.POST)
    status = _sign_in(request, day, half, form) if form.is_valid() else 422
    context |= {"form": form, "done": status == 200}
    if status == 200:
        context["survey"] = queries_public.survey_beside(day, half, timezone.localtime())
    return _page("check_in", context, status=status)


def _sign_in(request: HttpRequest, day: ActivityDay, half: str, form: CheckInForm) -> int:
    """Status of the answer; what stands in the way is an error of the form."""
    key = _key(request, day.token)
    listed = queries_public.people_of(day.event)
    try:
        checkin_rules.check_misses(queries_public.misses(key), len(listed))
        found = checkin_rules.find(listed, form.cleaned_data["name"], form.cleaned_data["more"])
        if found.person:
            people.check_in(day=day, participant=found.person, half=half)
            return 200
    except people.NotListed:  # taken off the list in this very moment
        form.add_error("name", NOT_LISTED)
        return 422
    except Refused as refused:
        form.add_error(None, refused.reason)
        return 409
    if found.many:
        form.add_error("more", ASK_MORE)
    else:
        acts.note(key=key)
        form.add_error("name", NOT_LISTED)
    return 422


def _key(request: HttpRequest, token: str) -> str:
    """Digest of the caller's network on this page today, keyed so that nobody reads it back."""
    seen = f"{timezone.localdate()} {token} {network_of(address_of(request))}"
    return salted_hmac("check-in", seen, algorithm="sha256").hexdigest()


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """One questionnaire, once a device: a random cookie, or, where none is kept, once a page opened."""
    found = get_object_or_404(queries_public.questionnaire_at(token))
    event, when = found.event, survey_rules.window(found, found.event.days.all())
    secret = _secret(request)
    own = survey_rules.device_of(found, secret)
    context = {"questionnaire": found, "event": event}
    posted = request.POST if request.method == "POST" else None
    if posted is None and (instead := _instead(request, found, when, own, context)):
        return instead
    device = survey_sheets.device_on(found, request.POST.get("sheet", ""))
    rules = event.programme.content.survey
    asked = survey_rules.asked(rules, number=event.number, moment=found.moment)
    form = SurveyForm(posted, survey=rules, asked=asked)
    if posted is not None and not device:
        form.add_error(None, _closed(found, when) or NOT_OPENED)
    if form.is_valid() and _keep(request, found, device, form):
        return _thanks(request, found, device, own)
    status = 200 if posted is None else 409 if form.non_field_errors() else 422
    context |= {"form": form, "until": when.closes}
    context["sheet"] = survey_sheets.sheet_of(found, device or own)
    page = _page("survey", context, status=status)
    return page if device else _with_cookie(request, page, secret)


def _instead(
    request: HttpRequest,
    found: Questionnaire,
    when: survey_rules.Window,
    own: str,
    context: dict[str, object],
) -> HttpResponse | None:
    """What is shown instead of the questions: thanks, or why nothing is taken now.

    A sheet in the address gives the thanks alone, and no cookie: it may be anybody's link.
    """
    sheet = request.GET.get("sheet", "")
    told = survey_sheets.device_on(found, sheet, survey_sheets.THANKS_SECONDS)
    if any(queries_public.has_answered(found, one) for one in (own, told) if one):
        return _page("answered", context)
    closed = _closed(found, when)
    return _page("closed", {**context, "closed": closed}) if closed else None


def _closed(found: Questionnaire, when: survey_rules.Window) -> str:
    closed = refusal_of(survey_rules.check_open, when, timezone.localtime())
    return closed or refusal_of(survey_rules.check_taken, found.event)


def _keep(request: HttpRequest, found: Questionnaire, device: str, form: SurveyForm) -> bool:
    key = _key(request, found.token)
    try:
        acts.answer(questionnaire=found, device=device, key=key, **form.answers())
    except Refused as refused:
        form.add_error(None, refused.reason)
    return form.is_valid()


def _thanks(request: HttpRequest, found: Questionnaire, device: str, own: str) -> HttpResponse:
    """Back to the page, which says that this device has answered; without cookies the address tells."""
    tail = "" if device == own else f"?sheet={survey_sheets.sheet_of(found, device)}"
    return HttpResponseRedirect(f"{request.path}{tail}")


def _secret(request: HttpRequest) -> str:
    """The device's cookie, else new letters for it."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if SECRET.fullmatch(kept) else new_secret()


def _with_cookie(request: HttpRequest, response: HttpResponse, secret: str) -> HttpResponse:
    if request.COOKIES.get(COOKIE) != secret:
        response.set_cookie(
            COOKIE,
            secret,
            max_age=COOKIE_DAYS * 24 * 60 * 60,
            path="/q/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _page(name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """A page without the request: no account shows. It is the device's own, kept by nobody else."""
    text = render_to_string(f"projects/public_{name}.html", context)
    response = HttpResponse(text, status=status)
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
