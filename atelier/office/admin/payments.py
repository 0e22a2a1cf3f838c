"""Every row of money, to search and to give to the accountant; and what card providers said."""

from decimal import Decimal

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.decorators import display

from atelier.house.amounts import money_words
from atelier.house.spreadsheets import csv_of
from atelier.office.admin.kept import ReadOnly
from orders.documents.receipt import kind_of
from orders.models import Payment, ProviderEvent
from orders.models.payments import Direction

_HEADS = (
    "Number",
    "Day",
    "Kind",
    "Commission",
    "Client",
    "How",
    "Reference",
    "Amount",
    "Currency",
    "Reverses",
    "Why",
    "By",
)


@admin.register(Payment)
class PaymentAdmin(ReadOnly):
    """Recorded and reversed on the commission's own page; here it is read."""

    list_display = ("number", "day", "kind", "commission", "client", "how", "sum", "by_name")
    list_filter = ("method", "direction", ("received_on", RangeDateFilter))
    list_filter_submit = True
    list_select_related = ("commission__client", "reverses")
    search_fields = ("number", "reference", "commission__reference", "commission__client__name")
    search_help_text = "Number, reference or client"
    actions = ("as_csv",)

    def has_view_permission(self, request: HttpRequest, obj: Payment | None = None) -> bool:
        """Whoever may see payments."""
        return request.user.has_perm("orders.view_payment")

    def change_view(
        self, request: HttpRequest, object_id: str, *args: object, **kw: object
    ) -> HttpResponse:
        """Open the commission's page, where the row stands among the others."""
        payment = get_object_or_404(Payment.objects.select_related("commission"), pk=object_id)
        place = [payment.commission.reference, "payments"]
        return HttpResponseRedirect(reverse("admin:commission", args=place))

    @display(description="Day", ordering="received_on")
    def day(self, payment: Payment) -> str:
        """When the money was there."""
        return f"{payment.received_on:%-d %b %Y}"

    @display(
        description="Kind",
        label={"Receipt": "success", "Reversal": "warning", "Money paid back": "warning"},
    )
    def kind(self, payment: Payment) -> str:
        """Receipt, reversal or money paid back."""
        return kind_of(payment)

    @display(description="Client", ordering="commission__client__name")
    def client(self, payment: Payment) -> str:
        """Whose it is."""
        return str(payment.commission.client)

    @display(description="How", ordering="method")
    def how(self, payment: Payment) -> str:
        """Way and reference."""
        return ", ".join(filter(None, [payment.get_method_display(), payment.reference]))

    @display(description="Amount", ordering="amount")
    def sum(self, payment: Payment) -> str:
        """In or out."""
        return money_words(_signed(payment), payment.currency)

    @admin.action(description="Export as CSV")
    def as_csv(self, request: HttpRequest, chosen: QuerySet[Payment]) -> HttpResponse:
        """Give the chosen rows as a file; text that a spreadsheet would run is defused."""
        rows = chosen.select_related("commission__client", "reverses").order_by("number")
        headers = {"Content-Disposition": 'attachment; filename="payments.csv"'}
        content = csv_of(_HEADS, (_cells(each) for each in rows))
        return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@admin.register(ProviderEvent)
class ProviderEventAdmin(ReadOnly):
    """What card providers told; one that did not fit waits for somebody to look."""

    list_display = ("received_at", "kind", "commission", "outcome", "standing")
    list_filter = ("provider", ("handled_at", admin.EmptyFieldListFilter), "kind")
    list_select_related = ("commission",)
    search_fields = ("event_id", "commission__reference")

    @display(description="Standing", label={"Parked": "danger", "Done": "success"})
    def standing(self, event: ProviderEvent) -> str:
        """Whether somebody must look."""
        return "Done" if event.handled_at else "Parked"


def _signed(payment: Payment) -> Decimal:
    return payment.amount if payment.direction == Direction.IN else -payment.amount


def _cells(payment: Payment) -> tuple[object, ...]:
    return (
        payment.number,
        payment.received_on.isoformat(),
        kind_of(payment),
        payment.commission.reference,
        payment.commission.client,
        payment.get_method_display(),
        payment.reference,
        _signed(payment),
        payment.currency,
        payment.reverses.number if payment.reverses else "",
        payment.reason,
        payment.by_name,
    )
