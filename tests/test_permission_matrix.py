"""Every URL for every person. A URL of the resolver without a row here fails.

The objects are Krasang's and Buriram's; the others are strangers to them. One column a person:

    –  stranger (not signed in)         B  province officer of Buriram (own)
    K  Krasang, the own district        S  province officer of Surin (other)
    D  Ban Dan, another district        M  committee member of Buriram's round
    P  Prasat, district in Surin        C  department officer (กรม)

What each gets: ``L`` on to sign in · ``2`` the page · ``3`` done, on to the next page · ``4`` 404 ·
``9`` refused with a reason (409) · ``E`` an error in what was typed (422) · ``5`` wrong method.
An office's things are 404 for every other office, whatever the method.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from cdd_network import jobs
from cdd_network.accounts.actions import new_link
from cdd_network.actions_programme import copy_year
from cdd_network.models import FormVersion, Job, Office, Signatory
from cdd_network.models.form_version import packed
from projects.actions.events import begin_province_day
from projects.models import ActionPlan
from reports.actions.calendars import make_feed
from reports.actions.copies import start_copies
from reports.models import Bundle, Document, Enclosure, Photo, SummaryReport
from selection.actions.intake import keep_intake
from selection.intake import Plan
from selection.models import CommitteeMember, LateLeave, Nomination
from tests.contract import PageClient
from tests.jobbing.run import finish_jobs
from tests.people import World
from tests.pictures import jpeg
from tests.projects.stage import listed, own_deadline

MEANING = {302: "3", 200: "2", 404: "4", 409: "9", 422: "E", 405: "5", 500: "X"}


@dataclass(frozen=True)
class Row:
    """A method on a named URL: the object that fills its address, and what each person gets."""

    method: str
    name: str
    thing: str
    gets: str  # columns – K D P B S M C
    typed: tuple[
        tuple[str, str], ...
    ] = ()  # what is posted; a value names a thing or stands itself


ROWS = [
    # the ground                                  –KDPBSMC
    Row("GET", "sign_in", "", "23333333"),
    Row("GET", "sign_in_code", "", "L3333333"),  # without a password before it: back to sign-in
    Row("POST", "sign_in_code", "", "L3333333"),
    Row("POST", "sign_out", "", "33333333"),
    Row("GET", "guide", "", "L2222222"),
    Row("GET", "upkeep", "", "L2222242"),  # a committee member keeps nothing
    # the own account; committee members have no second factor     –KDPBSMC
    Row("GET", "own_account", "", "L2222222"),
    Row("GET", "own_password", "", "L2222222"),
    Row("POST", "own_password", "", "LEEEEEEE"),
    Row("POST", "device_end", "", "L3333333"),
    Row("POST", "devices_end", "", "L3333333"),
    Row("GET", "factor", "", "L2222242"),
    Row("POST", "factor", "", "L2222242"),  # not begun: there is nothing to confirm
    Row("POST", "factor_begin", "", "L3333343"),
    Row("POST", "factor_cancel", "", "L3333343"),
    Row("GET", "factor_codes", "", "L3333343"),
    Row("POST", "factor_codes", "", "L3333343"),
    Row("GET", "factor_renew", "", "L3333343"),
    Row("POST", "factor_renew", "", "L3333343"),
    Row("GET", "factor_off", "", "L3333343"),
    Row("POST", "factor_off", "", "L3333343"),
    Row("GET", "healthy", "", "22222222"),
    Row("GET", "ready", "", "22222222"),  # from this machine alone: test_readiness
    Row("GET", "robots", "", "22222222"),
    Row("GET", "home", "", "L2222222"),
    Row("GET", "office", "", "L2222244"),
    Row("POST", "office", "", "LEEEEE44"),
    Row("GET", "office_emblem", "", "L4442444"),  # Surin has uploaded none
    Row("GET", "signatory_new", "", "L2222244"),
    Row("POST", "signatory_new", "", "LEEEEE44"),
    Row("GET", "signatory_edit", "signatory", "L4442444"),
    Row("POST", "signatory_edit", "signatory", "L444E444"),
    # an account's safety: Krasang's, kept by the province
    Row("POST", "account_unpause", "account", "L4443444"),
    Row("POST", "account_sign_out", "account", "L4443444"),
    Row("POST", "account_factor_reset", "account", "L4443444"),
    # accounts: Krasang's, kept by its province; a link to it that is good, and one that never was
    Row("GET", "accounts", "", "L4442242"),
    Row("GET", "account_new", "", "L4442242"),
    Row("POST", "account_new", "", "L444EE4E"),
    Row("GET", "accounts_missing", "", "L4442242"),
    Row("POST", "accounts_missing", "", "L4442242"),
    Row("GET", "accounts_committee", "", "L4442249"),
    Row("POST", "accounts_committee", "", "L444EE49"),
    Row("POST", "link_workbook", "", "L4442242"),
    Row("GET", "account", "account", "L4442444"),
    Row("GET", "account_rename", "account", "L4442444"),
    Row("POST", "account_rename", "account", "L444E444"),
    Row("POST", "account_link", "account", "L4442444"),
    Row("GET", "account_close", "account", "L4442444"),
    Row("POST", "account_close", "account", "L4443444", (("reason", "ย้าย"),)),
    Row("GET", "account_open", "account", "L4449444"),
    Row("POST", "account_open", "account", "L4449444", (("reason", "ย้าย"),)),
    Row("GET", "set_password", "one_time", "22222222"),
    Row("POST", "set_password", "one_time", "EEEEEEEE"),
    Row("GET", "set_password", "no_link", "44444444"),
    Row("POST", "set_password", "no_link", "44444444"),
    # the programme's years: 2568 is in use, 2569 a draft       –KDPBSMC
    Row("GET", "programmes", "", "L2222242"),
    Row("GET", "programme", "year", "L4444442"),
    Row("GET", "programme", "draft_year", "L4444442"),
    Row("GET", "programme_rules", "year", "L2222242"),
    Row("GET", "programme_rules", "draft_year", "L4444442"),
    Row("GET", "programme_papers", "year", "L2222242"),
    Row("GET", "programme_papers", "draft_year", "L4444442"),
    Row("GET", "programme_compare", "year", "L2222242"),
    Row("GET", "programme_compare", "draft_year", "L4444442"),
    Row("GET", "programme_section", "year_part", "L4444449"),
    Row("GET", "programme_section", "draft_part", "L4444442"),
    Row("POST", "programme_section", "draft_part", "L444444E"),
    Row("POST", "programme_copy", "year", "L4444443"),
    Row("POST", "programme_rename", "draft_year", "L4444449"),  # of no version
    Row("GET", "programme_open", "draft_year", "L4444442"),
    Row("POST", "programme_open", "draft_year", "L4444449"),
    Row("POST", "programme_close", "year", "L4444449"),
    # personal data: the notice is everybody's; a name that nobody has    –KDPBSMC
    Row("GET", "privacy", "", "22222222"),
    Row("GET", "personal", "", "L4442242"),
    Row("POST", "personal", "", "L444EE4E"),
    Row("POST", "personal", "", "L4442242", (("name", "นางไม่มี ในที่ใด"),)),
    Row("POST", "personal_copy", "", "L4449949", (("name", "นางไม่มี ในที่ใด"),)),
    Row("POST", "personal_erase", "", "L4449949", (("name", "นางไม่มี ในที่ใด"),)),
    Row("GET", "personal_register", "", "L4442242"),
    # slow work: Buriram's job has failed
    Row("GET", "jobs", "", "L2222242"),
    Row("GET", "job", "job", "L4442444"),
    Row("POST", "job_retry", "job", "L4443444"),
    # savings groups
    Row("GET", "groups", "", "L2222242"),
    Row("GET", "group_new", "", "L2222244"),
    Row("POST", "group_new", "", "LEEEEE44"),
    Row("GET", "group_import", "", "L2222244"),
    Row("POST", "group_import", "", "LEEEEE44"),
    Row("GET", "group_import_template", "", "L2222244"),
    Row("GET", "group_import_confirm", "intake", "L4442444"),
    Row("POST", "group_import_confirm", "intake", "L4443444"),
    Row("GET", "group", "group", "L2442442"),
    Row("GET", "group_history", "group", "L2442442"),
    Row("GET", "group_edit", "group", "L2442444"),
    Row("POST", "group_edit", "group", "LE44E444"),
    Row("GET", "group_remove", "group", "L9449444"),
    Row("POST", "group_remove", "group", "L9449444"),
    # the round (announced)
    Row("GET", "rounds", "", "L2222242"),
    Row("POST", "round_new", "", "L4443344", (("programme", "programme"),)),
    Row("GET", "round", "round", "L2242442"),
    Row("GET", "round_meeting", "round", "L4442444"),
    Row("POST", "round_meeting", "round", "L444E444"),
    Row("GET", "round_committee", "round", "L4442444"),
    Row("GET", "seat_new", "round", "L4442444"),
    Row("POST", "seat_new", "round", "L444E444"),
    Row("GET", "seat_edit", "seat", "L4442444"),
    Row("POST", "seat_edit", "seat", "L4449444", (("person", "นายสมชาย ใจดี"),)),
    Row("POST", "seat_move", "seat", "L4449444", (("to", "up"), ("order", "2"))),
    Row("POST", "seat_remove", "seat", "L4449444"),
    Row("GET", "seat_excuse", "seat", "L4449444"),
    Row("POST", "seat_excuse", "seat", "L4449444", (("reason", "ลาป่วย"),)),
    Row("POST", "seat_unexcuse", "seat", "L4449444"),
    # the meeting (closed with the announcement)
    Row("GET", "round_attendance", "round", "L4442444"),
    Row("POST", "meeting_begin", "round", "L4449444"),
    Row("POST", "meeting_cancel", "round", "L4449444"),
    Row("POST", "meeting_end", "round", "L4443444"),
    Row("POST", "meeting_resume", "round", "L4449444"),
    Row("GET", "meeting_times", "round", "L4442444"),
    Row("POST", "meeting_times", "round", "L4449444", (("began", "09.00"),)),
    Row("POST", "seat_arrive", "seat", "L4449444"),
    Row("POST", "seat_leave", "seat", "L4449444"),
    Row("POST", "seat_undo", "seat", "L4449444", (("what", "absent"),)),
    Row("GET", "seat_delegate", "seat", "L4442444"),
    Row("POST", "seat_delegate", "seat", "L4449444", (("delegate", "นางสาวสุดา ใจดี"),)),
    Row("GET", "seat_absent", "seat", "L4442444"),
    Row("POST", "seat_absent", "seat", "L4449444", (("reason", "ลาป่วย"),)),
    Row("GET", "seat_times", "seat", "L4442444"),
    Row("POST", "seat_times", "seat", "L444E444"),
    Row("GET", "seat_dissent", "seat", "L4442444"),
    Row("POST", "seat_dissent", "seat", "L4443444", (("text", "ไม่เห็นด้วย"),)),
    Row("GET", "round_criteria", "round", "L4442444"),
    Row("POST", "round_criteria", "round", "L444E444"),
    Row("POST", "criteria_reset", "round", "L4449444"),
    Row("GET", "round_eligibility", "round", "L4442444"),
    Row("POST", "round_eligibility", "round", "L444E444"),
    Row("GET", "round_window", "round", "L4442444"),
    Row("POST", "round_window", "round", "L444E444"),
    Row("GET", "round_districts", "round", "L4442444"),
    Row("GET", "late_new", "late_district", "L4449444"),
    Row("POST", "late_new", "late_district", "L4449444", (("reason", "สัญญาณล่ม"),)),
    Row("POST", "late_remove", "late", "L4449444"),
    Row("POST", "round_open", "round", "L4449444"),
    Row("POST", "round_close", "round", "L4449444"),
    Row("GET", "round_recheck", "round", "L4449444"),
    Row("POST", "round_recheck", "round", "L4449444", (("reason", "ตรวจข้อ 9"),)),
    Row("POST", "round_start_scoring", "round", "L4449444"),
    Row("GET", "round_reopen", "round", "L4449444"),
    Row("POST", "round_reopen", "round", "L4449444", (("reason", "ขอเพิ่ม"),)),
    Row("GET", "round_scores", "round", "L4442444"),
    Row("GET", "criteria_pdf", "round", "L2242442"),
    Row("GET", "score_sheets_pdf", "round", "L4442444"),
    Row("POST", "score_sheets_start", "round", "L4443444"),
    Row("GET", "public_result", "result_token", "22222222"),
    Row("GET", "result_table_pdf", "round", "L4442444"),
    Row("GET", "round_decide", "round", "L4449444"),
    Row("POST", "round_decide", "round", "L4449444"),
    Row("GET", "round_decision", "round", "L4442444"),
    Row("GET", "round_reconsider", "round", "L4449444"),
    Row("POST", "round_reconsider", "round", "L4449444"),
    Row("GET", "round_announce", "round", "L4449444"),
    Row("POST", "round_announce", "round", "L4449444"),
    Row("GET", "round_correct", "round", "L4442444"),
    Row("POST", "round_correct", "round", "L444E444"),
    Row("GET", "round_explain", "round", "L4442442"),
    Row("GET", "round_result_of", "weighed", "L4442444"),
    Row("GET", "round_explain_of", "weighed", "L4442442"),
    # nominations (Krasang's, accepted)
    Row("GET", "nominations", "", "L2222242"),
    Row("GET", "nomination_new", "", "L2224444"),
    Row("POST", "nomination_new", "", "L99E4444"),
    Row("GET", "nomination", "nomination", "L2442442"),
    Row("GET", "nomination_edit", "nomination", "L9444444"),
    Row("POST", "nomination_edit", "nomination", "L9444444"),
    Row("POST", "nomination_submit", "nomination", "L9444444"),
    Row("GET", "nomination_receipt", "nomination", "L2444444"),
    Row("POST", "nomination_return", "nomination", "L4449444", (("note", "แก้ข้อ 3"),)),
    Row("POST", "nomination_accept", "nomination", "L4449444"),
    Row("GET", "nomination_return", "nomination", "L4449444"),
    Row("GET", "nomination_reject", "nomination", "L4449444"),
    Row("POST", "nomination_reject", "nomination", "L4449444", (("reason", "ไม่ครบ"),)),
    Row("POST", "nomination_restore", "nomination", "L4449444"),
    Row("GET", "nomination_withdraw", "nomination", "L9444444"),
    Row("POST", "nomination_withdraw", "nomination", "L9444444", (("reason", "ขอเลื่อน"),)),
    Row("POST", "nomination_resume", "nomination", "L9444444"),
    Row("GET", "nomination_discard", "nomination", "L9444444"),
    Row("POST", "nomination_discard", "nomination", "L9444444"),
    Row("POST", "nomination_move", "nomination", "L9444444"),
    Row("GET", "nomination_versions", "nomination", "L2442442"),
    Row("GET", "proposal_pdf", "nomination", "L2442422"),
    # scoring (closed)
    Row("GET", "scoring", "", "L4444424"),
    Row("GET", "score_sheet_pdf", "nomination", "L4444424"),
    Row("GET", "score_sheet", "nomination", "L4444424"),
    Row("POST", "score_sheet", "nomination", "L44444E4"),
    Row("POST", "score_submit", "nomination", "L4444494"),
    Row("GET", "declare", "", "L4444424"),
    Row("POST", "declare", "", "L44444E4"),
    Row("GET", "score_submit_all", "", "L4444424"),
    Row("POST", "score_submit_all", "", "L4444494"),
    Row("POST", "score_recall", "nomination", "L4444494"),
    Row("GET", "round_declarations", "round", "L4442444"),
    Row("GET", "round_board", "round", "L4442444"),
    Row("GET", "round_paper", "round", "L4442444"),
    Row("GET", "seat_declare", "seat", "L4442444"),
    Row("POST", "seat_declare", "seat", "L444E444"),
    Row("GET", "paper_sheet", "paper", "L4442444"),
    Row("POST", "paper_sheet", "paper", "L444E444"),
    Row("POST", "paper_confirm", "paper", "L4449444"),
    Row("POST", "paper_return", "paper", "L4449444"),
    # the district's work
    Row("GET", "activities", "", "L2222242"),
    Row("GET", "activity", "activity", "L2442442"),
    Row("GET", "chosen", "chosen", "L3443443"),
    Row("GET", "allocation_new", "chosen", "L4449444"),
    Row("POST", "allocation_new", "chosen", "L4449444"),
    Row("GET", "allocation_edit", "activity", "L4442444"),
    Row("POST", "allocation_edit", "activity", "L444E444"),
    Row("GET", "activity_days", "activity", "L2444444"),
    Row("POST", "activity_days", "activity", "LE444444"),
    Row("GET", "event_budget", "activity", "L2442442"),
    Row("GET", "event_budget_edit", "activity", "L2449444"),
    Row("POST", "event_budget_edit", "activity", "LE449444"),
    Row("GET", "event_bpm", "activity", "L2442442"),
    Row("POST", "event_bpm", "activity", "LE449444"),
    Row("POST", "event_bpm_undo", "activity", "L9449444"),
    Row("POST", "plan_begin", "activity", "L3444444"),
    Row("GET", "plan", "plan", "L2444444"),
    Row("GET", "plan_edit", "plan", "L2444444"),
    Row("POST", "plan_edit", "plan", "LE444444"),
    Row("POST", "plan_submit", "plan", "L9444444"),
    Row("POST", "plan_return", "plan", "L4444444"),
    Row("GET", "plan_return", "plan", "L4444444"),
    Row("POST", "plan_accept", "plan", "L4444444"),
    Row("GET", "plan_reopen", "plan", "L4444444"),
    Row("POST", "plan_reopen", "plan", "L4444444"),
    # participants and check-in: names for the own office and its province
    Row("GET", "people", "event", "L2442444"),
    Row("POST", "people", "event", "LE44E444"),
    Row("GET", "people_paste", "event", "L2449444"),
    Row("POST", "people_paste", "event", "LE449444"),
    Row("GET", "people_import", "event", "L3449444"),
    Row("POST", "people_import", "event", "LE449444"),
    Row("GET", "people_known", "event", "L2449444"),
    Row("POST", "people_known", "event", "LE449444"),
    Row("GET", "people_workbook", "event", "L2449444"),
    Row("GET", "people_template", "event", "L2442444"),
    Row("GET", "person_edit", "participant", "L2449444"),
    Row("POST", "person_edit", "participant", "LE449444"),
    Row("POST", "person_remove", "participant", "L2449444"),
    Row("POST", "person_restore", "event", "L9449444"),
    Row("GET", "checkin_day", "event_day", "L2442444"),
    Row("POST", "checkin_tap", "event_day", "L9449444"),
    Row("POST", "checkin_all", "event_day", "L3449444", (("half", "morning"),)),
    Row("GET", "checkin_new", "event_day", "L2449444"),
    Row("POST", "checkin_new", "event_day", "LE449444"),
    Row("GET", "people", "own_day", "L4442444"),
    Row("GET", "registration_pdf", "own_day", "L4442442"),
    Row("GET", "registration_pdf", "activity", "L2442442"),
    Row("GET", "satisfaction_pdf", "activity", "L2442442"),
    Row("GET", "knowledge_pdf", "event", "L2442442"),
    # the survey's office side
    Row("GET", "event_survey", "event", "L2442442"),
    Row("GET", "survey_times", "survey_after", "L2449444"),
    Row("POST", "survey_times", "survey_after", "L3449444"),
    Row("POST", "survey_close", "survey_after", "L9449444"),
    Row("GET", "survey_tally", "survey_after", "L2449444"),
    Row("POST", "survey_tally", "survey_after", "LE449444"),
    Row("GET", "plan_receipt", "plan", "L9444444"),
    Row("GET", "plan_versions", "plan", "L2444444"),
    Row("GET", "plan_pdf", "plan", "L2444444"),
    Row("POST", "summary_begin", "activity", "L3444444"),
    Row("GET", "summary", "summary", "L2444444"),
    Row("GET", "summary_edit", "summary", "L2444444"),
    Row("POST", "summary_edit", "summary", "LE444444"),
    Row("POST", "summary_submit", "summary", "L9444444"),
    Row("POST", "summary_return", "summary", "L4444444"),
    Row("GET", "summary_return", "summary", "L4444444"),
    Row("POST", "summary_accept", "summary", "L4444444"),
    Row("GET", "summary_reopen", "summary", "L4444444"),
    Row("POST", "summary_reopen", "summary", "L4444444"),
    Row("GET", "summary_receipt", "summary", "L9444444"),
    Row("GET", "summary_versions", "summary", "L2444444"),
    Row("GET", "summary_pdf", "summary", "L2444444"),
    Row("GET", "summary_photos", "summary", "L2444444"),
    Row("POST", "photo_add", "summary", "LE444444"),
    Row("GET", "photo_image", "photo", "L2444444"),
    Row("GET", "photo_small", "photo", "L2444444"),
    Row("GET", "photo_add", "summary", "L3444444"),
    Row("GET", "photo_save", "summary", "L3444444"),
    Row("POST", "photo_save", "summary", "L3444444", (("act", "done"),)),
    Row("GET", "search", "", "L2222242"),
    # the trail; what a form held is its office's alone
    Row("GET", "trail", "", "L2222242"),
    Row("GET", "trail_of", "acts_of_nomination", "L2442442"),
    Row("GET", "trail_of", "acts_of_plan", "L2444444"),
    Row("GET", "form_version", "kept", "L2444444"),
    Row("GET", "form_restore", "kept", "L2444444"),
    Row("POST", "form_restore", "kept", "L9444444"),
    # months after the activity
    Row("GET", "follow_ups", "", "L2222242"),
    Row("GET", "follow_up", "follow", "L2442442"),
    Row("POST", "follow_up", "follow", "LE444444"),
    # documents: the order is a draft, the letter is issued
    Row("GET", "documents", "", "L2222242"),
    Row("POST", "document_new", "", "L9943444", (("round", "round"), ("kind", "committee_order"))),
    Row("GET", "document", "draft", "L4442444"),
    Row("GET", "document", "letter", "L2242442"),
    Row("GET", "document_edit", "draft", "L4442444"),
    Row("GET", "document_edit", "letter", "L4449444"),
    Row("POST", "document_edit", "draft", "L444E444"),
    Row("GET", "document_issue", "draft", "L4442444"),
    Row("POST", "document_issue", "draft", "L444E444"),
    Row("POST", "document_issue", "letter", "L4443444"),
    Row("GET", "document_discard", "draft", "L4442444"),
    Row("POST", "document_discard", "draft", "L4443444"),
    Row("POST", "document_discard", "letter", "L4449444"),
    Row("POST", "copies_start", "letter", "L4449444"),
    Row("POST", "copies_start", "draft", "L4449444"),
    Row("GET", "copies_pdf", "letter", "L4442444"),
    Row("GET", "copies_zip", "letter", "L4442444"),
    Row("GET", "copies_zip", "draft", "L4444444"),
    Row("GET", "copy_pdf", "copy", "L4442444"),
    Row("GET", "document_revoke", "draft", "L4449444"),
    Row("GET", "document_revoke", "letter", "L4442444"),
    Row("POST", "document_revoke", "letter", "L444E444"),
    Row("POST", "document_revoke", "letter", "L4443444", (("reason", "อ้างเลขผิด"),)),
    Row("GET", "document_replace", "letter", "L4442444"),
    Row("POST", "document_replace", "letter", "L4443444", (("reason", "อ้างเลขผิด"),)),
    Row("GET", "register", "", "L2222242"),
    # activity 1, the province's own day
    Row("GET", "province_day", "round", "L4443444"),
    Row("POST", "province_day", "round", "L4443444"),
    Row("GET", "event", "own_day", "L4442442"),
    Row("GET", "event", "event", "L3443443"),
    Row("GET", "province_day_edit", "own_day", "L4442444"),
    Row("POST", "province_day_edit", "own_day", "L444E444"),
    Row("GET", "province_day_edit", "event", "L4444444"),
    # timetable and speakers: those above the district read
    Row("GET", "timetable", "event", "L2442442"),
    Row("GET", "timetable", "own_day", "L4442442"),
    Row("GET", "timetable_pdf", "event", "L2442442"),
    Row("GET", "timetable_pdf", "own_day", "L4442442"),
    Row("GET", "timetable_day", "event_day", "L2449444"),
    Row("GET", "timetable_day", "own_first", "L4442444"),
    Row("POST", "timetable_day", "event_day", "LE449444"),
    Row("GET", "timetable_curriculum", "event_day", "L2449444"),
    Row("POST", "timetable_curriculum", "event_day", "L9449444"),  # nobody looked at it
    Row("POST", "timetable_curriculum", "own_first", "L4449444"),
    Row("GET", "timetable_speakers", "event", "L2449444"),
    Row("GET", "timetable_speakers", "own_day", "L4442444"),
    Row("POST", "timetable_speakers", "event", "LE449444"),
    Row("GET", "document_pdf", "draft", "L4442444"),
    Row("GET", "document_pdf", "letter", "L2242442"),
    Row("GET", "form_pdf", "kind", "L2222222"),
    Row("GET", "public_document", "token", "22222222"),
    Row("GET", "public_digests", "token", "22222222"),
    Row("GET", "public_enclosure", "enclosure", "22222222"),
    # bundles: Buriram's own is not forwarded yet, the sent one is
    Row("GET", "bundles", "", "L4442242"),
    Row("POST", "bundle_make", "", "L4443943", (("year", "2568"),)),
    Row("GET", "bundle", "bundle", "L4442444"),
    Row("GET", "bundle", "bundle_sent", "L4442442"),
    Row("GET", "bundle_file", "bundle_manifest", "L4442442"),
    Row("GET", "bundle_part", "bundle_part", "L4444444"),  # there is no such paper in it
    Row("POST", "bundle_forward", "bundle", "L444E444"),
    Row("POST", "bundle_forward_undo", "bundle_sent", "L4443449"),
    Row("POST", "bundle_receive", "bundle", "L4449444"),
    Row("POST", "bundle_receive", "bundle_sent", "L4449443"),
    Row("POST", "bundle_receive_undo", "bundle_sent", "L4449443"),
    # QR for the wall, and what it opens (the days are over)
    Row("GET", "event_qr", "event", "L2444444"),
    Row("GET", "event_qr", "own_day", "L4442444"),
    Row("GET", "poster_pdf", "poster", "L2444444"),
    Row("GET", "check_in", "day_token", "22222222"),
    Row("POST", "check_in", "day_token", "99999999", (("name", "สมชาย"),)),
    Row("GET", "survey", "survey_token", "22222222"),
    Row("POST", "survey", "survey_token", "99999999"),
    # the country: the department alone
    Row("GET", "country", "", "L4444442"),
    Row("GET", "country_groups", "", "L4444442"),
    Row("GET", "country_provinces", "", "L4444442"),
    Row("GET", "country_years", "", "L4444442"),
    Row("GET", "country_xlsx", "", "L4444442"),
    Row("GET", "country_province", "province_office", "L4444442"),
    # the province's board: each its own; districts owe something in both
    Row("GET", "board", "", "L4442244"),
    Row("GET", "board_nudge", "", "L444EE44"),
    Row("POST", "board_nudge", "", "L4443344", (("all", "1"),)),
    # deadlines: Buriram has set one; and the calendar behind Krasang's secret address
    Row("GET", "deadlines", "", "L2222242"),
    Row("GET", "deadline_new", "year", "L4442242"),
    Row("POST", "deadline_new", "year", "L444EE4E"),
    Row("GET", "deadline_replace", "year_rule", "L4442242"),
    Row("POST", "deadline_replace", "year_rule", "L444EE4E"),
    Row("GET", "deadline_withdraw", "deadline", "L4442449"),
    Row("POST", "deadline_withdraw", "deadline", "L444E449"),
    Row("POST", "deadline_again", "deadline", "L4449449"),
    Row("GET", "calendar", "", "L2222242"),
    Row("POST", "calendar_new", "", "L3333343"),
    Row("GET", "calendar_renew", "", "L2333343"),
    Row("POST", "calendar_renew", "", "L3333343"),
    Row("POST", "calendar_end", "", "L3333343"),
    Row("GET", "calendar_feed", "feed", "22222222"),
]


@pytest.fixture
def things(world: World, story: object) -> dict[str, dict[str, object]]:
    """Krasang's and Buriram's objects as arguments of their addresses."""
    Office.objects.filter(pk=world.buriram.office_id).update(garuda_image=b"<svg/>")
    activity, _ = world.dated()
    opened = activity.chosen.round
    world.surin_nominated()
    plan = story.plans.begin_plan(activity=activity, by=world.krasang)
    report = story.summaries.begin_summary(activity=activity, by=world.krasang)
    from reports.actions import photos

    photo = photos.add_photo(report=report, data=jpeg(), caption="", by=world.krasang)
    kind = Document.Kind
    draft = story.documents.draft_document(
        round=opened, kind=kind.COMMITTEE_ORDER, by=world.buriram
    )
    issue = {"by": world.buriram, "signatory": world.signatory}
    story.issue(opened, kind.ANNOUNCEMENT, day=date(2025, 6, 7), **issue)
    letter = story.issue(
        opened, kind.SELECTION_LETTER, day=date(2025, 6, 13), number=2230,
        deadline=date(2025, 7, 10), references=REFERENCES, **issue,
    )  # fmt: skip
    start_copies(document=letter, by=world.buriram)
    finish_jobs()
    bundle, bundle_sent = _bundles(world)
    assert (Photo, SummaryReport, ActionPlan) == (type(photo), type(report), type(plan))
    seat = CommitteeMember.objects.filter(round=opened).last()
    enclosure = Enclosure.objects.filter(document=letter).first()
    late = LateLeave.objects.create(
        round=opened, office=world.krasang.office, reason="สัญญาณล่ม", by=world.buriram
    )
    by_pk = {
        "account": world.krasang,
        "late": late,
        "job": _failed_job(world),
        "round": opened,
        "programme": world.programme,
        "seat": seat,
        "nomination": Nomination.objects.get(pk=activity.nomination.pk),
        "group": activity.group,
        "intake": keep_intake(plan=Plan([]), title="กลุ่ม.xlsx", notes={}, by=world.buriram),
        "signatory": Signatory.objects.get(pk=world.signatory.pk),
        "activity": activity,
        "event": activity,  # Krasang's three days
        "own_day": begin_province_day(round=opened, by=world.buriram),
        "chosen": activity.chosen,
        "plan": plan,
        "summary": report,
        "photo": photo,
        "draft": draft,
        "letter": letter,
        "bundle": bundle,
        "bundle_sent": bundle_sent,
        "kept": FormVersion.objects.create(
            subject_type="projects.actionplan",
            subject_id=str(plan.pk),
            form="plan",
            version=1,
            by=world.krasang,
            at=timezone.now(),
            packed=packed({}, []),
        ),
        "deadline": own_deadline(world.programme, by=world.buriram),
    }
    draft = copy_year(programme=world.programme, by=world.department).year
    return {
        "": {},
        "year_rule": {"year": 2568, "key": "summary_procedure"},
        "feed": {"token": make_feed(by=world.krasang).token},
        "province_office": {"pk": world.buriram.office_id},
        "year": {"year": world.programme.year},
        "draft_year": {"year": draft},
        "year_part": {"year": world.programme.year, "key": "basics"},
        "draft_part": {"year": draft, "key": "basics"},
        "survey_after": {"pk": activity.pk, "moment": "after"},
        "follow": {"pk": activity.pk, "months": 3},
        **{name: {"pk": thing.pk} for name, thing in by_pk.items()},
        "kind": {"kind": "plan"},
        "acts_of_nomination": {"kind": "nomination", "pk": by_pk["nomination"].pk},
        "acts_of_plan": {"kind": "plan", "pk": plan.pk},
        "participant": {"pk": activity.pk, "number": listed(activity, 1)[0].pk},
        "paper": {"seat": seat.pk, "nomination": by_pk["nomination"].pk},
        "weighed": {"pk": opened.pk, "nomination": activity.nomination.pk},
        "late_district": {"pk": opened.pk, "district": world.bandan.office_id},
        "copy": {"pk": letter.pk, "order": 1},
        "bundle_manifest": {"pk": bundle_sent.pk, "which": "manifest"},
        "bundle_part": {"pk": bundle_sent.pk, "order": 1},
        "event_day": {"pk": activity.pk, "number": 1},
        "own_first": {"pk": by_pk["own_day"].pk, "number": 1},
        "poster": {"pk": activity.pk, "key": "day-1"},
        "day_token": {"token": activity.days.get(number=1).token},
        "survey_token": {"token": activity.questionnaires.first().token},
        "token": {"token": letter.token},
        "one_time": {"token": new_link(account=world.krasang, by=world.buriram).token},
        "no_link": {"token": "unknown"},
        "result_token": {"token": opened.token},
        "enclosure": {"token": letter.token, "number": enclosure.number},
    }


def _bundles(world: World) -> list[Bundle]:
    """Two of Buriram's, without files: one at home, one on its way to the department."""
    shown = {"plans": 0, "summaries": 0, "groups": 2, "photos": 0, "missing": [], "seen": {}}
    sent = {"forwarded_at": timezone.now(), "forwarded_on": date(2025, 6, 30)}
    return [
        Bundle.objects.create(
            programme=world.programme, office=world.buriram.office, number=number,
            digest=str(number), pages=1, size=1, shown=shown, by=world.buriram, **way,
        )
        for number, way in enumerate(({}, {**sent, "forwarded_by": world.buriram}), start=1)
    ]  # fmt: skip


def _failed_job(world: World) -> Job:
    """Buriram's slow work, which came to nothing."""
    whose = {"by": world.buriram, "office": world.buriram.office}
    job = jobs.start("test_refused", title="พิมพ์หนังสือ", arguments={}, key="one", **whose)
    finish_jobs()
    return job


REFERENCES = (
    {
        "source": "จังหวัดบุรีรัมย์",
        "urgency": "",
        "code": "บร 0019",
        "number": "ว 2200",
        "date": date(2025, 5, 27),
    },
)


def test_every_url_for_every_person(
    world: World, things: dict[str, dict[str, object]], figure: Callable[[str, float], None]
) -> None:
    people = [
        None,
        world.krasang,
        world.bandan,
        world.prasat,
        world.buriram,
        world.surin,
        world.members[0],
        world.department,
    ]
    wrong = []
    for row in ROWS:
        url = reverse(row.name, kwargs=things[row.thing])
        typed = {name: things.get(value, {}).get("pk", value) for name, value in row.typed}
        got = "".join(_answer(person, row.method, url, typed) for person in people)
        if got != row.gets:
            wrong.append(f"{row.method} {row.name} {row.thing}: wanted {row.gets}, got {got}")
    assert not wrong, "\n".join(wrong)
    figure("addresses, all with a row", len({row.name for row in ROWS}))
    figure("address × method × person, as they should be", len(ROWS) * len(people))
    refused = sum(row.gets.count("4") + row.gets.count("L") for row in ROWS)
    figure("of these shut: 404 or on to sign in", refused)


def _answer(person: object, method: str, url: str, typed: dict[str, object]) -> str:
    """What this person gets; whatever was done is undone."""
    client = PageClient(raise_request_exception=False)
    with transaction.atomic():
        if person is not None:
            client.force_login(person)
        response = client.get(url) if method == "GET" else client.post(url, typed)
        if response.streaming:
            b"".join(response.streaming_content)  # read to its end, so that its file is closed
        transaction.set_rollback(True)
    to_sign_in = response.status_code == 302 and response.url.startswith(f"{reverse('sign_in')}?")
    return "L" if to_sign_in else MEANING[response.status_code]


def _names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= _names(pattern.url_patterns)
        else:
            found.add(pattern.name)
    return found


def test_every_url_has_a_row() -> None:
    assert _names(get_resolver().url_patterns) == {row.name for row in ROWS}


def test_every_row_has_every_person() -> None:
    assert all(len(row.gets) == 8 for row in ROWS)


def test_wrong_method_is_refused(page: Callable, world: World) -> None:
    client = page(world.buriram)
    assert client.get(reverse("round_new")).status_code == 405
    assert client.post(reverse("rounds")).status_code == 405
