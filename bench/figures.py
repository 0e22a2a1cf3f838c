"""One measured number beside what was promised."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`; `goal` is the most it may be, or with `at_least` the least."""

    name: str
    value: float
    unit: str
    goal: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Tell whether the promise is kept."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self) -> str:
        """Return it as one JSON object."""
        sign = "≥" if self.at_least else "≤"
        return json.dumps(
            {
                "name": self.name,
                "value": round(self.value, 3),
                "unit": self.unit,
                "goal": f"{sign} {self.goal:g}",
                "met": self.met,
            },
            ensure_ascii=False,
        )
