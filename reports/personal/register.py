"""The register of personal data: every column that may say something of a person, in one table.

Source of the public notice (มาตรา 23), of the record of processing (มาตรา 39), of the search for one
person's data (มาตรา 30) and of what may be erased (มาตรา 33). A column of text or a file that stands
neither here nor in ``FREE`` fails ``tests/reports/test_personal_register.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.personal import (
    register_committee,
    register_machine,
    register_papers,
    register_people,
)
from reports.personal.held import Held, Record

BASIS = "จำเป็นเพื่อการปฏิบัติหน้าที่ในการดำเนินภารกิจเพื่อประโยชน์สาธารณะ หรือการใช้อำนาจรัฐ (มาตรา 24 (4))"
"""The lawful basis of all of it: the offices act for the State and ask for no consent."""
RECORDS: tuple[Record, ...] = (
    *register_people.RECORDS,
    *register_papers.RECORDS,
    *register_committee.RECORDS,
    *register_machine.RECORDS,
)
BY_KEY = {record.key: record for record in RECORDS}

_ADDRESSES = "an address or a digest that no person chose"
FREE: dict[str, dict[str, str]] = {
    "cdd_network.province": {"code name abbr": "places"},
    "cdd_network.district": {"code name": "places"},
    "cdd_network.subdistrict": {"code name": "places"},
    "cdd_network.office": {"name code group_name garuda_image": "of the office, not of a person"},
    "cdd_network.auditrow": {"act subject_type subject_id": "words and keys of ours"},
    "cdd_network.formversion": {"subject_type subject_id form": "words and keys of ours"},
    "cdd_network.job": {"kind asked_in": "words and keys of ours"},
    "cdd_network.workersign": {"name": "a machine and its process"},
    "cdd_network.programmecontent": {"digest data": "the department's rules"},
    "cdd_network.programme": {"title digest": "the department's rules"},
    "selection.savingsgroup": {"village": "a village"},
    "selection.groupactivity": {"type": "a key of the year"},
    "selection.round": {"meeting_place token": "a room, an address"},
    "selection.decision": {"verdict": "a word of ours"},
    "selection.criterion": {"title help anchors items": "what is asked of groups"},
    "selection.eligibilityquestion": {"text": "what is asked of groups"},
    "selection.nomination": {"eligibility activity_type": "yes, no, a key of the year"},
    "selection.groupintake": {"counts": "numbers"},
    "projects.activityday": {"place token": "a hall, an address"},
    "projects.activity": {"site_type": "a key of the year"},
    "projects.budgetline": {"rate": "a key of the year"},
    "projects.deadline": {"task source_url replaces": "keys and addresses"},
    "projects.questionnaire": {"token": _ADDRESSES},
    "projects.answers": {"levels choices": "ticks without a name"},
    "projects.tally": {"levels right": "counts"},
    "reports.document": {"code token": "an office's code, an address"},
    "reports.reference": {"code number": "of an earlier letter"},
    "reports.frozenfile": {"sha256": _ADDRESSES},
    "reports.storedpart": {"digest sha256": _ADDRESSES},
    "reports.bundle": {"digest": _ADDRESSES},
    "reports.copy": {"sha256": _ADDRESSES},
    "reports.enclosure": {"title unit sha256": "names of papers"},
    "reports.searchrow": {
        "province folded": "made from the columns searched; follows them within the act"
    },
    "reports.sheetprint": {"digest": _ADDRESSES},
    "reports.photo": {"sha256": _ADDRESSES},
    "reports.disposal": {"kind": "a word of ours"},
    "django_tasks_database.dbtaskresult": {
        "task_path worker_ids queue_name backend_name exception_class_path": "of the queue"
    },
    "contenttypes.contenttype": {"app_label model": "of the framework"},
    "auth.permission": {"name codename": "of the framework"},
    "auth.group": {"name": "of the framework"},
    "sessions.session": {
        "session_key session_data": "what the release before has left; nothing is added"
    },
}
"""Model → columns (words) → why they say nothing of a person."""


def searched() -> Iterator[tuple[Record, Held]]:
    """What a person is looked for in, each with its row of the register."""
    for record in RECORDS:
        for held in record.holds:
            if held.search:
                yield record, held
