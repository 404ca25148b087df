"""The form ground: renderer, base classes with Thai errors, and the fields of ``fields.py`` and ``date_field.py``.

A page's form derives from ``PageForm`` or ``PageModelForm``; the page shows
``components/error_summary.html`` on top of main and the fields by ``{{ form }}`` or
``{{ form.name.as_field_group }}``.
"""

from django import forms
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.template.backends.django import Template
from django.template.loader import select_template
from django.utils.safestring import SafeString

from cdd_network.controls import written
from cdd_network.date_field import ThaiDateField, ThaiDateWidget
from cdd_network.fields import (
    LineField,
    LongTextField,
    MoneyField,
    MoneyInput,
    ThaiDecimalField,
    ThaiIntegerField,
    ThaiYearField,
    TimeField,
    spoken_label,
)

__all__ = [
    "LineField",
    "LongTextField",
    "MoneyField",
    "MoneyInput",
    "PageForm",
    "PageModelForm",
    "Renderer",
    "ThaiDateField",
    "ThaiDateWidget",
    "ThaiDecimalField",
    "ThaiIntegerField",
    "ThaiYearField",
    "TimeField",
    "error_links",
    "first_control",
    "row_name",
    "thai_formfield",
]


class Renderer(TemplatesSetting):
    """Fields from ``templates/forms/``; plain controls are written by ``controls.py``."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def render(
        self, template_name: str, context: dict, request: HttpRequest | None = None
    ) -> SafeString:
        """The plain controls as ``controls.py`` writes them, all else by its template."""
        plain = written(template_name, context)
        return plain if plain is not None else super().render(template_name, context, request)

    def get_template(self, template_name: str) -> Template:
        """Our template of that name, else Django's."""
        return select_template([template_name.removeprefix("django/"), template_name])


def error_links(form: forms.BaseForm | forms.BaseFormSet | list) -> list[tuple[str, str]]:
    """(id of the control to go to, message) of every error of a form, formset or list of them.

    The id is '' for an error that belongs to no field. Errors of a formset's row begin with its name.
    """
    if isinstance(form, list | tuple):
        return [link for one in form for link in error_links(one)]
    if isinstance(form, forms.BaseFormSet):
        own = [("", str(message)) for message in form.non_form_errors()]
        return own + [
            (target, f"{row_name(form, number)}{message}")
            for number, row in enumerate(form.forms, start=1)
            for target, message in error_links(row)
        ]
    if not form.errors:
        return []  # every field of a long form would be made only to say so
    own = [("", str(message)) for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else first_control(field)
        own += [(target, str(message)) for message in field.errors]
    return own


def row_name(rows: forms.BaseFormSet, number: int) -> str:
    """«ช่วงที่ 4: » before what is said of a formset's row; '' of one whose rows have no name."""
    called = getattr(rows, "called", None)
    name = called(number) if called else ""
    return f"{name}: " if name else ""


def first_control(field: forms.BoundField) -> str:
    """Id of the field's control; of the first one when the field is a group."""
    grouped = forms.MultiWidget | forms.RadioSelect | forms.CheckboxSelectMultiple
    return f"{field.auto_id}_0" if isinstance(field.field.widget, grouped) else field.id_for_label


class ThaiErrors:
    """What ``PageForm`` and ``PageModelForm`` share.

    ``draft=True`` saves a form half filled: nothing is required, yet no label says (ไม่บังคับ)
    of a field that will be wanted when the form is sent. A form whose rules on empty fields
    stand elsewhere sets ``marks_optional = False``.
    """

    marks_optional = True
    use_required_attribute = False

    def __init__(self, *args: object, draft: bool = False, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _dress(name, field)
            if draft:
                field.required = False

    def put_first(self, fields: dict[str, forms.Field]) -> None:
        """Put fields that this form alone has before its others; they may become quite many."""
        for name, field in fields.items():
            _dress(name, field)
        self.fields = {**fields, **self.fields}

    def summary(self) -> list[tuple[str, str]]:
        """(id of control, message) of each error, for the summary on top of the page."""
        return error_links(self)

    def conversions(self) -> list[str]:
        """Thai sentences on years read as Christian era; empty until the form was validated."""
        years = {getattr(field, "converted", None) for field in self.fields.values()} - {None}
        return [f"แปลงปี ค.ศ. {ce} เป็น พ.ศ. {ce + 543} ให้แล้ว" for ce in sorted(years)]


def _dress(name: str, field: forms.Field) -> None:
    """A label, Thai errors, and whether it is wanted when the form is sent."""
    field.label = field.label or name.replace("_", " ")
    field.error_messages.update(_messages(field))
    field.wanted = field.required
    if isinstance(field.widget, forms.ClearableFileInput):
        field.widget.use_fieldset = False  # one control: a label, not a legend


class PageForm(ThaiErrors, forms.Form):
    """Base of the forms that no model stands behind."""


class PageModelForm(ThaiErrors, forms.ModelForm):
    """Base of model forms: dates, times, numbers and texts get the fields of this module."""

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Runs before Django builds the fields, so that a Meta need not name the callback."""
        super().__init_subclass__(**kwargs)
        meta = getattr(cls, "Meta", None)
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = thai_formfield


_FIELD_OF = (
    (models.DateTimeField, None),
    (models.DateField, ThaiDateField),
    (models.TimeField, TimeField),
    (models.TextField, LongTextField),
    (models.CharField, LineField),
    (models.IntegerField, ThaiIntegerField),
    (models.DecimalField, ThaiDecimalField),
)
_KEEPS_ITS_OWN = (models.EmailField, models.URLField, models.SlugField)


def thai_formfield(db_field: models.Field, **kwargs: object) -> forms.Field | None:
    """Form field of a model's field, ours where there is one.

    A field with choices and one whose class is named by the form's Meta keep Django's way.
    """
    ours = next((form for model, form in _FIELD_OF if isinstance(db_field, model)), None)
    plain = not db_field.choices and "form_class" not in kwargs
    if ours and plain and not isinstance(db_field, _KEEPS_ITS_OWN):
        kwargs["form_class"] = ours
    return db_field.formfield(**kwargs)


def _messages(field: forms.Field) -> dict[str, str]:
    """Thai sentences for the errors that Django itself raises."""
    label = spoken_label(field.label)
    choose = f"เลือก{label}จากรายการที่ให้ไว้"
    own = {
        "required": f"{_verb(field)}{label}",
        "null_characters_not_allowed": f"{label} มีอักขระที่ใช้ไม่ได้",
        "invalid": f"{label} ยังไม่ถูกต้อง",
        "invalid_image": f"{label} ต้องเป็นไฟล์ภาพ (JPEG หรือ PNG) ที่เปิดดูได้",
        "missing": f"แนบ{label}",
        "empty": f"{label} เป็นไฟล์ว่าง กรุณาแนบไฟล์อื่น",
    }
    if isinstance(field, forms.EmailField):
        own["invalid"] = f"{label} ต้องเป็นที่อยู่อีเมล เช่น name@example.go.th"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        own["invalid"] = choose
    return own | _messages_with_values(field, label.replace("%", "%%"), choose.replace("%", "%%"))


def _messages_with_values(field: forms.Field, label: str, choose: str) -> dict[str, str]:
    """Sentences that Django fills by the % operator: a % of the label comes doubled."""
    length = f"{label} ยาวเกินไป (พิมพ์ %(show_value)d ตัวอักษร ได้ไม่เกิน %(limit_value)d)"
    if isinstance(field, forms.FileField):
        length = "ชื่อไฟล์ยาวเกินไป (ได้ไม่เกิน %(max)d ตัวอักษร)"
    return {
        "max_length": length,
        "min_length": f"{label} สั้นเกินไป (ต้องมีอย่างน้อย %(limit_value)d ตัวอักษร)",
        "max_digits": f"{label} มีตัวเลขได้ไม่เกิน %(max)s หลัก",
        "max_whole_digits": f"{label} มีตัวเลขหน้าจุดทศนิยมได้ไม่เกิน %(max)s หลัก",
        "max_decimal_places": f"{label} มีทศนิยมได้ไม่เกิน %(max)s ตำแหน่ง",
        "invalid_choice": choose,
        "invalid_list": choose,
        "invalid_pk_value": choose,
        "unique": f"{label} นี้มีอยู่แล้ว",
    } | _bounds(field, label)


def _bounds(field: forms.Field, label: str) -> dict[str, str]:
    """Sentences on the smallest and greatest number, written with thousands commas but for years."""
    lowest, greatest = getattr(field, "min_value", None), getattr(field, "max_value", None)
    unit = " บาท" if isinstance(field, MoneyField) else ""
    form = "" if isinstance(field, ThaiYearField) else ","
    least = "%(limit_value)s" if lowest is None else f"{lowest:{form}}{unit}"
    most = "%(limit_value)s" if greatest is None else f"{greatest:{form}}{unit}"
    return {
        "min_value": f"{label} ต้องไม่ติดลบ" if lowest == 0 else f"{label} ต้องไม่น้อยกว่า {least}",
        "max_value": f"{label} ต้องไม่เกิน {most}",
    }


def _verb(field: forms.Field) -> str:
    """What an empty field asks for: to type, to choose, to attach or to tick."""
    if isinstance(field, forms.FileField):
        return "แนบ"
    if isinstance(field, forms.BooleanField):
        return "ทำเครื่องหมายที่ช่อง "
    return "เลือก" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "กรอก"
