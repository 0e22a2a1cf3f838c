"""Where metals and stones come from, and what their sellers declare about them."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from atelier.files.models import StoredFile
from atelier.materials.models.metals import Alloy


class Supplier(models.Model):
    """A dealer, refiner or caster the house buys from."""

    name = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    note = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StatementAbout(models.TextChoices):
    """What a supplier's statement is about."""

    CONFLICT_FREE = "conflict_free", "Stones: conflict-free warranty"
    KIMBERLEY = "kimberley", "Rough diamonds: Kimberley Process"
    RECYCLED_RJC = "recycled_rjc", "Metal: recycled, RJC Chain of Custody"
    RECYCLED_SCS = "recycled_scs", "Metal: recycled, SCS certified"


# Before a statement ends, somebody has this long to ask for the next one.
STATEMENT_NOTICE = timedelta(days=30)
RECYCLED = frozenset({StatementAbout.RECYCLED_RJC, StatementAbout.RECYCLED_SCS})


class StatementQuerySet(models.QuerySet["SupplierStatement"]):
    """Statements as claims ask for them."""

    def in_force(self, day: date) -> "StatementQuerySet":
        """Those made by `day` and not expired on it."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), dated__lte=day)

    def warranty_on(self, day: date) -> "SupplierStatement | None":
        """Return the newest conflict-free warranty in force on a day, if there is one."""
        return self.in_force(day).filter(about=StatementAbout.CONFLICT_FREE).first()

    def ending_by(self, day: date, today: date) -> "StatementQuerySet":
        """Those in force that end by `day` and that nothing of their kind outlasts."""
        later = SupplierStatement.objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=day),
            supplier=OuterRef("supplier"),
            about=OuterRef("about"),
        )
        ending = self.in_force(today).filter(valid_until__lte=day, supplier__is_active=True)
        return ending.filter(~Exists(later))


class SupplierStatement(models.Model):
    """A supplier's own words, verbatim, with their dates; append-only: a new wording is a new row.

    `percent` is the recycled share a metal statement names. Kimberley covers rough alone and
    backs no claim about a cut stone.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="statements")
    about = models.CharField(max_length=16, choices=StatementAbout)
    wording = models.TextField(help_text="Word for word, as the supplier wrote it.")
    scope = models.CharField(max_length=160, blank=True, help_text="What it covers.")
    reference = models.CharField(max_length=60, blank=True, help_text="Certificate number.")
    percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(100)],
        help_text="Recycled share of a metal.",
    )
    dated = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    document = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-dated", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    about__in=sorted(RECYCLED),
                    percent__isnull=False,
                    percent__gt=0,
                    percent__lte=100,
                )
                | (~Q(about__in=sorted(RECYCLED)) & Q(percent__isnull=True)),
                name="statement_recycled_has_percent",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("dated")),
                name="statement_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="statement_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.get_about_display()}, {self.dated:%-d %b %Y}"

    def covers(self, day: date) -> bool:
        """Tell whether it was made by `day` and had not expired on it."""
        return self.dated <= day and (self.valid_until is None or day <= self.valid_until)


class MetalLotQuerySet(models.QuerySet["MetalLot"]):
    """Lots as claims ask for them."""

    def with_evidence(self) -> "MetalLotQuerySet":
        """Read metal, supplier and statement beside each lot."""
        return self.select_related("alloy__metal", "supplier", "statement")


class MetalLot(models.Model):
    """Metal as it was delivered, in grams, with the statement that came with it."""

    number = models.CharField(max_length=40, help_text="The supplier's lot number.")
    alloy = models.ForeignKey(Alloy, on_delete=models.PROTECT, related_name="lots")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="lots")
    statement = models.ForeignKey(
        SupplierStatement, null=True, blank=True, on_delete=models.PROTECT, related_name="lots"
    )
    grams = models.DecimalField(max_digits=10, decimal_places=3)
    received_on = models.DateField()
    invoice_number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    objects = MetalLotQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "number"], name="metal_lot_once"),
            models.CheckConstraint(condition=Q(grams__gt=0), name="metal_lot_weighs"),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.alloy}"


class Memo(models.Model):
    """Stones a dealer lent on approval; title stays with the dealer until one is bought."""

    number = models.CharField(max_length=40, help_text="The dealer's memo number.")
    dealer = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="memos")
    issued = models.DateField()
    due = models.DateField(db_index=True)
    insured_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    warranty_statement = models.TextField(blank=True, help_text="Word for word.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dealer", "number"], name="memo_once"),
            models.CheckConstraint(condition=Q(due__gte=F("issued")), name="memo_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"Memo {self.number}, {self.dealer}"
