"""What is to be prepared, as a list in plain text: a line each, ticked ones begin with "[x]"."""

import re
from dataclasses import dataclass

_TICKED = re.compile(r"^\s*\[[xX✓]\]\s*")
_OPEN = re.compile(r"^\s*(?:\[\s?\]|[-*•])\s*")


@dataclass(frozen=True)
class Line:
    """One thing to prepare; `number` counts from 1 among the lines that say something."""

    number: int
    words: str
    is_ready: bool


def lines_of(to_prepare: str) -> list[Line]:
    """Read the list; empty lines are passed over, bullets and empty boxes taken off."""
    said = [line for line in to_prepare.splitlines() if line.strip()]
    return [_line(number, line) for number, line in enumerate(said, start=1)]


def text_of(lines: list[Line]) -> str:
    """Write the list back as text."""
    return "\n".join(f"[x] {line.words}" if line.is_ready else line.words for line in lines)


def unready(to_prepare: str) -> list[Line]:
    """Return what is still to be prepared."""
    return [line for line in lines_of(to_prepare) if not line.is_ready]


def _line(number: int, line: str) -> Line:
    if ticked := _TICKED.match(line):
        return Line(number, line[ticked.end() :].strip(), True)
    return Line(number, _OPEN.sub("", line, count=1).strip(), False)
