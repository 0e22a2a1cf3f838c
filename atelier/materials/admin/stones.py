"""Single stones, who holds them, and the way from hand to hand."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from unfold.admin import TabularInline
from unfold.decorators import action, display
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from atelier.journal.refusals import Refusal
from atelier.materials.admin.memos import MemoActions
from atelier.materials.admin.reports import ReportInline
from atelier.materials.care import care_of
from atelier.materials.custody import holder_of, move_stone
from atelier.materials.memos import is_on_memo
from atelier.materials.models import CustodyMovement, Stone
from atelier.materials.models.stones import MEMO_NOTICE, HolderKind, StoneQuerySet, Title
from atelier.materials.wording import describe, report_wording, weight_wording
from atelier.people.actors import actor_of


class MovementForm(forms.Form):
    """Who takes a stone now, and how it looked."""

    to_holder = forms.CharField(
        label="Goes to", max_length=80, widget=UnfoldAdminTextInputWidget(attrs={"autofocus": True})
    )
    to_kind = forms.ChoiceField(
        label="Who that is",
        choices=[each for each in HolderKind.choices if each[0] != HolderKind.OWNER],
        initial=HolderKind.HOUSE,
        widget=UnfoldAdminSelectWidget(),
    )
    carats = forms.DecimalField(
        label="Weighed now, ct",
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=3,
        widget=UnfoldAdminDecimalFieldWidget(),
    )
    condition = forms.CharField(
        label="Condition at 10×", required=False, widget=UnfoldAdminTextareaWidget({"rows": 3})
    )
    seal = forms.CharField(
        label="Seal", required=False, max_length=40, widget=UnfoldAdminTextInputWidget()
    )


class MovementInline(TabularInline):
    """Every hand the stone passed through; written by the movement page alone."""

    model = CustodyMovement
    extra = 0
    can_delete = False
    fields = (
        "sequence",
        "from_holder",
        "to_holder",
        "at",
        "by_name",
        "carats",
        "condition",
        "seal",
    )
    readonly_fields = fields
    verbose_name_plural = "Hands it passed through"

    def has_add_permission(self, request: HttpRequest, obj: Stone | None = None) -> bool:
        """A movement is an action."""
        return False


class CareFilter(admin.SimpleListFilter):
    """What the house answers for."""

    title = "in keeping"
    parameter_name = "care"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """The three."""
        return [
            ("held", "Held for a client"),
            ("evaluate", "Held and not evaluated"),
            ("memo", "Memo due within a week"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to one of them."""
        stones = cast(StoneQuerySet, queryset)
        if self.value() == "held":
            return stones.held_for_clients()
        if self.value() == "evaluate":
            return stones.to_evaluate()
        if self.value() == "memo":
            return stones.memo_due_by(timezone.localdate() + MEMO_NOTICE)
        return stones


_ON_A_RECEIPT = (
    *("count", "carats", "carats_estimated", "length", "width", "depth"),
    *("as_stated", "declared_value"),
)
SIGNED_FOR = (
    "What stands on a signed receipt is not typed over: what is found later is an evaluation, "
    "what happened to the stone is an incident."
)


def _signed_for(stone: Stone) -> tuple[str, ...]:
    """Return the fields a client has signed for; what was left open then may still be filled."""
    known = tuple(name for name in _ON_A_RECEIPT if getattr(stone, name) not in (None, ""))
    return known if known and stone.receipt_items.exists() else ()


@admin.register(Stone)
class StoneAdmin(MemoActions):
    """What is known of a stone, and who holds it."""

    list_display = ("described", "belongs", "holder", "weight", "bench", "report", "due")
    list_filter = (CareFilter, "title", "variety", "growth", "treatment", "supplier")
    autocomplete_fields = ("owner", "supplier", "statement", "memo")
    list_select_related = ("variety", "cut", "owner", "memo")
    search_fields = ("owner__name", "reports__number", "memo__number", "colour", "variety__name")
    search_help_text = "Owner, dealer, report, colour or variety"
    inlines = (ReportInline, MovementInline)
    actions_detail = ("open_goods", "move", "buy", "give_back")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("title", "owner"),
                    ("memo", "returned_at"),
                    ("variety", "cut"),
                    ("colour", "count"),
                    ("carats", "carats_estimated"),
                    ("length", "width", "depth"),
                ]
            },
        ),
        (
            "As tested",
            {
                "fields": [
                    ("growth", "treatment"),
                    ("filler", "tone", "saturation"),
                    ("origin", "origin_laboratory"),
                ]
            },
        ),
        ("As the client says", {"fields": ["as_stated", "declared_value"]}),
        (
            "Where it comes from",
            {
                "fields": [
                    ("supplier", "statement"),
                    ("invoice_number", "cost_per_carat"),
                    "invoice_date",
                ],
                "description": "What a claim of being conflict-free rests on.",
            },
        ),
        (
            "Grades",
            {
                "fields": [
                    ("colour_grade", "clarity"),
                    ("cut_grade", "fluorescence"),
                    ("polish", "symmetry"),
                    ("fancy_grade", "fancy_hue"),
                    ("colour_origin", "lab_grown_grade"),
                ]
            },
        ),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Stone | None = None) -> Any:
        """Ask of a stone only what its title calls for: a client's word, or our invoice."""
        every = super().get_fieldsets(request, obj)
        if obj is None:
            return every
        idle = "Where it comes from" if obj.title == Title.CLIENT else "As the client says"
        (name, first), *rest = [fieldset for fieldset in every if fieldset[0] != idle]
        told = {"description": SIGNED_FOR} if _signed_for(obj) else {}
        return [(name, first | told), *rest]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Stone]:
        """Read the present holder and the reports beside each stone."""
        return super().get_queryset(request).with_holder().prefetch_related("reports")

    def get_readonly_fields(self, request: HttpRequest, obj: Stone | None = None) -> Any:
        """Title passes by buying or returning, never by typing; a signed measure stays."""
        if obj is None:
            return ("returned_at",)
        title = ("title", "memo") if is_on_memo(obj) else ()
        return ("returned_at", *title, *_signed_for(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Stone | None = None) -> bool:
        """A stone that was here stays on record."""
        return False

    @display(description="Stone")
    def described(self, stone: Stone) -> str:
        """The full wording, treatment and all."""
        return describe(stone)

    @display(
        description="Belongs to",
        ordering="title",
        label={Title.CLIENT: "info", Title.ATELIER: "success", Title.MEMO: "warning"},
    )
    def belongs(self, stone: Stone) -> tuple[str, str]:
        """Whose it is."""
        return stone.title, str(stone.owner) if stone.owner else stone.get_title_display()

    @display(description="With")
    def holder(self, stone: Stone) -> str:
        """Who holds it now."""
        return stone.holder_now  # type: ignore[attr-defined]

    @display(description="Weight", ordering="carats")
    def weight(self, stone: Stone) -> str:
        """Weighed, or an estimate that says so."""
        return weight_wording(stone)

    @display(description="At the bench")
    def bench(self, stone: Stone) -> str:
        """What it bears."""
        return care_of(stone).bench_label

    @display(description="Report")
    def report(self, stone: Stone) -> str:
        """Laboratory and number."""
        return report_wording(stone)

    @display(description="Memo due", ordering="memo__due")
    def due(self, stone: Stone) -> str:
        """When a memo stone goes back."""
        return f"{stone.memo.due:%-d %b %Y}" if stone.memo and is_on_memo(stone) else ""

    @action(description="Papers, pictures, incidents", url_path="goods", permissions=["view"])
    def open_goods(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Open the page with the stone's whole history."""
        stone = get_object_or_404(Stone, pk=object_id)
        return HttpResponseRedirect(reverse("admin:goods", args=[stone.public_id]))

    @action(description="Record a movement", url_path="move", permissions=["change"])
    def move(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Ask who takes the stone now, and write it into the ledger."""
        stone = get_object_or_404(Stone, pk=object_id)
        form = MovementForm(request.POST or None)
        if form.is_valid():
            try:
                movement = move_stone(stone=stone, by=actor_of(request), **form.cleaned_data)
            except Refusal as refusal:
                form.add_error("to_holder", str(refusal))
            else:
                messages.success(request, f"Now with {movement.to_holder}.")
                return HttpResponseRedirect(
                    reverse("admin:materials_stone_change", args=[stone.pk])
                )
        context = {
            **self.admin_site.each_context(request),
            "title": f"Record a movement: {stone}",
            "form": form,
            "stone": stone,
            "holder": holder_of(stone),
        }
        return render(request, "admin/materials/move.html", context)
