"""Laboratory grades, best first, in the order GIA gives them.

All are optional on a stone: since October 2025 GIA calls laboratory-grown diamonds only Premium
or Standard, and an ungraded stone has no grade rather than a guessed one.
"""

from django.db import models


class DiamondColour(models.TextChoices):
    """The D to Z scale, for diamonds that are not fancy coloured."""

    D = "D", "D"
    E = "E", "E"
    F = "F", "F"
    G = "G", "G"
    H = "H", "H"
    I = "I", "I"  # noqa: E741
    J = "J", "J"
    K = "K", "K"
    L = "L", "L"
    M = "M", "M"
    N = "N", "N"
    O = "O", "O"  # noqa: E741
    P = "P", "P"
    Q = "Q", "Q"
    R = "R", "R"
    S = "S", "S"
    T = "T", "T"
    U = "U", "U"
    V = "V", "V"
    W = "W", "W"
    X = "X", "X"
    Y = "Y", "Y"
    Z = "Z", "Z"


class Clarity(models.TextChoices):
    """Clarity at 10×."""

    FL = "FL", "Flawless"
    IF = "IF", "Internally flawless"
    VVS1 = "VVS1", "VVS1"
    VVS2 = "VVS2", "VVS2"
    VS1 = "VS1", "VS1"
    VS2 = "VS2", "VS2"
    SI1 = "SI1", "SI1"
    SI2 = "SI2", "SI2"
    I1 = "I1", "I1"
    I2 = "I2", "I2"
    I3 = "I3", "I3"


class CutGrade(models.TextChoices):
    """Cut (of a round brilliant only), polish and symmetry."""

    EXCELLENT = "excellent", "Excellent"
    VERY_GOOD = "very_good", "Very Good"
    GOOD = "good", "Good"
    FAIR = "fair", "Fair"
    POOR = "poor", "Poor"


class Fluorescence(models.TextChoices):
    """How strongly a diamond answers long-wave ultraviolet."""

    NONE = "none", "None"
    FAINT = "faint", "Faint"
    MEDIUM = "medium", "Medium"
    STRONG = "strong", "Strong"
    VERY_STRONG = "very_strong", "Very Strong"


class FancyGrade(models.TextChoices):
    """Strength of a fancy colour. The last four differ in kind; they are no price ladder."""

    FAINT = "faint", "Faint"
    VERY_LIGHT = "very_light", "Very Light"
    LIGHT = "light", "Light"
    FANCY_LIGHT = "fancy_light", "Fancy Light"
    FANCY = "fancy", "Fancy"
    FANCY_INTENSE = "fancy_intense", "Fancy Intense"
    FANCY_VIVID = "fancy_vivid", "Fancy Vivid"
    FANCY_DARK = "fancy_dark", "Fancy Dark"
    FANCY_DEEP = "fancy_deep", "Fancy Deep"


class ColourOrigin(models.TextChoices):
    """Where a diamond's colour comes from."""

    UNDETERMINED = "undetermined", "Undetermined"
    NATURAL = "natural", "Natural"
    TREATED = "treated", "Treated"


class LabGrownGrade(models.TextChoices):
    """GIA's two words for laboratory-grown diamonds."""

    PREMIUM = "premium", "Premium"
    STANDARD = "standard", "Standard"
