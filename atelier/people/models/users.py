"""Accounts, and the staff among them."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes accounts by address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without `password` only an emailed code opens it."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its address, whatever its capitals."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account, known by its email address."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name, or the address where there is none."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the first name."""
        return str(self).split()[0]


class StaffMember(models.Model):
    """What the house does with a staff account: advise, evaluate stones, lead the bench."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="staff")
    title = models.CharField(max_length=60)
    is_advisor = models.BooleanField(default=False, help_text="Holds consultations.")
    is_gemmologist = models.BooleanField(default=False)
    is_bench_lead = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64, blank=True, help_text="Empty: the house's.")
    phone = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=7, default="#1f3a33")

    class Meta:
        ordering = ["user__name"]

    def __str__(self) -> str:
        return str(self.user)
