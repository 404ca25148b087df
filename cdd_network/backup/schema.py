"""A database's state by its migrations: the tables it has there, made there, and numbered from there."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import AutoField, Model

from cdd_network.backup import BackupError

State = dict[str, list[str]]
"""App → names of its applied migrations."""
OURS_ALONE = {"django_content_type", "auth_permission"}
"""Tables whose rows ``migrate`` itself writes: an installation with only these is empty."""


def applied() -> State:
    """What has been applied to the database. Raises BackupError when newer software did it."""
    loader = MigrationLoader(connection)
    state = _state(loader.applied_migrations)
    check_known(state, "The database")
    return state


def check_known(state: State, what: str) -> None:
    """Raises BackupError when ``state`` names a migration that this software does not have."""
    known = MigrationLoader(None).graph.nodes
    strange = [f"{app}.{name}" for app, names in state.items() for name in names]
    strange = [name for name in strange if tuple(name.split(".", 1)) not in known]
    if strange:
        raise BackupError(
            f"{what} is of newer software than this ({', '.join(strange[:5])}): use that software."
        )


def tables(state: State) -> list[type[Model]]:
    """The models whose tables a database in that state has, as the migrations tell them."""
    nodes = [(app, name) for app, names in state.items() for name in names]
    apps = MigrationLoader(None).project_state(nodes).apps
    models = apps.get_models(include_auto_created=True)
    return [m for m in models if m._meta.managed and not m._meta.proxy and not m._meta.swapped]


def standing() -> dict[str, type[Model]]:
    """Our tables that are in the database: those of its own state and, if a process was killed
    between making tables and noting it, of today's."""
    head = _state(MigrationLoader(None).graph.nodes)
    ours = {m._meta.db_table: m for state in (applied(), head) for m in tables(state)}
    there = set(connection.introspection.table_names())
    return {name: model for name, model in sorted(ours.items()) if name in there}


def make(state: State) -> None:
    """Drop our tables, all of them empty or half restored, and make those of ``state`` anew."""
    names = [*standing(), *({"django_migrations"} & set(connection.introspection.table_names()))]
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for name in names:  # what was applied is forgotten last: it tells what is ours
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}{cascade}")
    MigrationExecutor(connection).migrate(_leaves(state))


def to_head() -> None:
    """Apply what is newer than the database, as ``manage.py migrate`` does."""
    call_command("migrate", interactive=False, verbosity=0)


def is_at_head() -> bool:
    """Whether this software has no migration that the database lacks."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def next_number(model: type[Model]) -> int | None:
    """The number that the table's next row gets; None where rows are not numbered.

    Kept, since a number of a deleted row must never name another: the trail goes by it.
    """
    if not isinstance(model._meta.pk, AutoField):
        return None
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            return (cursor.fetchone() or (0,))[0] + 1
        sequence = _sequence(cursor, model)
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608
        last, called = cursor.fetchone()
        return last + called


def number_from(model: type[Model], number: int) -> None:
    """Let the table's next row get ``number``."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, number - 1])
        else:
            cursor.execute("SELECT setval(%s, %s, false)", [_sequence(cursor, model), number])


def _sequence(cursor: object, model: type[Model]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
    return cursor.fetchone()[0]


def _leaves(state: State) -> list[tuple[str, str]]:
    """The newest of each app: naming an older one too would take the newer back."""
    graph = MigrationLoader(None).graph
    nodes = {(app, name) for app, names in state.items() for name in names}
    inner = {
        parent.key
        for node in nodes
        for parent in graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return sorted(nodes - inner)


def _state(nodes: object) -> State:
    state: State = {}
    for app, name in sorted(nodes):
        state.setdefault(app, []).append(name)
    return state
