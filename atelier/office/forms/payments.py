"""Money that came in, went back, or is taken back again."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms

from atelier.house.models import House
from orders.balances import Balance
from orders.models.payments import PaymentMethod

# What a card provider tells us is never typed by hand.
_BY_HAND = [choice for choice in PaymentMethod.choices if choice[0] != PaymentMethod.ONLINE]


class MoneyForm(forms.Form):
    """A sum by one of the house's ways, on a day. `request_id` makes a doubled form one payment."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    amount = forms.DecimalField(
        label="Amount", max_digits=12, decimal_places=2, min_value=Decimal("0.01")
    )
    method = forms.ChoiceField(label="How", choices=_BY_HAND)
    on = forms.DateField(
        label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reference = forms.CharField(
        label="Reference",
        required=False,
        max_length=80,
        help_text="As on the bank statement or the slip.",
    )

    def __init__(self, *args: Any, balance: Balance, amount: Decimal, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] |= {
            "request_id": uuid.uuid4(),
            "amount": amount or None,
            "on": House.current().today(),
        }
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = f"Amount, {balance.currency}"


class RecordForm(MoneyForm):
    """Money received; more than is open is ticked, once it was said."""

    over_confirmed = forms.BooleanField(
        label="It is more than is open, and meant so", required=False, widget=forms.HiddenInput
    )

    def ask_over(self) -> None:
        """Show the tick that more than is open was meant."""
        self.fields["over_confirmed"].widget = forms.CheckboxInput()


class PayBackForm(MoneyForm):
    """Money the house paid back of what it owes."""

    reason = forms.CharField(
        label="Why", max_length=200, help_text="The client reads it on the paper."
    )


class ReverseForm(forms.Form):
    """Why a payment no longer counts."""

    reason = forms.CharField(
        label="Why it is reversed", max_length=200, help_text="The client reads it on the paper."
    )


class WaiverForm(forms.Form):
    """Why a piece may go before it is paid."""

    waiver = forms.CharField(
        label="Why it may go before it is paid",
        max_length=200,
        help_text="It stands in the history.",
    )
