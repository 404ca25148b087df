"""Addresses of documents, papers and the public pages; the summary has its own file."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from reports.views import document_edit, documents, papers, public


class Token(StringConverter):
    """What ``reports.models.document.new_token`` makes; anything else is no address of ours."""

    regex = "[A-Za-z0-9_-]{20,30}"


register_converter(Token, "token")

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.document_new, name="document_new"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/edit/", document_edit.document_edit, name="document_edit"),
    path("documents/<int:pk>/issue/", documents.document_issue, name="document_issue"),
    path("documents/<int:pk>/document.pdf", documents.document_pdf, name="document_pdf"),
    path("plans/<int:pk>/plan.pdf", papers.plan_pdf, name="plan_pdf"),
    path("summaries/<int:pk>/summary.pdf", papers.summary_pdf, name="summary_pdf"),
    path("forms/<slug:kind>.pdf", papers.form_pdf, name="form_pdf"),
    path("d/<token:token>/", public.public_document, name="public_document"),
    path("d/<token:token>/<int:number>.pdf", public.public_enclosure, name="public_enclosure"),
    path("", include("reports.summary_urls")),
]
