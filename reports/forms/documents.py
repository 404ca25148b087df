"""The form of a draft: what its office decides, and its words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cdd_network.editing import EditForm, digest, digests_in, plain
from cdd_network.forms import LineField, LongTextField, ThaiDateField
from cdd_network.models import Signatory
from reports import body, changes
from reports.kinds import LetterKind, edited, kind_of
from reports.models import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.kinds import Kind, Words
    from reports.parts import Enclosure


MOST_LINE = 300
"""Letters that subject and addressee hold."""
MOST_BODY = 12_000
MOST_PARAGRAPHS = 200
BODY_HELP = (
    "หนึ่งบรรทัดคือหนึ่งย่อหน้า พิมพ์เลขข้อไว้หน้าข้อความ เช่น 1. หรือ 1.1 หรือ 1) แล้วเว้นวรรค "
    "พิมพ์เลขไทยหรือเลขอารบิกก็ได้ เอกสารพิมพ์เป็นเลขไทย ลบทั้งหมดเพื่อใช้ข้อความจากระบบ"
)


class DocumentForm(EditForm):
    """What an office decides on a draft, and its words as they stand: from facts or typed over.

    ``made`` are the words from facts, None while they cannot be made: then no words are asked.
    A text left empty, or equal to the one from facts, is stored empty and follows the facts.
    """

    kept_as = "document"
    not_kept = ("shown",)
    signatory = forms.ModelChoiceField(
        queryset=Signatory.objects.none(), label="ผู้ลงนาม", empty_label="เลือกผู้ลงนาม"
    )
    deadline = ThaiDateField(help_text="เช่น 10 กรกฎาคม 2568")
    urgency = forms.ChoiceField(label="ชั้นความเร็ว", choices=Document.Urgency, required=False)
    secrecy = forms.ChoiceField(label="ชั้นความลับ", choices=Document.Secrecy, required=False)
    salutation = forms.ChoiceField(label="คำขึ้นต้นและคำลงท้าย", choices=Document.Salutation)
    subject_text = LongTextField(
        label="เรื่อง", max_length=MOST_LINE, widget=forms.Textarea({"rows": "2", "class": "grows"})
    )
    to_text = LongTextField(label="เรียน", widget=forms.Textarea({"rows": "2", "class": "grows"}))
    body_text = LongTextField(
        label="ข้อความ",
        help_text=BODY_HELP,
        max_length=MOST_BODY,
        most_lines=MOST_PARAGRAPHS,
        widget=forms.Textarea({"rows": "16", "class": "grows"}),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: object,
        document: Document,
        signatories: QuerySet[Signatory],
        made: Words | None,
        **kwargs: object,
    ) -> None:
        self.document, self.made = document, made
        super().__init__(*args, initial=self._initial(), draft=True, **kwargs)
        self.fields["signatory"].queryset = signatories
        self.fields["shown"].initial = self._shown_now
        kind = kind_of(document)
        self.fields["deadline"].label = kind.deadline
        for name in _not_asked(kind, made):
            del self.fields[name]
        if made:
            self._add_titles(made)

    def _initial(self) -> dict[str, object]:
        document = self.document
        initial = {name: getattr(document, name) for name in DECIDED}
        words = edited(document, self.made) if self.made else None
        if words:
            initial |= {
                "subject_text": words.subject,
                "to_text": words.to,
                "body_text": body.as_text(words.body),
                **{_title_field(one): one.title for one in words.enclosures},
            }
        return {**initial, "signatory": document.signatory_id, "version": document.version}

    def _add_titles(self, made: Words) -> None:
        """A line for each enclosure; all the words' fields may hold what facts make, however long."""
        for one in made.enclosures:
            field = LineField(label=f"สิ่งที่ส่งมาด้วย {one.number}", required=False)
            field.wanted = True
            self.fields[_title_field(one)] = field
        for name in self._words():
            field = self.fields[name]
            field.most = max(field.most, len(self.initial[name]))

    def _words(self) -> list[str]:
        """Names of the fields that hold words."""
        titles = [_title_field(one) for one in self.made.enclosures] if self.made else []
        return [name for name in (*LINES, *titles) if name in self.fields]

    def kept(self, posted: dict[str, str]) -> dict[str, str]:
        """Words that follow the facts are kept empty: taken back, they follow the facts of then."""
        following = [name for name in self._words() if not self._written(name)]
        return {**super().kept(posted), **dict.fromkeys(following, "")}

    def taken_back(self, posted: Mapping[str, str]) -> dict[str, str]:
        """As of any form; words that followed the facts come back as facts make them now."""
        made = self._from_facts() if self.made else {}
        told = super().taken_back(posted)
        return {name: text or made.get(name, "") for name, text in told.items()}

    def _written(self, name: str) -> str:
        """The officer's own words behind a field, '' while it follows the facts."""
        titles = {f"enclosure_{key}": text for key, text in self.document.enclosure_texts.items()}
        return titles[name] if name in titles else getattr(self.document, name, "")

    def clean_to_text(self) -> str:
        """One line; a list of districts from facts may be longer than what is typed over it."""
        text = " ".join(self.cleaned_data["to_text"].split())
        if len(text) > MOST_LINE and not changes.same(text, self.made.to):
            over = len(text) - MOST_LINE
            raise ValidationError(f"เรียน ยาวเกินไป {over:,} ตัวอักษร (ได้ไม่เกิน {MOST_LINE:,})")
        return text

    def values(self) -> dict[str, object]:
        """Columns of the document to be stored; call on a valid form.

        Words that nobody touched are left as they are, so that they do not freeze when a fact
        changes while the form is open.
        """
        given = {name: self.cleaned_data[name] for name in DECIDED if name in self.fields}
        if not given.get("salutation", True):
            del given["salutation"]
        return {**given, **self._typed_words()} if self.made else given

    def _typed_words(self) -> dict[str, object]:
        touched = {name: self._column(name) for name in self._words() if self._touched(name)}
        given = {name: text for name, text in touched.items() if name in LINES}
        if "body_text" in given:
            ground = self.document.body_from or body.as_text(self.made.body)
            given["body_from"] = ground if given["body_text"] else ""
        titles = dict(self.document.enclosure_texts)
        for one in self.made.enclosures:
            titles[one.key] = touched.get(_title_field(one), titles.get(one.key, ""))
        return {**given, "enclosure_texts": {key: text for key, text in titles.items() if text}}

    def _touched(self, name: str) -> bool:
        """Whether the words came back other than they were shown."""
        if self.add_prefix(name) not in self.data:
            return False
        return self._digest_of(name, self.cleaned_data[name]) != self._shown_then().get(name)

    def _column(self, name: str) -> str:
        """What is stored of words as typed: nothing when they are those of the facts."""
        text = self.cleaned_data[name]
        return "" if changes.same(text, self._from_facts()[name]) else text

    def _from_facts(self) -> dict[str, str]:
        titles = {_title_field(one): one.title for one in self.made.enclosures}
        text = body.as_text(self.made.body)
        return {
            "subject_text": self.made.subject,
            "to_text": self.made.to,
            "body_text": text,
        } | titles

    def _stored_words(self) -> dict[str, str]:
        """Digest of the columns behind the words: of nothing while they follow the facts."""
        return {name: self._digest_of(name, self._written(name)) for name in self._words()}

    def _digest_of(self, name: str, text: str) -> str:
        return digest([plain(self.fields[name], text)])

    def _shown_now(self) -> str:
        shown = {name: self._digest_of(name, self.initial[name]) for name in self._words()}
        return json.dumps(shown, separators=(",", ":"))

    def _shown_then(self) -> dict[str, str]:
        """Digests of the words as the page showed them; empty when they did not come back whole."""
        return digests_in(self.cleaned_data.get("shown"))

    def units(self) -> dict[str, tuple[str, ...]]:
        """As of any form; what the page showed is no answer of its own."""
        return {name: names for name, names in super().units().items() if name != "shown"}

    def stored_digests(self) -> dict[str, str]:
        """Words count as stored when they are: a fact that changes them is nobody's save."""
        return super().stored_digests() | self._stored_words()

    def typed_digests(self) -> dict[str, str]:
        """Words that came back as they were shown count as they were stored then."""
        base, stored = self.base_digests(), self._stored_words()
        words = {
            name: self._digest_of(name, self._column(name))
            if self._touched(name)
            else base.get(name, stored[name])
            for name in self._words()
        }
        return super().typed_digests() | words


LINES = ("subject_text", "to_text", "body_text")
DECIDED = ("signatory", "deadline", "urgency", "secrecy", "salutation")
"""Columns that the form holds as they are."""


def _title_field(one: Enclosure) -> str:
    return f"enclosure_{one.key}"


def _not_asked(kind: Kind, made: Words | None) -> list[str]:
    """Fields that a kind has not, or whose text cannot be made yet. A memo has no urgency."""
    absent = [] if kind.deadline else ["deadline"]
    absent += [] if isinstance(kind, LetterKind) else ["urgency"]
    absent += [] if kind.has_to else ["secrecy", "salutation"]
    absent += [] if made else ["subject_text", "body_text"]
    return absent if made and kind.has_to else [*absent, "to_text"]
