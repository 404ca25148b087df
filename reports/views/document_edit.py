"""Editing a draft: what the office decides, and the words in place of those made from facts."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from reports import changes, queries, rules
from reports.actions import documents as acts
from reports.actions.revisions import save_revised
from reports.forms.documents import DocumentForm
from reports.forms.references import one_more_reference, reference_set
from reports.forms.revisions import SAID, Revision, asked_act, revise
from reports.kinds import kind_of
from reports.models import Document
from reports.views.own import open_own

GONE = "ข้อความตรงนี้เปลี่ยนไปแล้วหลังจากเปิดหน้านี้ จึงยังไม่ได้เปลี่ยนให้ โปรดกดบันทึกก่อน แล้วลองอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What an office decides, the words, and the letters cited, while it is a draft."""
    paper = open_own(request.user, pk)
    rules.check_edit(request.user, paper)
    make = partial(_form, paper)
    if request.method != "POST":
        return _edit_page(request, paper, Edit(make()))
    if "add" in request.POST:
        return _edit_page(request, paper, Edit(_with_another_row(paper, make(request.POST))))
    revision = revise(paper, request.POST) if asked_act(request.POST) else None
    if revision is None and asked_act(request.POST):
        return _edit_page(request, paper, _not_there(make(request.POST)))
    data = revision.data if revision else request.POST
    write = partial(_write, request, paper, revision)
    edit = save_edit(paper, data, make=make, write=write, by=request.user)
    if not edit.saved:
        return _edit_page(request, paper, edit)
    return _saved(request, paper, edit, revision)


def _saved(
    request: HttpRequest, paper: Document, edit: Edit, revision: Revision | None
) -> HttpResponse:
    """To the preview after a save, back to the list of changes after one of its buttons."""
    rows = edit.form.rows.forms if edit.form.rows else ()
    done = SAID[revision.act] if revision else "บันทึกแล้ว ตรวจตัวอย่างเอกสารด้านล่างได้เลย"
    say_saved(request, edit.merged or done, edit.form, *rows)
    if revision:
        return redirect(f"{reverse('document_edit', args=[paper.pk])}#changes")
    return redirect("document", paper.pk)


def _not_there(form: DocumentForm) -> Edit:
    """The form as it was sent, told that its act found nothing."""
    form.is_whole()
    form.add_error(None, GONE)
    return Edit(form, status=409)


def _form(paper: Document, data: QueryDict | None = None) -> DocumentForm:
    form = DocumentForm(
        data,
        document=paper,
        signatories=queries.signatories(paper),
        made=changes.made_words(paper),
    )
    if kind_of(paper).cites:
        form.rows = reference_set(paper, data, paper.references.all())
    return form


def _with_another_row(paper: Document, form: DocumentForm) -> DocumentForm:
    if form.rows is not None:
        form.rows = one_more_reference(paper, form.data)
    return form


def _write(
    request: HttpRequest, paper: Document, revision: Revision | None, form: DocumentForm
) -> None:
    given = {
        "document": paper,
        "values": form.values(),
        "references": form.rows.rows() if form.rows else [],
        "version": form.cleaned_data["version"],
        "by": request.user,
    }
    if revision is None:
        acts.save_document(**given)
        return
    if revision.base is not None and given["values"].get("body_text", True):
        given["values"]["body_from"] = revision.base
    save_revised(**given, act=revision.act, removed=revision.removed)


def _edit_page(request: HttpRequest, paper: Document, edit: Edit) -> HttpResponse:
    form, rows = edit.form, edit.form.rows
    context = {
        "document": paper,
        "edit": edit,
        "form": form,
        "titles": [form[name] for name in form.fields if name.startswith("enclosure_")],
        "cited": rows,
        "checked": [form, *(rows.forms if rows is not None and rows.is_bound else [])],
        "has_errors": edit.status != 200,
        "unset": refusal_of(rules.check_preview, paper),
        "changes": changes.of(paper),
        "news": changes.news(paper, form.made),
        "removed": changes.removed(paper),
    }
    return render(request, "reports/document_edit.html", context, status=edit.status)
