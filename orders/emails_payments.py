"""Mails about money: what is due, what is overdue. Prices stay behind the sign-in of a surprise."""

from collections.abc import Sequence

from orders.balances import Balance, InstalmentState, balance_of
from orders.letters import to_client
from orders.models import Commission, Instalment


def tell_due(commission: Commission, fallen: Sequence[Instalment]) -> None:
    """Ask the client for what has just fallen due, unless it was paid beforehand."""
    balance = balance_of(commission)
    asked = {each.pk for each in fallen}
    states = [each for each in balance.instalments if each.instalment.pk in asked and each.is_due]
    if not states:
        return
    keys = "-".join(str(each.instalment.pk) for each in states)
    _ask(
        commission,
        balance,
        states[-1],
        kind="payment.due",
        subject="A payment is due",
        template="mail/payment_due.txt",
        dedup_key=f"payment.due:{keys}",
    )


def _ask(
    commission: Commission,
    balance: Balance,
    state: InstalmentState,
    *,
    kind: str,
    subject: str,
    template: str,
    dedup_key: str,
) -> None:
    to_client(
        commission,
        kind,
        subject=subject,
        template=template,
        context={"balance": balance, "state": state, "day": state.instalment.due_on},
        dedup_key=dedup_key,
        page="payments/",
        button="See what is due",
    )
