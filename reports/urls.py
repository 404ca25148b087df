"""Addresses of documents, papers and the public pages; the summary has its own file."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from reports.views import (
    copies,
    document_edit,
    document_end,
    documents,
    papers,
    programme_papers,
    public,
    register,
)
from selection.models.round import TOKEN_LETTERS


class Token(StringConverter):
    """What ``reports.models.document.new_token`` makes; anything else is no address of ours."""

    regex = "[A-Za-z0-9_-]{20,30}"


class ResultToken(StringConverter):
    """What ``selection.models.round.new_token`` makes."""

    regex = f"[{TOKEN_LETTERS}]{{12}}"


register_converter(Token, "token")
register_converter(ResultToken, "result_token")

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.document_new, name="document_new"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/edit/", document_edit.document_edit, name="document_edit"),
    path("documents/<int:pk>/issue/", documents.document_issue, name="document_issue"),
    path("documents/<int:pk>/discard/", document_end.document_discard, name="document_discard"),
    path("documents/<int:pk>/revoke/", document_end.document_revoke, name="document_revoke"),
    path("documents/<int:pk>/replace/", document_end.document_replace, name="document_replace"),
    path("documents/<int:pk>/copies/", copies.copies_start, name="copies_start"),
    path("documents/<int:pk>/copies.pdf", copies.copies_pdf, name="copies_pdf"),
    path("documents/<int:pk>/copies.zip", copies.copies_zip, name="copies_zip"),
    path("documents/<int:pk>/copies/<int:order>.pdf", copies.copy_pdf, name="copy_pdf"),
    path("register/", register.register, name="register"),
    path("documents/<int:pk>/document.pdf", documents.document_pdf, name="document_pdf"),
    path("rounds/<int:pk>/criteria.pdf", papers.criteria_pdf, name="criteria_pdf"),
    path("rounds/<int:pk>/score-sheets.pdf", papers.score_sheets_pdf, name="score_sheets_pdf"),
    path("rounds/<int:pk>/score-sheets/", papers.score_sheets_start, name="score_sheets_start"),
    path("rounds/<int:pk>/result.pdf", papers.result_table_pdf, name="result_table_pdf"),
    path("nominations/<int:pk>/proposal.pdf", papers.proposal_pdf, name="proposal_pdf"),
    path("scoring/<int:pk>/sheet.pdf", papers.score_sheet_pdf, name="score_sheet_pdf"),
    path("events/<int:pk>/registration.pdf", papers.registration_pdf, name="registration_pdf"),
    path("events/<int:pk>/satisfaction.pdf", papers.satisfaction_pdf, name="satisfaction_pdf"),
    path("events/<int:pk>/knowledge.pdf", papers.knowledge_pdf, name="knowledge_pdf"),
    path("events/<int:pk>/timetable.pdf", papers.timetable_pdf, name="timetable_pdf"),
    path("plans/<int:pk>/plan.pdf", papers.plan_pdf, name="plan_pdf"),
    path("summaries/<int:pk>/summary.pdf", papers.summary_pdf, name="summary_pdf"),
    path("forms/<slug:kind>.pdf", papers.form_pdf, name="form_pdf"),
    path("papers/<int:year>/", programme_papers.programme_papers, name="programme_papers"),
    path("d/<token:token>/", public.public_document, name="public_document"),
    path("d/<token:token>/digests.json", public.public_digests, name="public_digests"),
    path("d/<token:token>/<int:number>.pdf", public.public_enclosure, name="public_enclosure"),
    path("r/<result_token:token>/", public.public_result, name="public_result"),
    path("", include("reports.summary_urls")),
    path("", include("reports.poster_urls")),
    path("", include("reports.bpm_urls")),
    path("", include("reports.search_urls")),
    path("", include("reports.trail_urls")),
    path("", include("reports.personal_urls")),
    path("", include("reports.bundle_urls")),
    path("", include("reports.deadline_urls")),
    path("", include("reports.country_urls")),
    path("", include("reports.board_urls")),
]
