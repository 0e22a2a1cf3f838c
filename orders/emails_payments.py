"""Mails about money: due, overdue, received, reversed. A surprise keeps sums behind the sign-in."""

from collections.abc import Sequence

from atelier.house.amounts import money_words
from atelier.journal import outbox
from atelier.paper import attachment
from orders.balances import NOTHING, InstalmentState, balance_of
from orders.documents.receipt import kind_of, receipt_name, receipt_pdf
from orders.letters import to_client, to_house
from orders.models import Commission, Instalment, Payment
from orders.models.payments import PAPER_KEY, Direction


def tell_due(commission: Commission, fallen: Sequence[Instalment]) -> None:
    """Ask the client for what has just fallen due, unless it was paid beforehand."""
    balance = balance_of(commission)
    asked = {each.pk for each in fallen}
    states = [each for each in balance.instalments if each.instalment.pk in asked and each.is_due]
    if states:
        _ask(
            commission,
            states[-1],
            "payment.due",
            subject="A payment is due",
            amount=money_words(sum((each.open for each in states), NOTHING), balance.currency),
            key="-".join(str(each.instalment.pk) for each in states),
        )


def remind(state: InstalmentState, *, week: int) -> None:
    """Remind the client of an instalment that is `week` weeks overdue; once for each week.

    What still waits of an earlier week is taken back, so that reminders never pile up.
    """
    instalment = state.instalment
    withdraw_reminders(instalment)
    _ask(
        instalment.commission,
        state,
        "payment.overdue",
        subject="A payment is overdue",
        amount=money_words(state.open, instalment.currency),
        key=f"{instalment.pk}:{week}",
    )


def withdraw_reminders(instalment: Instalment) -> None:
    """Take back what has not left yet: it was paid, or a later reminder takes its place."""
    outbox.withdraw(dedup_prefix=f"payment.overdue:{instalment.pk}:")


def send_paper(payment: Payment) -> None:
    """Mail the client the paper of a payment, of a reversal or of money paid back."""
    to_client(
        payment.commission,
        "payment.paper",
        subject=f"{kind_of(payment)} {payment.number}",
        template="mail/payment_paper.txt",
        context={
            "payment": payment,
            "amount": money_words(payment.amount, payment.currency),
            "came_in": payment.direction == Direction.IN,
        },
        dedup_key=f"{PAPER_KEY}{payment.pk}",
        page="payments/",
        button="See your payments",
        attachments=[attachment(receipt_pdf(payment), receipt_name(payment))],
    )


def tell_house(commission: Commission, sentence: str, *, key: str) -> None:
    """Tell whoever looks after the commission what a card provider said."""
    to_house(
        commission,
        "payment.card",
        subject=f"{commission.reference}: a card payment",
        sentence=sentence,
        dedup_key=f"payment.card:{key}",
    )


def _ask(
    commission: Commission,
    state: InstalmentState,
    kind: str,
    *,
    subject: str,
    amount: str,
    key: str,
) -> None:
    to_client(
        commission,
        kind,
        subject=subject,
        template=f"mail/{kind.replace('.', '_')}.txt",
        context={"state": state, "amount": amount, "day": state.instalment.due_on},
        dedup_key=f"{kind}:{key}",
        page="payments/",
        button="See what is due",
    )
