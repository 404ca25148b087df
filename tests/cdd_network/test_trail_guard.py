"""The trail is append-only in the database itself: what the ORM lets through is refused there."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from cdd_network.models import AuditRow, TrailOpening
from cdd_network.models.audit import REDACTED, record, redact
from cdd_network.trail_guard import guard, is_guarded
from tests.people import World


def refused(statement: str, *values: object) -> bool:
    """Whether the database says no; the transaction of the test goes on."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.replace("TRAIL", AuditRow._meta.db_table), values)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def test_the_database_lets_rows_in_and_none_be_changed_or_deleted(world: World) -> None:
    assert is_guarded(connection)
    row = record(world.krasang, "pause", by=world.krasang, note="จำได้")
    assert refused("UPDATE TRAIL SET act = 'nothing' WHERE id = %s", row.pk)
    assert refused("UPDATE TRAIL SET by_id = %s WHERE id = %s", world.buriram.pk, row.pk)
    assert refused("UPDATE TRAIL SET detail = '{}' WHERE id = %s", row.pk)
    assert refused("DELETE FROM TRAIL WHERE id = %s", row.pk)
    held = AuditRow.objects.get(pk=row.pk)
    assert (held.act, held.by, held.detail) == ("pause", world.krasang, {"note": "จำได้"})


def test_an_opening_lets_details_alone_be_changed(world: World) -> None:
    row = record(world.krasang, "pause", by=world.krasang, note="จำได้")
    TrailOpening.objects.create()
    assert refused("UPDATE TRAIL SET act = 'nothing' WHERE id = %s", row.pk)
    assert refused("DELETE FROM TRAIL WHERE id = %s", row.pk)
    assert not refused("UPDATE TRAIL SET detail = '{}' WHERE id = %s", row.pk)


def test_redacting_takes_out_facts_tells_it_and_closes_again(world: World) -> None:
    row = record(world.krasang, "pause", by=world.krasang, name="นายลับ ไม่เปิดเผย", post="ประธาน")
    other = record(world.krasang, "pause", by=world.krasang, post="ประธาน")
    assert redact([row.pk, other.pk], ["name"], by=world.buriram, reason="เจ้าของข้อมูลขอให้ลบ") == 1
    held = AuditRow.objects.get(pk=row.pk)
    assert (held.detail, held.at) == ({"name": REDACTED, "post": "ประธาน"}, row.at)
    told = AuditRow.objects.get(act="trail:redact")
    assert (told.by, told.detail["rows"], told.detail["facts"]) == (
        world.buriram,
        [row.pk],
        ["name"],
    )
    assert "นายลับ" not in str(told.detail)
    assert not TrailOpening.objects.exists()
    assert refused("UPDATE TRAIL SET detail = '{}' WHERE id = %s", row.pk)
    assert redact([row.pk], ["name"], by=world.buriram, reason="อีกครั้ง") == 0, "nothing is left"


@pytest.mark.django_db(transaction=True)
def test_emptying_all_works_and_the_guard_stands_again() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditRow.objects.exists()
    assert is_guarded(connection)
    guard(connection)
    assert is_guarded(connection), "laid down twice it stands once"


def test_another_offices_act_tells_whose_thing_it_is(world: World) -> None:
    assert record(world.buriram.office, "save", by=world.buriram).about is None
    assert record(world.krasang.office, "save", by=world.buriram).about == world.krasang.office
