"""Measures a solid in a child process that knows nothing of the house and cannot outgrow it."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from orders.meshes import measure
from orders.models.revisions import MeshUnit

SECONDS = 60
TOO_SLOW = "The mesh takes too long to measure: export it coarser and upload again."
MM_IN = {MeshUnit.MM: "1", MeshUnit.CM: "10", MeshUnit.INCH: "25.4"}


class MeasurerDied(Exception):
    """The child ended without an answer: killed, or the machine is out of room."""


@dataclass(frozen=True)
class Unmeasurable:
    """There is no volume, and why."""

    sentence: str


@dataclass(frozen=True)
class Measured:
    """`volume` in mm³, the box in words, closed bodies, and what to look at, if anything."""

    volume: Decimal
    size: str
    bodies: int
    warning: str


def measure_file(original: Path, unit: str) -> Measured | Unmeasurable:
    """Measure an STL whose numbers are in `unit`; raise `MeasurerDied` without an answer."""
    scale = MM_IN[MeshUnit(unit)]
    command = [sys.executable, "-I", measure.__file__, str(original), scale]
    try:
        done = subprocess.run(
            command, capture_output=True, env={}, cwd=original.parent, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return Unmeasurable(TOO_SLOW)
    if done.returncode == -signal.SIGXCPU:
        return Unmeasurable(TOO_SLOW)
    if done.returncode:
        raise MeasurerDied(f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    return _answer(json.loads(done.stdout))


def _answer(answer: dict) -> Measured | Unmeasurable:
    if "problem" in answer:
        return Unmeasurable(answer["problem"])
    return Measured(
        volume=Decimal(answer["volume"]),
        size=str(answer["size"]),
        bodies=int(answer["bodies"]),
        warning=str(answer["warning"]),
    )
