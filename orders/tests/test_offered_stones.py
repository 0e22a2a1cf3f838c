"""Real stones in offers: shown to many, promised to the one that is approved."""

from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection

from atelier.journal.models import Event, OutgoingMessage
from atelier.journal.refusals import NotAllowed, Refusal, WrongState
from atelier.materials.models import Stone
from atelier.materials.models.stones import Title
from atelier.materials.tests.factories import make_memo, make_stone
from atelier.people.tests.factories import client_actor, make_client, make_staff, staff_actor
from atelier.people.tests.racing import at_once
from orders.actions import approvals, stones
from orders.actions.commissions import decline, withdraw
from orders.actions.quotes import copy_option, send_quote, start_quote
from orders.actions.stones import offer_stone, promise_stone, release_stones, withdraw_stone
from orders.cautions import cautions_of_option
from orders.models import Approval, Commission, CommissionStone, Quote, QuoteOption
from orders.policies.quotes import check_acknowledged
from orders.policies.stones import StonePromised
from orders.tests.factories import approve, mailed_code, make_commission, make_draft

pytestmark = pytest.mark.django_db


def make_blue(**over: Any) -> Stone:
    """A heated sapphire of 1.52 ct."""
    fields = {"colour": "blue", "growth": "natural", "treatment": "heated"}
    return make_stone(**fields | {"carats": Decimal("1.52")} | over)


def offered(stone: Stone, commission: Commission | None = None) -> QuoteOption:
    """The first option of a quote that was sent with a stone in it."""
    quote = make_draft(commission)
    option = quote.options.get(position=1)
    offer_stone(option=option, stone=stone, by=staff_actor())
    send_quote(quote=Quote.objects.get(pk=quote.pk), by=staff_actor())
    return QuoteOption.objects.get(pk=option.pk)


def test_an_option_takes_its_words_from_its_stones() -> None:
    option = make_draft().options.get(position=1)
    by = staff_actor()
    blue, own = make_blue(), make_blue(title=Title.CLIENT, owner=option.quote.commission.client)
    offer_stone(option=option, stone=blue, by=by)
    assert (option.stone, option.treatment) == (
        "Blue sapphire, oval, 1.52 ct",
        "Natural, heated",
    )
    offer_stone(option=option, stone=own, place="side", by=by)
    assert option.stone == "Blue sapphire, oval, 1.52 ct; your own blue sapphire, oval, 1.52 ct"
    withdraw_stone(option=option, stone=blue, by=by)
    withdraw_stone(option=option, stone=own, by=by)
    fresh = QuoteOption.objects.get(pk=option.pk)
    assert (fresh.stone, fresh.treatment) == ("", "")


def test_offering_twice_is_once_and_taking_out_twice_too() -> None:
    option = make_draft().options.get(position=1)
    blue = make_blue()
    for _ in range(2):
        offer_stone(option=option, stone=blue, by=staff_actor())
    assert Event.objects.filter(kind="quote.stone_offered").count() == 1
    for _ in range(2):
        withdraw_stone(option=option, stone=blue, by=staff_actor())
    assert Event.objects.filter(kind="quote.stone_withdrawn").count() == 1


def test_who_may_offer_what() -> None:
    option = make_draft().options.get(position=1)
    with pytest.raises(NotAllowed):
        offer_stone(option=option, stone=make_blue(), by=client_actor(make_client()))
    another = make_blue(title=Title.CLIENT, owner=make_client())
    with pytest.raises(Refusal, match="another client"):
        offer_stone(option=option, stone=another, by=staff_actor())
    gone = make_blue(returned_at="2026-01-01T12:00:00Z")
    with pytest.raises(WrongState, match="went back"):
        offer_stone(option=option, stone=gone, by=staff_actor())
    on_memo = make_blue(title=Title.MEMO, memo=make_memo())
    assert offer_stone(option=option, stone=on_memo, by=staff_actor()).place == "centre"


def test_what_was_sent_keeps_its_stones() -> None:
    option = offered(make_blue())
    for act in (offer_stone, withdraw_stone):
        with pytest.raises(WrongState):
            act(option=option, stone=make_blue(), by=staff_actor())


def test_stones_are_copied_with_their_option_and_carried_to_the_next_version() -> None:
    blue = make_blue()
    option = offered(blue)
    begun = start_quote(commission=option.quote.commission, by=staff_actor())
    first = begun.options.get(position=1)
    assert [each.stone for each in first.stones.all()] == [blue]
    assert copy_option(option=first, by=staff_actor()).stones.get().stone == blue


def test_approving_promises_every_stone_of_the_option() -> None:
    blue, side = make_blue(), make_blue(carats=Decimal("0.3"))
    option = make_draft().options.get(position=1)
    offer_stone(option=option, stone=blue, by=staff_actor())
    offer_stone(option=option, stone=side, place="side", by=staff_actor())
    send_quote(quote=Quote.objects.get(pk=option.quote_id), by=staff_actor())
    approval = approve(QuoteOption.objects.get(pk=option.pk))
    kept = approval.commission.stones.living()
    assert {(each.stone, each.place) for each in kept} == {(blue, "centre"), (side, "side")}
    named = [each["id"] for each in approval.frozen["stones"]]
    assert named == [str(blue.public_id), str(side.public_id)]


def test_the_house_reads_what_it_must_buy() -> None:
    approve(offered(make_blue(title=Title.MEMO, memo=make_memo())))
    mail = OutgoingMessage.objects.get(kind="quote.approved", subject__endswith=": approved")
    assert "Buy the 1.52 ct blue sapphire from Lapidaire & Co first." in mail.text


def test_a_stone_promised_elsewhere_is_refused_kindly_and_the_house_is_told() -> None:
    blue, advisor = make_blue(), make_staff(name="Ines Marlow")
    holder = make_commission(client=make_client(name="Quentin Ashby"), advisor=advisor)
    option = offered(blue)
    with time_machine.travel("2026-05-03T18:05:00Z", tick=False):
        promise_stone(commission=holder, stone=blue, by=staff_actor())
    with pytest.raises(StonePromised) as refused:
        approve(option, code="123456")
    assert str(refused.value) == (
        "The blue sapphire of this option was promised to another piece on 3 May 2026 at 14:05."
        " We are preparing a new choice for you at once."
    )
    mail = OutgoingMessage.objects.get(kind="quote.stone_lost")
    told = f"promised to {holder.reference}, looked after by Ines Marlow, on 3 May 2026 at 14:05"
    assert told in mail.text
    assert "Ashby" not in mail.text
    assert Event.objects.get(kind="quote.stone_lost").commission_id == option.quote.commission_id


def test_the_house_reads_who_has_it() -> None:
    blue, holder = make_blue(), make_commission()
    promise_stone(commission=holder, stone=blue, by=staff_actor())
    option = make_draft().options.get(position=1)
    with pytest.raises(StonePromised, match=holder.reference):
        offer_stone(option=option, stone=blue, by=staff_actor())
    with pytest.raises(StonePromised, match=holder.reference):
        promise_stone(commission=option.quote.commission, stone=blue, by=staff_actor())


def test_promising_again_is_the_same_promise_and_releasing_frees_it() -> None:
    blue, first, second = make_blue(), make_commission(), make_commission()
    promise = promise_stone(commission=first, stone=blue, by=staff_actor())
    assert promise_stone(commission=first, stone=blue, by=staff_actor()) == promise
    assert release_stones(commission=first, by=staff_actor()) == 1
    assert release_stones(commission=first, by=staff_actor()) == 0
    assert promise_stone(commission=second, stone=blue, by=staff_actor()).commission == second


@pytest.mark.parametrize("end", [withdraw, decline])
def test_a_commission_that_ends_releases_its_stones(end: Any) -> None:
    commission, blue = make_commission(), make_blue()
    promise_stone(commission=commission, stone=blue, by=staff_actor())
    by = staff_actor() if end is decline else client_actor(commission.client)
    end(commission=commission, by=by)
    assert not CommissionStone.objects.living().filter(stone=blue).exists()


def test_warnings_come_from_the_real_stone() -> None:
    option = make_draft().options.get(position=1)
    assert cautions_of_option(option) == []
    emerald = make_stone("emerald", "emerald", growth="natural", treatment="oil_minor")
    offer_stone(option=option, stone=emerald, by=staff_actor())
    codes = [caution.code for caution in cautions_of_option(option)]
    assert codes == ["delicate-daily", "daily-emerald", "later-heat"]


def test_what_two_stones_call_for_alike_is_ticked_twice() -> None:
    option = make_draft().options.get(position=1)
    for variety, cut in (("emerald", "emerald"), ("opal", "cabochon")):
        offer_stone(option=option, stone=make_stone(variety, cut), by=staff_actor())
    codes = [caution.code for caution in cautions_of_option(option)]
    assert codes == [
        "delicate-daily",
        "daily-emerald",
        "later-heat",
        "delicate-daily-2",
        "later-heat-2",
    ]
    with pytest.raises(Refusal, match="opal"):
        check_acknowledged(option, set(codes) - {"later-heat-2"})
    check_acknowledged(option, codes)


class TestTwoAtOnce:
    """One stone in two offers, approved at the same moment."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def both(self) -> list[Any]:
        """Offer one stone twice and approve both offers at once."""
        blue = make_blue()
        acts = [self.approving(offered(blue)) for _ in range(2)]
        return at_once(acts)

    def approving(self, option: QuoteOption) -> Any:
        code = mailed_code(option, by=client_actor(option.quote.commission.client))
        return lambda: approve(QuoteOption.objects.get(pk=option.pk), code=code)

    def test_one_wins_and_the_other_is_told(self) -> None:
        for _ in range(5):
            answers = self.both()
            assert {type(answer) for answer in answers} == {Approval, StonePromised}
        assert CommissionStone.objects.living().count() == 5
        assert OutgoingMessage.objects.filter(kind="quote.stone_lost").count() == 5

    def test_without_the_lock_the_constraint_still_holds(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.take_the_lock_away(monkeypatch)
        assert {type(answer) for answer in self.both()} == {Approval, IntegrityError}

    def test_without_both_one_stone_is_promised_twice(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.take_the_lock_away(monkeypatch)
        index = "CREATE UNIQUE INDEX stone_promised_once ON orders_commissionstone (stone_id)"
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX stone_promised_once")
            try:
                self.both()
                assert CommissionStone.objects.living().values("stone").distinct().count() == 1
                assert CommissionStone.objects.living().count() == 2
            finally:
                CommissionStone.objects.all().delete()
                cursor.execute(f"{index} WHERE released_at IS NULL")

    def take_the_lock_away(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let both find the stone free before either promises it."""
        together = Barrier(2)
        checked = approvals._promise_stones

        def wait(option: QuoteOption, by: Any) -> None:
            together.wait(timeout=30)
            checked(option, by)

        def unlocked(keys: Any) -> list[Stone]:
            return list(Stone.objects.filter(pk__in=keys).order_by("pk"))

        monkeypatch.setattr(approvals, "locked_stones", unlocked)
        monkeypatch.setattr(stones, "locked_stones", unlocked)
        monkeypatch.setattr(stones, "check_free", lambda *_: None)
        monkeypatch.setattr(approvals, "_promise_stones", wait)
