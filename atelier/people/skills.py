"""The trades of a workshop; a stage asks for one of them (domain: production stages)."""

from django.db.models import TextChoices


class Skill(TextChoices):
    """What a jeweller can do."""

    MODELLER = "modeller", "Modeller"
    CASTER = "caster", "Caster"
    INSPECTOR = "inspector", "Inspector"
    BENCH = "bench", "Bench jeweller"
    BENCH_LEAD = "bench_lead", "Bench lead"
    SALES = "sales", "Sales"
    SETTER = "setter", "Setter"
    POLISHER = "polisher", "Polisher"
    ENGRAVER = "engraver", "Engraver"

    @property
    def who(self) -> str:
        """Somebody of this trade, as a sentence says it: "an engraver", "somebody in sales"."""
        if self == Skill.SALES:
            return "somebody in sales"
        article = "an" if self.label[0] in "AEIO" else "a"
        return f"{article} {self.label.lower()}"
