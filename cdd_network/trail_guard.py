"""The audit trail is append-only in the database too: triggers refuse to change or delete a row.

They are laid down after every ``migrate`` (a table that a migration makes anew has lost them) and after
``flush``. Of a standing row ``detail`` alone may change, and only within a transaction that holds a row
of ``TrailOpening`` (``models.audit.redact``). Emptying the whole table stays possible: ``flush`` on
SQLite lifts the guard, TRUNCATE on PostgreSQL passes by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections

from cdd_network.models import AuditRow
from cdd_network.models.audit import TrailOpening

if TYPE_CHECKING:
    from django.apps import AppConfig
    from django.db.backends.base.base import BaseDatabaseWrapper

CHANGED, DELETED = "trail_rows_stay_as_they_are", "trail_rows_are_not_deleted"
REASON = "the audit trail is append-only"
TABLE, OPENING = AuditRow._meta.db_table, TrailOpening._meta.db_table
FACTS = [f.column for f in AuditRow._meta.concrete_fields if f.name != "detail"]


def guard(connection: BaseDatabaseWrapper) -> None:
    """Lay the triggers down, in the place of those that stand; nothing where there is no trail."""
    with connection.cursor() as cursor:
        if {TABLE, OPENING} - {*connection.introspection.table_names(cursor)}:
            return
        for statement in (*_dropped(connection), *_made(connection)):
            cursor.execute(statement)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Lift the triggers; for emptying the whole database alone."""
    with connection.cursor() as cursor:
        if TABLE in connection.introspection.table_names(cursor):
            for statement in _dropped(connection):
                cursor.execute(statement)


def is_guarded(connection: BaseDatabaseWrapper) -> bool:
    """Whether both triggers stand; for whoever asks whether a restored database is whole."""
    names = [CHANGED, DELETED]
    asked = "SELECT count(*) FROM pg_trigger WHERE tgname IN (%s, %s) AND tgenabled <> 'D'"
    if connection.vendor == "sqlite":
        asked = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(asked, names)
        return cursor.fetchone()[0] == len(names)


def lay_down(sender: AppConfig, using: str, **kwargs: object) -> None:
    """After ``migrate``, once: when the ground's own models are there."""
    guard(connections[using])


def _dropped(connection: BaseDatabaseWrapper) -> list[str]:
    on = f' ON "{TABLE}"' if connection.vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}{on}" for name in (CHANGED, DELETED)]


def _made(connection: BaseDatabaseWrapper) -> list[str]:
    return _for_postgres() if connection.vendor == "postgresql" else _for_sqlite()


def _for_sqlite() -> list[str]:
    same = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in FACTS)
    opened = f'EXISTS (SELECT 1 FROM "{OPENING}") AND {same}'  # noqa: S608  (names of ours)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REASON}'); END"
    return [
        f'CREATE TRIGGER {CHANGED} BEFORE UPDATE ON "{TABLE}" WHEN NOT ({opened}) {refuse}',
        f'CREATE TRIGGER {DELETED} BEFORE DELETE ON "{TABLE}" {refuse}',
    ]


def _for_postgres() -> list[str]:
    new, old = (", ".join(f'{row}."{name}"' for name in FACTS) for row in ("NEW", "OLD"))
    opened = f'EXISTS (SELECT 1 FROM "{OPENING}")'  # noqa: S608  (names of ours)
    body = f"""
        IF TG_OP = 'UPDATE' AND ({new}) IS NOT DISTINCT FROM ({old}) AND {opened} THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{REASON}' USING ERRCODE = 'integrity_constraint_violation';
    """
    function = "CREATE OR REPLACE FUNCTION trail_stays() RETURNS trigger LANGUAGE plpgsql AS"
    each = f'ON "{TABLE}" FOR EACH ROW EXECUTE FUNCTION trail_stays()'
    return [
        f"{function} $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {CHANGED} BEFORE UPDATE {each}",
        f"CREATE TRIGGER {DELETED} BEFORE DELETE {each}",
    ]
