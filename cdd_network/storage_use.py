"""How much an office has stored of what it handed in, against what an office of its kind may.

What is kept is known further right: an app registers by ``@counted`` how it counts its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from cdd_network.refusal import Refused
from cdd_network.uploads import EMBLEM

if TYPE_CHECKING:
    from cdd_network.models import Office

MB = 1_000_000
NEARLY = 80
"""Per cent of its room from which an office is told to make some."""


@dataclass(frozen=True)
class Stored:
    """So many files of one kind, of so many bytes together."""

    name: str
    files: int
    size: int


@dataclass(frozen=True)
class Use:
    """What an office has stored, by kind, and how much it may (bytes)."""

    kinds: tuple[Stored, ...]
    limit: int

    @property
    def used(self) -> int:
        """Bytes of all kinds."""
        return sum(one.size for one in self.kinds)

    @property
    def share(self) -> int:
        """Per cent of the room, 0 to 100."""
        return min(100, -(-self.used * 100 // self.limit)) if self.limit else 100

    @property
    def is_nearly_full(self) -> bool:
        """Whether it is time to make room."""
        return self.share >= NEARLY


Counter = Callable[["Office"], Stored]
_COUNTED: list[Counter] = []


def counted(counter: Counter) -> Counter:
    """Register what counts the files of one kind of an office."""
    _COUNTED.append(counter)
    return counter


@counted
def emblem(office: Office) -> Stored:
    """The office's drawing of the Garuda; it stands in the office's own row."""
    return Stored(EMBLEM.name, int(bool(office.garuda_image)), len(office.garuda_image or b""))


def use_of(office: Office) -> Use:
    """What the office has stored, counted now."""
    limit = settings.OFFICE_STORAGE_MB[office.kind] * MB
    return Use(tuple(counter(office) for counter in _COUNTED), limit)


def check_room(office: Office, more: int = 0) -> None:
    """Raise Refused unless ``more`` bytes find room beside what the office has stored."""
    use = use_of(office)
    if use.used + more > use.limit or use.used == use.limit:
        raise Refused(
            f"พื้นที่จัดเก็บของสำนักงานเต็มแล้ว (ใช้ไป {use.used / MB:,.1f} จาก {use.limit // MB:,} MB) "
            "โปรดลบภาพที่ไม่ใช้ หรือแจ้งผู้ดูแลระบบให้เพิ่มพื้นที่"
        )
