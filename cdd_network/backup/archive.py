"""The file of a backup: a ZIP whose last entry, ``manifest.json``, names every other with its SHA-256.

ZIP, since it is written as a stream, any computer opens it, one file is taken out without the rest,
and a file cut short is known at once: its directory stands at the end. What is read is believed in
nothing: names, sizes, hashes and the set of entries are checked before a byte is used.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from cdd_network.backup import BackupError

MANIFEST = "manifest.json"
FORMAT, VERSION = "cdd-network backup", 1
BLOCK = 1024 * 1024
LONGEST_LINE = 256 * BLOCK
"""A row may hold a whole file; more than this is none that an office ever stored."""
LONGEST_MANIFEST = 256 * BLOCK
MOST_UNPACKED = 200
"""So many times a backup's own size its contents may have (rows pack to a tenth, files not at all)."""
ROWS, MEDIA, FONTS, KEY = "rows/", "media/", "fonts/", "secret_key"


@dataclass
class Table:
    """A table in the backup: its columns and rows, its bytes, what its restored rows must digest to."""

    name: str
    columns: list[str]
    rows: int = 0
    next: int | None = None
    digest: str = ""
    size: int = 0
    sha256: str = ""

    @property
    def entry(self) -> str:
        """Its name in the ZIP."""
        return f"{ROWS}{self.name}.jsonl"


@dataclass
class File:
    """A file in the backup: ``name`` is its entry, «media/photos/1/a.jpg»."""

    name: str
    size: int
    sha256: str


@dataclass
class Manifest:
    """What a backup says of itself; ``missing`` are files that rows name and nobody found."""

    made_at: str
    engine: str
    migrations: dict[str, list[str]]
    tables: list[Table] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    format: str = FORMAT
    version: int = VERSION

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def size(self) -> int:
        """Bytes of everything, unpacked."""
        return sum(one.size for one in [*self.tables, *self.files])

    @property
    def entries(self) -> dict[str, Table | File]:
        """What stands in the ZIP beside the manifest, by name."""
        return {table.entry: table for table in self.tables} | {f.name: f for f in self.files}

    def under(self, folder: str) -> Iterator[tuple[str, File]]:
        """The files of «media/» or «fonts/», each with its name in there."""
        return ((f.name.removeprefix(folder), f) for f in self.files if f.name.startswith(folder))

    @property
    def digest(self) -> str:
        """By which one backup is known from another."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def text(self) -> str:
        """As it stands in the ZIP."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: bytes) -> Manifest:
        """Raises BackupError for what is no manifest of ours."""
        try:
            data = json.loads(text)
            if data.get("format") != FORMAT:
                raise BackupError("This is no backup of this software.")
            if data["version"] != VERSION:
                raise BackupError("This backup is of newer software: restore it with that.")
            data["tables"] = [Table(**one) for one in data["tables"]]
            data["files"] = [File(**one) for one in data["files"]]
            read = cls(**data)
            read._check_types()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise BackupError(f"The backup's manifest cannot be read: {error}") from error
        return read

    def _check_types(self) -> None:
        datetime.fromisoformat(self.made_at)
        for app, names in self.migrations.items():
            _want(isinstance(app, str) and all(isinstance(name, str) for name in names))
        for one in [*self.tables, *self.files]:
            _want(isinstance(one.name, str) and isinstance(one.sha256, str))
            _want(type(one.size) is int and one.size >= 0)
        for table in self.tables:
            _want(type(table.rows) is int and all(isinstance(c, str) for c in table.columns))
            _want(table.next is None or (type(table.next) is int and table.next > 0))
            _want(table.name.isidentifier())


def _want(true: bool) -> None:
    if not true:
        raise ValueError("a value of the wrong kind")


class Writer:
    """Writes entries one after another, each with its size and hash; ``sink`` is the ZIP's file."""

    def __init__(self, sink: BinaryIO) -> None:
        self.zip = zipfile.ZipFile(sink, "w", compresslevel=3)

    @contextmanager
    def entry(self, name: str, *, packed: bool) -> Iterator[Entry]:
        """One entry; pictures, PDFs and ZIPs are packed already."""
        info = zipfile.ZipInfo(name, datetime.now().timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info._compresslevel = 3  # writestr alone takes the level by argument
        info.external_attr = 0o600 << 16
        with self.zip.open(info, "w", force_zip64=True) as out:
            entry = Entry(out)
            yield entry
            entry.flush()

    def copy(self, name: str, source: BinaryIO, *, packed: bool = False) -> File:
        """A file as an entry."""
        with self.entry(name, packed=packed) as entry:
            while block := source.read(BLOCK):
                entry.write(block)
        return File(name, entry.size, entry.sha256)

    def finish(self, manifest: Manifest) -> None:
        """The manifest last, since only now all is known."""
        with self.entry(MANIFEST, packed=True) as entry:
            entry.write(manifest.text.encode())
        self.zip.close()


class Entry:
    """An entry being written: few large writes, counted and hashed."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.size, self.hash = out, 0, hashlib.sha256()
        self.waiting: list[bytes] = []
        self.wait = 0

    def write(self, data: bytes) -> None:
        """Some more of it."""
        self.waiting.append(data)
        self.wait += len(data)
        if self.wait >= BLOCK:
            self.flush()

    def flush(self) -> None:
        """Hand on what waits."""
        data = b"".join(self.waiting)
        self.hash.update(data)
        self.size += len(data)
        self.out.write(data)
        self.waiting, self.wait = [], 0

    @property
    def sha256(self) -> str:
        """Of what was handed on."""
        return self.hash.hexdigest()


class Archive:
    """A backup that is read. Entries are given out only as the manifest has them."""

    def __init__(self, packed: zipfile.ZipFile, path: Path) -> None:
        self.zip = packed
        infos = packed.infolist()
        _check_shape(infos, path.stat().st_size)
        if MANIFEST not in packed.namelist():
            raise BackupError("This is no backup of this software: it has no manifest.json.")
        with packed.open(MANIFEST) as source:
            self.manifest = Manifest.read(source.read(LONGEST_MANIFEST))
        wanted = {name: one.size for name, one in self.manifest.entries.items()}
        found = {info.filename: info.file_size for info in infos if info.filename != MANIFEST}
        if len(self.manifest.entries) != len(self.manifest.tables) + len(self.manifest.files):
            raise BackupError("The backup's manifest names an entry twice.")
        if odd := sorted(name for name in wanted | found if wanted.get(name) != found.get(name)):
            raise BackupError(f"What the backup holds is not what its manifest says: {odd[0]}")

    @contextmanager
    def entry(self, name: str) -> Iterator[BinaryIO]:
        """An entry's bytes as they were packed; ``check_all`` has compared them."""
        with self.zip.open(name) as source:
            yield source

    def lines(self, table: Table) -> Iterator[bytes]:
        """A table's rows."""
        with self.entry(table.entry) as source:
            while line := source.readline(LONGEST_LINE):
                yield line

    def check_all(self, tell: object = lambda said: None) -> None:
        """Every entry's hash, and the number of a table's rows; raises BackupError."""
        for number, (name, one) in enumerate(self.manifest.entries.items(), 1):
            tell(f"checked {number:,} of {len(self.manifest.entries):,}")
            digest, ends = hashlib.sha256(), 0
            with self.entry(name) as source:
                while block := source.read(BLOCK):
                    digest.update(block)
                    ends += block.count(b"\n") if isinstance(one, Table) else 0
            if digest.hexdigest() != one.sha256:
                raise BackupError(f"{name} is not what was backed up: its SHA-256 differs.")
            if isinstance(one, Table) and ends != one.rows:
                raise BackupError(f"{name} has {ends:,} rows, the manifest says {one.rows:,}.")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The backup in ``path``; damage that shows later is told as BackupError too."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as packed:
            yield Archive(packed, path)
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {error.filename}") from error
    except (IsADirectoryError, PermissionError) as error:
        raise BackupError(f"{error.filename} cannot be read as a file: {error.strerror}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not isinstance(error, NotImplementedError):
            raise
        raise BackupError(f"{path} is damaged, cut short, or no backup: {error}") from error


def _check_shape(infos: list[zipfile.ZipInfo], size: int) -> None:
    """Raises BackupError for entries that no backup has, before any is opened."""
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        kind = stat.S_IFMT(info.external_attr >> 16)
        bad = (
            not is_safe(name)
            or name in seen
            or kind not in {0, stat.S_IFREG}
            or info.flag_bits & 0x1
            or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        )
        if bad:
            raise BackupError(f"The backup holds an entry that none of ours has: {name!r}")
        seen.add(name)
    if sum(info.compress_size for info in infos) > size:
        raise BackupError("The backup's entries lie over one another.")
    if sum(info.file_size for info in infos) > MOST_UNPACKED * size + 64 * BLOCK:
        raise BackupError("The backup unpacks to far more than a backup does.")


def is_safe(name: str) -> bool:
    """Whether an entry's name is one of ours and leads nowhere but under its own folder."""
    path = PurePosixPath(name)
    plain = str(path) == name and not path.is_absolute() and ".." not in path.parts
    known = name in {MANIFEST, KEY} or name.startswith((ROWS, MEDIA, FONTS))
    return plain and known and name.isprintable() and not set(name) & set('\\:*?"<>|')


def sync_folder(folder: Path) -> None:
    """A name that was given stays given when the power fails."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
