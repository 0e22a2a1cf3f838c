"""How a piece sits on its wearer: the words a client chooses among."""

from decimal import Decimal

from django.db import models


class MeasuredHow(models.TextChoices):
    """How a ring size is known; a guess is a size too, and says so."""

    JEWELLER = "jeweller", "Measured by a jeweller"
    OWN_RING = "own_ring", "From a ring that fits"
    STRIP = "strip", "With a paper strip or a sizer at home"
    GUESS = "guess", "It is a guess"


class BandProfile(models.TextChoices):
    """The section of a band."""

    FLAT = "flat", "Flat"
    D = "d", "D-shaped: flat inside, round outside"
    COURT = "court", "Court: round inside and outside"
    KNIFE = "knife", "Knife-edge"


class Finish(models.TextChoices):
    """The surface of the metal."""

    POLISHED = "polished", "Polished"
    SATIN = "satin", "Satin"
    HAMMERED = "hammered", "Hammered"


class Ease(models.TextChoices):
    """How a bracelet lies: mm added to the wrist are 10 for snug and 20 for comfort."""

    SNUG = "snug", "Close to the wrist"
    COMFORT = "comfort", "With room to move"


EASE_MM = {Ease.SNUG: Decimal(10), Ease.COMFORT: Decimal(20)}
"""What the trade adds to the wrist for each way a bracelet lies, mm."""


class Fitting(models.TextChoices):
    """How an earring holds."""

    POST = "post", "Post with a butterfly"
    SCREW = "screw", "Post with a screw back"
    LEVER = "lever", "Lever back"
    HOOK = "hook", "Hook"
    CLIP = "clip", "Clip, for ears that are not pierced"
