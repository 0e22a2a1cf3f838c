"""One thing that cannot be done holds up no other."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from atelier.people.models import User
from atelier.people.tests.factories import make_client
from consultations.actions.invitations import expire_invitations
from consultations.actions.offers import lapse_unanswered, offer_freed
from consultations.models import Invitation, SlotOffer, WaitingListEntry
from consultations.statuses import InvitationStatus, SlotOfferStatus, WaitingStatus
from consultations.tests.factories import (
    make_advisor,
    make_hours,
    make_invitation,
    make_offer,
    make_waiting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "morning")]
# Friday, ten in New York.
TEN = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
SUNDAY = date(2026, 11, 22)


def unreachable(person: User) -> None:
    """Give somebody an address that no mail can be sent to."""
    User.objects.filter(pk=person.pk).update(email="nobody at all")


def two_who_wait(**over: object) -> tuple[WaitingListEntry, WaitingListEntry]:
    """Return two places, of which the first one's client cannot be mailed."""
    first, second = make_waiting(**over), make_waiting(**over)
    assert first.client.user
    unreachable(first.client.user)
    return first, second


def states() -> list[str]:
    return list(WaitingListEntry.objects.order_by("pk").values_list("status", flat=True))


def test_who_cannot_be_told_of_a_free_time_does_not_keep_it_from_the_next(caplog) -> None:
    make_hours(make_advisor(), 4, time(10), time(10, 45))
    _, second = two_who_wait()
    assert offer_freed() == 1
    assert SlotOffer.objects.get().entry == second
    assert states() == [WaitingStatus.WAITING, WaitingStatus.OFFERED]
    assert "could not be done" in caplog.text


def test_an_offer_that_cannot_be_taken_back_does_not_keep_the_others_open() -> None:
    for entry in two_who_wait(status=WaitingStatus.OFFERED):
        make_offer(entry=entry, starts_at=TEN, expires_at=TEN - timedelta(days=6))
    assert lapse_unanswered() == 1
    said = SlotOffer.objects.order_by("pk").values_list("status", flat=True)
    assert list(said) == [SlotOfferStatus.OPEN, SlotOfferStatus.LAPSED]


def test_a_wait_that_cannot_be_ended_does_not_prolong_another() -> None:
    two_who_wait(earliest_on=SUNDAY, latest_on=SUNDAY)
    offer_freed()
    assert states() == [WaitingStatus.WAITING, WaitingStatus.PASSED]


def test_an_advisor_who_cannot_be_told_keeps_no_other_proposal_open() -> None:
    ended = {"starts": [TEN - timedelta(days=7)], "expires_at": TEN - timedelta(days=7)}
    sent = [make_invitation(client=make_client(), **ended) for _ in range(2)]
    unreachable(sent[0].advisor)
    assert expire_invitations() == 1
    said = Invitation.objects.order_by("pk").values_list("status", flat=True)
    assert list(said) == [InvitationStatus.OPEN, InvitationStatus.EXPIRED]
