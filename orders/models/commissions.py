"""A commission: one piece, or one pair, from the first wish to the hand-over."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from atelier.people.models import Channel, Client
from atelier.pictures.models import Picture
from orders.statuses import CommissionStatus, Level

# Without 0/O and 1/I, so that it can be read out on the telephone.
REFERENCE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_reference() -> str:
    """Return a reference such as C-7K3M9Q; it names a commission and opens nothing."""
    return "C-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))


class Wearer(models.TextChoices):
    """For whom it is."""

    SELF = "self", "For me"
    PARTNER = "partner", "For my partner"
    BOTH = "both", "For both of us"
    FAMILY = "family", "For someone in my family"
    OTHER = "other", "For someone else"


class Occasion(models.TextChoices):
    """Why now."""

    ENGAGEMENT = "engagement", "An engagement"
    WEDDING = "wedding", "A wedding"
    ANNIVERSARY = "anniversary", "An anniversary"
    BIRTH = "birth", "A birth"
    HEIRLOOM = "heirloom", "An heirloom to carry on"
    MILESTONE = "milestone", "A milestone"
    NONE = "none", "No occasion, just because"


class StoneSource(models.TextChoices):
    """Whose stone it will be."""

    ADVISE = "advise", "Advise me"
    ATELIER = "atelier", "Please find one for me"
    CLIENT = "client", "I have my own"


class CommissionQuerySet(models.QuerySet["Commission"]):
    """Commissions as the house asks for them."""

    def of_client(self, client: Client) -> "CommissionQuerySet":
        """Those of one client; every client page starts here."""
        return self.filter(client=client)

    def awaiting_reply(self) -> "CommissionQuerySet":
        """Requests nobody has answered yet."""
        return self.filter(status=CommissionStatus.REQUESTED)


class Commission(models.Model):
    """One piece or one pair that somebody asked for.

    While it is a draft it has no client; `contact_*` keeps what the sender typed, because a
    stranger may type a client's address and must not change that client's record.
    """

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.PROTECT, related_name="commissions"
    )
    status = models.CharField(
        max_length=12, choices=CommissionStatus, default=CommissionStatus.DRAFT, db_index=True
    )
    version = models.PositiveIntegerField(default=0)
    steps_done = models.PositiveSmallIntegerField(
        default=0, help_text="Steps of the request that are answered, in their order."
    )
    level = models.CharField(max_length=8, choices=Level, blank=True)
    advise_level = models.BooleanField(
        default=False, help_text="The client left the level to us; it is our suggestion so far."
    )
    wearer = models.CharField(max_length=8, choices=Wearer, blank=True)
    occasion = models.CharField(max_length=12, choices=Occasion, blank=True)
    is_surprise = models.BooleanField(default=False)
    story = models.TextField(blank=True)
    wear_habits = models.TextField(blank=True)
    nickel_allergy = models.BooleanField(default=False)
    stone_source = models.CharField(max_length=8, choices=StoneSource, blank=True)
    budget_min = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    budget_max = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    needed_by = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    preferred_channel = models.CharField(max_length=10, choices=Channel, blank=True)
    consent_at = models.DateTimeField(null=True, blank=True)
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="advised_commissions",
        limit_choices_to={"is_staff": True},
    )
    created_at = models.DateTimeField(auto_now_add=True)
    requested_at = models.DateTimeField(null=True, blank=True, db_index=True)
    promised_from = models.DateField(null=True, blank=True)
    promised_to = models.DateField(null=True, blank=True, db_index=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=CommissionStatus.DRAFT)
                | Q(client__isnull=False, requested_at__isnull=False, consent_at__isnull=False),
                name="commission_sent_has_client_and_consent",
            ),
            models.CheckConstraint(
                condition=Q(promised_from__isnull=True, promised_to__isnull=True)
                | Q(promised_from__lte=models.F("promised_to")),
                name="commission_promise_is_a_range",
            ),
            models.CheckConstraint(
                condition=Q(budget_min__isnull=True)
                | Q(budget_max__isnull=True)
                | Q(budget_min__lte=models.F("budget_max")),
                name="commission_budget_is_a_range",
            ),
            models.CheckConstraint(
                condition=Q(status=CommissionStatus.DELIVERED, delivered_at__isnull=False)
                | (~Q(status=CommissionStatus.DELIVERED) & Q(delivered_at__isnull=True)),
                name="commission_delivered_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.contact_name}".strip()


class CommissionPicture(models.Model):
    """A picture belonging to a commission: the client's inspiration or the house's sketch.

    The house's own are private until `released_at`.
    """

    commission = models.ForeignKey(Commission, on_delete=models.CASCADE, related_name="pictures")
    picture = models.OneToOneField(Picture, on_delete=models.PROTECT)
    caption = models.CharField(max_length=160, blank=True)
    from_client = models.BooleanField(default=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.caption or str(self.picture)


class Message(models.Model):
    """A note between the client and the house."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_client = models.BooleanField()
    body = models.TextField(max_length=4000)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.body[:60]
