"""Where stored files leave, and that no form loads a row by a key that was sent."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.forms import BaseFormSet, BaseModelFormSet
from django.urls import get_resolver

from tests.test_permission_matrix import ROWS

OTHER_PROVINCE = (3, 5)
"""Columns of the matrix: Prasat and Surin."""
HELD = {
    "cdd_network.FormVersion.packed": ("form_version",),
    "cdd_network.Office.garuda_image": ("office_emblem",),
    "reports.Bundle.archive": ("bundle_file",),
    "reports.Bundle.merged": ("bundle_file",),
    "reports.Bundle.workbook": ("bundle_file",),
    "reports.Copy.data": ("copy_pdf",),
    "reports.Enclosure.data": ("document",),  # and behind the letter's public address
    "reports.FrozenFile.data": ("document_pdf",),
    "reports.Photo.file": ("photo_image",),
    "reports.Photo.small": ("photo_small",),
    "reports.PrintSet.archive": ("copies_zip",),
    "reports.PrintSet.merged": ("copies_pdf",),
    "reports.SheetPrint.data": ("score_sheets_pdf",),
    "reports.StoredPart.file": ("bundle_part",),
}
"""Column with a file → the addresses by which it leaves; the matrix tells who gets them."""


def _files() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            ours = model._meta.app_label in {"cdd_network", "selection", "projects", "reports"}
            if ours and isinstance(field, models.FileField | models.BinaryField):
                yield f"{model._meta.label}.{field.name}"


def test_every_file_leaves_by_a_door_that_other_provinces_find_shut() -> None:
    assert {*_files()} == {*HELD}, "a column with a file is not in the table"
    for column, names in HELD.items():
        rows = [row for row in ROWS if row.name in names and row.method == "GET"]
        assert {row.name for row in rows} == {*names}, column
        for row in rows:
            assert {row.gets[at] for at in OTHER_PROVINCE} <= {"4", "L"} or row.thing == "", row


def _every(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _every(one)


def test_no_formset_takes_a_row_by_its_key() -> None:
    """Rows are told by their place, or by a key that is looked up among the own: none is loaded by it."""
    assert get_resolver().url_patterns  # every form is loaded
    kinds = {one for one in _every(BaseFormSet) if one.__module__ != "django.forms.models"}
    assert len(kinds) > 20 and not [one for one in kinds if issubclass(one, BaseModelFormSet)]
