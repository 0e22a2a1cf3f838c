"""The demo's money: deposits, balances, a cheque that came back, and what is still waited for."""

import uuid
from datetime import timedelta
from decimal import Decimal

from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import Script
from atelier.house.models import House
from atelier.journal.actor import Actor
from orders import emails_payments
from orders.actions.payments import record_payment, reverse_payment
from orders.actions.reminders import remind_of
from orders.balances import balance_of
from orders.models import Commission, Payment
from orders.models.payments import PAPER_DAYS, PaymentMethod

# Clients who have not paid yet, where the demo finds them: (client, reach).
LATE = {(4, "approved"), (15, "making"), (14, "ready")}
BOUNCED = (28, "making")
METHODS = (
    PaymentMethod.TRANSFER,
    PaymentMethod.TERMINAL,
    PaymentMethod.TRANSFER,
    PaymentMethod.CHEQUE,
    PaymentMethod.CASH,
)


class Purse:
    """What one client pays, and when."""

    def __init__(self, commission: Commission, script: Script, clock: Clock, by: Actor) -> None:
        self.commission, self.script, self.clock, self.by = commission, script, clock, by

    @property
    def is_late(self) -> bool:
        """Whether this client has not paid the part that was asked for last."""
        return (self.script.client, self.script.reach) in LATE

    def pay_deposit(self) -> None:
        """Pay the first part the morning after the approval."""
        days = self.script.days - 9
        if (self.script.client, self.script.reach) == BOUNCED:
            self._bounce(days)
        elif not self.is_late or self.script.reach == "ready":
            self._pay(days, self._method())
        else:
            self._be_reminded()

    def pay_balance(self, days: float) -> None:
        """Pay the rest so many days ago."""
        if not self.is_late:
            self._pay(days, self._method())

    def _method(self) -> PaymentMethod:
        return METHODS[self.script.client % len(METHODS)]

    def _pay(self, days: float, method: PaymentMethod) -> Payment | None:
        with living_at(self.clock.ago(days, 11, 40)):
            due = balance_of(self.commission).due
            return self._record(due, method, days) if due else None

    def _record(self, amount: Decimal, method: PaymentMethod, days: float) -> Payment:
        payment = record_payment(
            commission=self.commission,
            amount=amount,
            method=method,
            received_on=House.current().today(),
            reference=self.commission.reference if method == PaymentMethod.TRANSFER else "",
            request_id=uuid.uuid4(),
            by=self.by,
        )
        self._mail(payment, days)
        return payment

    def _bounce(self, days: float) -> None:
        cheque = self._pay(days, PaymentMethod.CHEQUE)
        with living_at(self.clock.ago(days - 2, 15, 10)):
            assert cheque is not None
            back = reverse_payment(
                payment=cheque, reason="The bank returned the cheque unpaid.", by=self.by
            )
            self._mail(back, days - 2)
        self._pay(days - 3, PaymentMethod.TRANSFER)

    def _mail(self, payment: Payment, days: float) -> None:
        # Older papers would only make the demo slow to load; they are on the pages all the same.
        if days < PAPER_DAYS:
            emails_payments.send_paper(payment)

    def _be_reminded(self) -> None:
        late = balance_of(self.commission).next_due
        assert late is not None
        assert late.instalment.due_on is not None
        first = late.instalment.due_on + timedelta(days=1)
        days = (self.clock.now.date() - first).days
        if days >= 0:
            with living_at(self.clock.ago(days, 9, 5)):
                remind_of(instalment=late.instalment, by=Actor.system())
