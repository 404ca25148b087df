"""The nation: the same rows for the same seed, true to the rules, refused where it does not belong."""

import hashlib
import json
import re
from datetime import timedelta
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from cdd_network.models import Office, Programme
from projects.models import Event
from reports.actions.outcomes import keep_outcome
from reports.models import Outcome
from reports.nation import cast, country, words
from reports.nation.seal import pressed_models
from selection.models import ResultVersion, Round
from selection.result import result_rows
from selection.states import RoundState

SLICE = {"years": 2, "seed": 7, "provinces": 2}


class _Undo(Exception):
    """Ends a filling that is only looked at."""


def _digests() -> dict[str, str]:
    """Model → digest of its rows without keys, which a database may count on from before; those in
    addresses and in the trail are left out too.
    """
    found = {}
    for model in pressed_models():
        names = [
            f.attname for f in model._meta.local_concrete_fields
            if not f.is_relation and not f.primary_key and f.name not in ("subject_id", "rows")
        ]  # fmt: skip
        rows = list(model._base_manager.order_by("pk").values_list(*names)) if names else []
        text = json.dumps(rows, cls=DjangoJSONEncoder, default=str)
        text = re.sub(r"/[0-9]+/", "/key/", re.sub(r'"event": [0-9]+', '"event": "key"', text))
        found[model._meta.label] = f"{len(rows)} {hashlib.sha256(text.encode()).hexdigest()}"
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern of nine districts instead of thirty-two, and no page set."""
    monkeypatch.setattr(cast, "DISTRICTS", 9)


def test_the_same_seed_gives_the_same_rows(db: None, small: None) -> None:
    told = []
    for seed in (7, 7, 8):
        try:
            with transaction.atomic():
                country.fill(**{**SLICE, "seed": seed})
                told.append(_digests())
                raise _Undo
        except _Undo:
            pass
    assert told[0] == told[1]
    assert told[0] != told[2]


def test_the_rows_are_what_the_acts_would_have_written(db: None, small: None) -> None:
    stages = ("accepted", "announced", "scored", "forwarded")
    with mock.patch.object(country, "NEWEST_STAGES", stages):
        rows = country.fill(**SLICE)
    connection.check_constraints()
    assert rows["selection.Round"] == 4
    for outcome in Outcome.objects.values():
        event = Event.objects.select_related("programme").get(pk=outcome["event_id"])
        again = keep_outcome(event, said=outcome["came"])
        told = (again.came, again.answered, again.tested, again.understood, again.spent)
        assert told == tuple(
            outcome[name] for name in ("came", "answered", "tested", "understood", "spent")
        )
    for frozen in ResultVersion.objects.select_related("round__programme"):
        live = result_rows(frozen.round)
        assert json.loads(json.dumps(live, default=str)) == frozen.rows


def test_names_dates_and_numbers_are_turned_and_nothing_else() -> None:
    turn = words.turner(
        {words.sign(words.DISTRICT, 3): "กระสัง", "หมู่ ตำบลฐ็กง": "หมู่ที่ 9 ตำบลลำดวน"},
        days=timedelta(weeks=-52), numbers=400, year=2567,
    )  # fmt: skip
    assert turn("อำเภอฌ็กง ก็คงไป") == "อำเภอกระสัง ก็คงไป"
    assert turn("หมู่ที่ 3 ตำบลฐ็กง") == "หมู่ที่ 9 ตำบลลำดวน"
    assert turn("วันที่ 18 มิถุนายน 2568 ปี 2568") == "วันที่ 19 มิถุนายน 2567 ปี 2567"
    assert turn("28–30 มิถุนายน 2568") == "29 มิถุนายน 2567, 30 มิถุนายน 2567 และ 1 กรกฎาคม 2567"
    assert turn("2025-06-18 เลขที่ ว 77103") == "2024-06-19 เลขที่ ว 403"


def test_refused_on_a_real_installation_and_where_rounds_are(db: None) -> None:
    with pytest.raises(CommandError, match="--force"):
        call_command("nation")
    office = Office.objects.filter(kind="province").first()
    Round.objects.create(programme=Programme.objects.get(year=2568), office=office)
    with pytest.raises(CommandError, match="holds rounds"):
        call_command("nation", force=True)
    assert Round.objects.filter(state=RoundState.PREPARING).count() == 1
