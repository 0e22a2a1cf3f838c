"""A pair: two pieces on one card, made together and judged one by one."""

from production.models import Job, Stage
from production.policies.runs import JUDGED


def pieces_of(job: Job) -> list[str]:
    """Return what the pieces of a pair are called, as agreed; empty for a single piece."""
    agreed = job.approval.frozen.get("pieces", [])
    if len(agreed) < 2:
        return []
    named = [" ".join(filter(None, [each["type"], each.get("part", "")])) for each in agreed]
    if len(set(named)) == len(named):
        return named
    return [f"{name} {number}" for number, name in enumerate(named, 1)]


def gate_of(stage: Stage, pieces: list[str]) -> str:
    """Return a job's own gate: where a pair is judged, every check is asked of each piece."""
    lines = [line.strip() for line in stage.gate.splitlines() if line.strip()]
    if not pieces or stage.kind not in JUDGED:
        return stage.gate
    return "\n".join(f"{piece}: {line}" for line in lines for piece in pieces)
