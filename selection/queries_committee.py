"""What pages of the committee read: the seats, who scores how, and choices for a seat."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cdd_network.models import District
from selection.meeting_rules import Quorum
from selection.models import CommitteeMember, Round, SavingsGroup

MOST_GROUPS = 300
"""Groups that one list of choices offers; of a larger province, those of the seat's district."""


@dataclass(frozen=True)
class Committee:
    """The seats in order, and in numbers: all, by account, on paper, not scoring, without a name."""

    seats: list[CommitteeMember]
    by_account: int
    on_paper: int
    unnamed: int

    @property
    def silent(self) -> int:
        """Seats that do not score."""
        return len(self.seats) - self.by_account - self.on_paper

    @property
    def quorum(self) -> Quorum:
        """The quorum of this many seats, with nobody there yet."""
        return Quorum(0, len(self.seats))


def committee_of(round: Round) -> Committee:
    """The round's committee in one query."""
    seats = list(
        CommitteeMember.objects.filter(round=round)
        .select_related("user", "district", "group")
        .order_by("order")
    )
    return Committee(
        seats,
        by_account=sum(seat.user_id is not None for seat in seats),
        on_paper=sum(seat.on_paper and seat.user_id is None for seat in seats),
        unnamed=sum(not seat.person for seat in seats),
    )


def districts_of(round: Round) -> QuerySet[District]:
    """Districts of the round's province."""
    return District.objects.filter(province_id=round.office.province_id)


def groups_of(round: Round) -> QuerySet[SavingsGroup]:
    """Groups of the round's province, with their places."""
    own = SavingsGroup.objects.filter(subdistrict__district__province_id=round.office.province_id)
    return own.with_place()


def groups_offered(round: Round, seat: CommitteeMember | None) -> list[SavingsGroup]:
    """Groups to choose a seat's own from: all of the province, or of the seat's district when they
    are too many for one list; empty when the district is wanted first."""
    every = list(groups_of(round)[: MOST_GROUPS + 1])
    if len(every) <= MOST_GROUPS:
        return every
    if seat is None or seat.district_id is None:
        return [seat.group] if seat and seat.group_id else []
    near = groups_of(round).filter(subdistrict__district_id=seat.district_id)
    return list(near | groups_of(round).filter(pk=seat.group_id))
