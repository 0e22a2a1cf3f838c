"""What the demo's scale reads: a usual loss at each stage, and now and then one to explain."""

from decimal import Decimal

from atelier.demo.commissions import Script
from atelier.journal.actor import Actor
from atelier.people.skills import Skill
from production.actions.metal import explain
from production.castings import agreed_grams
from production.metal import NONE, Scale, reading_of
from production.models import StageRun, Weighing

POUR = {"weight_in": Decimal("14.200"), "weight_out": Decimal("9.400"), "scrap": Decimal("4.700")}
# What the work takes off in per cent, and how much of that is swept up again.
USUAL = {
    Skill.BENCH: (Decimal("4.4"), Decimal("0.94")),
    Skill.SETTER: (Decimal("1.0"), Decimal("0.80")),
    Skill.POLISHER: (Decimal("2.1"), Decimal("0.86")),
}
TOO_MUCH = (Decimal("7.9"), Decimal("0.55"))
FOUND = "The sweeps of the bench were burnt and refined: the gold was in them."


class Balance:
    """One piece's scale."""

    def __init__(self, script: Script) -> None:
        self.script = script

    def weigh(self, run: StageRun) -> dict[str, Decimal]:
        """Return the grams of a stage as a jeweller types them."""
        if run.stage.skill == Skill.CASTER:
            return _poured(run, self.script)
        before = run.job.weighings.standing().order_by("-id").first()
        grams = before.grams_out if before else POUR["weight_out"]
        seen = reading_of(run, Scale(grams, grams))
        percent, swept = self._taken(run)
        metal = (seen.metal_in * (100 - percent) / 100).quantize(Decimal("0.001"))
        lemel = ((seen.metal_in - metal) * swept).quantize(Decimal("0.001"))
        return {"weight_in": grams, "weight_out": metal + seen.stones_out, "lemel": lemel}

    def _taken(self, run: StageRun) -> tuple[Decimal, Decimal]:
        if run.stage.skill == Skill.BENCH and self.script.client % 6 == 4:
            return TOO_MUCH
        return USUAL.get(Skill(run.stage.skill), (Decimal(1), NONE))

    def settle(self, run: StageRun, by: Actor) -> None:
        """Let staff explain what was unusual about a piece that is long finished."""
        for weighing in Weighing.objects.to_explain().filter(run=run):
            if self.script.reach != "making":
                explain(weighing=weighing, explanation=FOUND, by=by)


def _poured(run: StageRun, script: Script) -> dict[str, Decimal]:
    """Return a pour whose casting weighs what was agreed, to a few per cent."""
    agreed = agreed_grams(run.job) or POUR["weight_out"]
    off = Decimal(script.client % 7 - 3) / 125
    scale = agreed * (1 + off) / POUR["weight_out"]
    return {name: (grams * scale).quantize(Decimal("0.001")) for name, grams in POUR.items()}
