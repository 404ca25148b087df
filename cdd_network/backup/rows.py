"""Rows as lines of JSON that no engine colours, and back; a digest by which two tables compare.

A line is a list, one value a column of the table in the order of its fields. Moments are in UTC,
amounts have their column's decimals, bytes are base64. What a digest is of has the keys of JSON
sorted besides: PostgreSQL keeps no order of them, SQLite does.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from django.db import connection
from django.db.models import Field, Model

from cdd_network.backup import BackupError

CHUNK, CHUNK_OF_BYTES = 500, 20
"""Rows read at a time; of a table that holds whole files fewer."""
PLAIN = {
    "AutoField",
    "BigAutoField",
    "BigIntegerField",
    "BooleanField",
    "CharField",
    "FileField",
    "FloatField",
    "GenericIPAddressField",
    "IntegerField",
    "JSONField",
    "PositiveBigIntegerField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "SlugField",
    "SmallIntegerField",
    "TextField",
}
"""Kinds of columns whose values JSON says as they are."""
_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_sorted_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def columns(model: type[Model]) -> list[Field]:
    """Fields of the model's own table, in the order in which a line says them."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def kind(field: Field) -> str:
    """What a column holds («CharField»); a foreign key's is that of what it points to."""
    while field.remote_field:
        field = field.target_field
    return field.get_internal_type()


class Digest:
    """Digest of a table's rows in whatever order they came: engines sort text differently."""

    def __init__(self) -> None:
        self.sum, self.rows = 0, 0

    def add(self, line: str) -> None:
        """One more row."""
        self.sum += int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")
        self.rows += 1

    def hexdigest(self) -> str:
        """64 hexadecimal digits."""
        return f"{self.sum % 2**256:064x}"


def lines(model: type[Model], digest: Digest, fields: list[Field] | None = None) -> Iterator[str]:
    """Each row's line; ``digest`` has taken them all when the last has come.

    ``fields`` are those of today's table that an older one had, where those alone are compared.
    """
    fields = fields or columns(model)
    kinds = [kind(field) for field in fields]
    changes = [(at, _encoder(field)) for at, field in enumerate(fields)]
    changes = [(at, change) for at, change in changes if change]
    text = _sorted_line if "JSONField" in kinds else None
    chunk = CHUNK_OF_BYTES if "BinaryField" in kinds else CHUNK
    found = model._base_manager.order_by("pk").values_list(*[field.attname for field in fields])
    for values in found.iterator(chunk):
        row = list(values)
        for at, change in changes:
            if row[at] is not None:
                row[at] = change(row[at])
        line = _line(row)
        digest.add(text(row) if text else line)
        yield line


def digest_of(model: type[Model], fields: list[Field] | None = None) -> Digest:
    """The digest of a table as it stands."""
    digest = Digest()
    for _ in lines(model, digest, fields):
        pass
    return digest


def _encoder(field: Field) -> Callable | None:
    what = kind(field)
    if what == "DecimalField":
        exact = Decimal(1).scaleb(-field.decimal_places)
        return lambda value: format(value.quantize(exact), "f")
    if what not in ENCODERS and what not in PLAIN:
        raise BackupError(f"{field}: a backup does not know how to write a {what}.")
    return ENCODERS.get(what)


ENCODERS: dict[str, Callable] = {
    "DateTimeField": lambda value: value.astimezone(datetime.UTC).isoformat(),
    "DateField": datetime.date.isoformat,
    "TimeField": datetime.time.isoformat,
    "DurationField": lambda value: value // datetime.timedelta(microseconds=1),
    "UUIDField": str,
    "BinaryField": lambda value: base64.b64encode(value).decode(),
}
DECODERS: dict[str, Callable] = {
    "DateTimeField": datetime.datetime.fromisoformat,
    "DateField": datetime.date.fromisoformat,
    "TimeField": datetime.time.fromisoformat,
    "DurationField": lambda value: datetime.timedelta(microseconds=value),
    "UUIDField": uuid.UUID,
    "BinaryField": lambda value: base64.b64decode(value, validate=True),
    "DecimalField": Decimal,
    "JSONField": lambda value: value,
}


class Loader:
    """Puts lines into a model's table, nothing of it changed on the way (no ``auto_now``)."""

    def __init__(self, model: type[Model]) -> None:
        self.fields = columns(model)
        quote = connection.ops.quote_name
        names = ", ".join(quote(field.column) for field in self.fields)
        marks = ", ".join(["%s"] * len(self.fields))
        self.insert = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
        kinds = [(at, field, DECODERS.get(kind(field))) for at, field in enumerate(self.fields)]
        self.changes = [(at, field, decode) for at, field, decode in kinds if decode]

    def values(self, line: bytes) -> list[object]:
        """A row's values as the engine takes them. Raises ValueError for what is no such row."""
        row = json.loads(line)
        if not isinstance(row, list) or len(row) != len(self.fields):
            raise ValueError("not a row of this table")
        for at, field, decode in self.changes:
            if row[at] is not None:
                row[at] = field.get_db_prep_save(decode(row[at]), connection)
        return row

    def put(self, batch: Iterable[list[object]]) -> None:
        """Insert rows."""
        with connection.cursor() as cursor:
            cursor.executemany(self.insert, list(batch))
