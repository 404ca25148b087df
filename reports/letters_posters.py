"""Posters for the wall: a QR that a villager's telephone opens, and what to do in three steps."""

from dataclasses import dataclass

from reports.letters import Paper
from reports.parts import Qr


@dataclass(frozen=True)
class Wall:
    """One poster. ``lines`` say of which event, day and place; ``notes`` what else is to be known."""

    title: str
    lines: tuple[str, ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    qr: Qr


@dataclass(frozen=True, kw_only=True)
class Posters(Paper):
    """One or more posters, an A4 page each."""

    kind = "posters"
    template = "letters/posters.html"
    name = "ป้าย QR"
    walls: tuple[Wall, ...]

    @property
    def title(self) -> str:
        """«ป้าย QR ลงชื่อเข้าร่วมกิจกรรม …» of one, «ป้าย QR …» of all, one line."""
        first = self.walls[0]
        told = (first.title, first.lines[0]) if len(self.walls) == 1 else (first.lines[0],)
        return " ".join((self.name, *told))
