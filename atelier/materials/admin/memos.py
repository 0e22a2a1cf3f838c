"""Stones on memo: the dealer's paper, its day, and what becomes of each stone."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, DateField, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from unfold.admin import TabularInline
from unfold.decorators import action, display
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from atelier.house.models import House
from atelier.materials.admin.links import page_link
from atelier.materials.memos import buy_stone, extend_memo, is_on_memo, return_stone
from atelier.materials.models import Memo, Stone
from atelier.materials.models.stones import MEMO_NOTICE, Title
from atelier.materials.wording import weight_wording
from atelier.people.actors import actor_of
from atelier.people.admin.acts import act_page
from atelier.people.admin.records import RecordAdmin


class BuyForm(forms.Form):
    """The dealer's invoice."""

    invoice_number = forms.CharField(
        label="Invoice number",
        max_length=60,
        widget=UnfoldAdminTextInputWidget(attrs={"autofocus": True}),
    )
    invoice_date = forms.DateField(
        label="Invoice date",
        widget=UnfoldAdminSingleDateWidget(),
        help_text="The dealer's statement in force on this day becomes the stone's evidence.",
    )
    cost_per_carat = forms.DecimalField(
        label="Cost of a carat",
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=UnfoldAdminDecimalFieldWidget(),
    )


class ExtendForm(forms.Form):
    """A later day."""

    due = forms.DateField(label="Due back on", widget=UnfoldAdminSingleDateWidget())
    note = forms.CharField(
        label="What was agreed, and with whom", widget=UnfoldAdminTextareaWidget({"rows": 3})
    )


class MemoActions(RecordAdmin):
    """Buying a stone on memo and giving it back, on the stone's own page."""

    def has_memo_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Offer both only while the stone is on memo."""
        stone = Stone.objects.filter(pk=object_id).first()
        return bool(stone and is_on_memo(stone) and self.has_change_permission(request, stone))

    @action(description="Buy from the dealer", url_path="buy", permissions=["memo"])
    def buy(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Ask for the invoice, and take title."""
        stone = get_object_or_404(Stone.objects.select_related("memo__dealer"), pk=object_id)

        def act(given: dict[str, Any]) -> str:
            bought = buy_stone(stone=stone, by=actor_of(request), **given)
            evidence = "" if bought.statement else " No warranty was in force that day."
            return f"{stone} is the atelier's now.{evidence}"

        return act_page(
            self,
            request,
            stone,
            title=f"Buy {stone}",
            sentence=f"{stone.memo or 'No memo'}. Once it is bought, it may be set.",
            button="Buy",
            form=BuyForm(request.POST or None),
            act=act,
        )

    @action(description="Return to the dealer", url_path="return", permissions=["memo"])
    def give_back(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Note that the dealer has it again."""
        stone = get_object_or_404(Stone.objects.select_related("memo__dealer"), pk=object_id)

        def act(given: dict[str, Any]) -> str:
            return_stone(stone=stone, by=actor_of(request))
            return f"{stone} is with its dealer again."

        return act_page(
            self,
            request,
            stone,
            title=f"Return {stone}",
            sentence=f"{stone.memo or 'No memo'}. The ledger will say that the dealer holds it.",
            button="Return it",
            act=act,
        )


class StonesInline(TabularInline):
    """The stones on the paper, each with a link to its page."""

    model = Stone
    extra = 0
    can_delete = False
    hide_title = True
    fields = readonly_fields = ("page", "weighs", "became")
    verbose_name_plural = "Stones on it"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Stone]:
        """Read the variety its name says."""
        return super().get_queryset(request).select_related("variety")

    @display(description="Stone")
    def page(self, stone: Stone) -> str:
        """The way to its page, where it is bought or returned."""
        return page_link(stone)

    def has_add_permission(self, request: HttpRequest, obj: Memo | None = None) -> bool:
        """On the stone's own page."""
        return False

    @display(description="Weight")
    def weighs(self, stone: Stone) -> str:
        """As weighed, or an estimate that says so."""
        return weight_wording(stone) or "Not weighed"

    @display(description="What became of it")
    def became(self, stone: Stone) -> str:
        """Here, bought or back."""
        return outcome_of(stone)


def outcome_of(stone: Stone) -> str:
    """Return what became of a stone that was lent."""
    if stone.returned_at:
        return f"Returned {stone.returned_at:%-d %b %Y}"
    if stone.title == Title.ATELIER:
        return f"Bought, invoice {stone.invoice_number}"
    return "With us"


class DueFilter(admin.SimpleListFilter):
    """Which memos ask for a decision."""

    title = "due"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """The two."""
        return [("soon", "Due within a week"), ("open", "With stones here")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to one of them."""
        here = queryset.filter(open_stones__gt=0)
        if self.value() == "soon":
            return here.filter(due__lte=House.current().today() + MEMO_NOTICE)
        return here if self.value() == "open" else queryset


@admin.register(Memo)
class MemoAdmin(RecordAdmin):
    """Dealers' papers; the due day moves only by agreement."""

    list_display = ("number", "dealer", "issued", "due_back", "here", "insured")
    list_filter = (DueFilter, "dealer")
    list_select_related = ("dealer",)
    search_fields = ("number", "dealer__name")
    autocomplete_fields = ("dealer",)
    inlines = (StonesInline,)
    actions_detail = ("extend",)
    fields = (
        ("number", "dealer"),
        ("issued", "due"),
        ("insured_value", "currency"),
        "warranty_statement",
        "note",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Memo]:
        """Count the stones still here beside each."""
        here = Q(stones__title=Title.MEMO, stones__returned_at__isnull=True)
        today = Value(House.current().today(), DateField())
        memos = super().get_queryset(request)
        return memos.annotate(open_stones=Count("stones", filter=here), today=today)

    def get_readonly_fields(self, request: HttpRequest, obj: Memo | None = None) -> Any:
        """The day is extended with a note, never typed over."""
        return ("due",) if obj else ()

    @display(
        description="Due back",
        ordering="due",
        label={"late": "danger", "soon": "warning", "later": "info", "done": "success"},
    )
    def due_back(self, memo: Memo) -> tuple[str, str]:
        """The day, and how near it is."""
        today, words = memo.today, f"{memo.due:%-d %b %Y}"  # type: ignore[attr-defined]
        if not memo.open_stones:  # type: ignore[attr-defined]
            return "done", "Settled"
        if memo.due < today:
            return "late", f"{words}, overdue"
        return ("soon" if memo.due <= today + MEMO_NOTICE else "later"), words

    @display(description="Stones here")
    def here(self, memo: Memo) -> int:
        """Neither bought nor returned."""
        return memo.open_stones  # type: ignore[attr-defined]

    @display(description="Insured for", ordering="insured_value")
    def insured(self, memo: Memo) -> str:
        """While it is here."""
        return f"{memo.insured_value:,} {memo.currency}" if memo.insured_value else ""

    @action(description="Extend", url_path="extend", permissions=["change"])
    def extend(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Agree on a later day."""
        memo = get_object_or_404(Memo.objects.select_related("dealer"), pk=object_id)

        def act(given: dict[str, Any]) -> str:
            longer = extend_memo(memo=memo, by=actor_of(request), **given)
            return f"The memo runs to {longer.due:%-d %B %Y} now."

        return act_page(
            self,
            request,
            memo,
            title=f"Extend {memo}",
            sentence=f"Due back on {memo.due:%-d %B %Y}.",
            button="Extend",
            form=ExtendForm(request.POST or None),
            act=act,
        )
