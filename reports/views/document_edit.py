"""Editing a draft: what the province decides, and the words in place of those made from facts."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from reports import queries, rules
from reports.actions import documents as acts
from reports.forms.documents import DocumentForm, one_more_reference, reference_set
from reports.kinds import kind_of
from reports.models import Document
from reports.views.own import open_own


@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Signatory, deadline and the letters cited, while the document is a draft."""
    paper = open_own(request.user, pk)
    rules.check_edit(request.user, paper)
    make = partial(_form, paper)
    if request.method != "POST":
        return _edit_page(request, paper, Edit(make()))
    if "add" in request.POST:
        return _edit_page(request, paper, Edit(_with_another_row(paper, make(request.POST))))
    write = partial(_write, request, paper)
    edit = save_edit(paper, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _edit_page(request, paper, edit)
    rows = edit.form.rows.forms if edit.form.rows else ()
    said = edit.merged or "บันทึกแล้ว ตรวจตัวอย่างเอกสารด้านล่างได้เลย"
    say_saved(request, said, edit.form, *rows)
    return redirect("document", paper.pk)


def _form(paper: Document, data: QueryDict | None = None) -> DocumentForm:
    form = DocumentForm(data, document=paper, signatories=queries.signatories(paper))
    if kind_of(paper).cites:
        form.rows = reference_set(paper, data, paper.references.all())
    return form


def _with_another_row(paper: Document, form: DocumentForm) -> DocumentForm:
    if form.rows is not None:
        form.rows = one_more_reference(paper, form.data)
    return form


def _write(request: HttpRequest, paper: Document, form: DocumentForm) -> None:
    acts.save_document(
        document=paper,
        values=form.values(),
        references=form.rows.rows() if form.rows else [],
        version=form.cleaned_data["version"],
        by=request.user,
    )


def _edit_page(request: HttpRequest, paper: Document, edit: Edit) -> HttpResponse:
    rows = edit.form.rows
    context = {
        "document": paper,
        "edit": edit,
        "form": edit.form,
        "cited": rows,
        "checked": [edit.form, *(rows.forms if rows is not None and rows.is_bound else [])],
        "has_errors": edit.status != 200,
    }
    return render(request, "reports/document_edit.html", context, status=edit.status)
