"""Chains, lengths and settings."""

from django.db import models


class ChainStyle(models.Model):
    """How a chain is linked."""

    name = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ChainLength(models.Model):
    """The trade's name for a necklace length; names vary, so the length is what is stored."""

    name = models.CharField(max_length=40)
    inches = models.DecimalField(max_digits=4, decimal_places=1, unique=True)

    class Meta:
        ordering = ["inches"]

    def __str__(self) -> str:
        return f"{self.inches} in, {self.name}"


class Setting(models.Model):
    """A way of holding a stone; minutes of a setter's time for one stone."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
