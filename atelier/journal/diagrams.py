"""Draws every state machine as a Mermaid diagram, with whose move it is and what a client reads."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from atelier.journal.transitions import Machine

_HEAD = """# States

Written by `manage.py states`; do not edit. Each diagram is one transition table of the code.
"""


def machines() -> list[Machine]:
    """Return every machine in the `statuses` modules of the installed apps, in their order."""
    return [machine for name in _status_modules() for machine in _machines_of(name)]


def document() -> str:
    """Return docs/states.md."""
    return "\n".join([_HEAD, *(section(machine) for machine in machines())])


def section(machine: Machine) -> str:
    """Return the heading, diagram and table of one machine."""
    lines = [f"## {machine.name.capitalize()}", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {status.value} : {status.label}" for status in machine.statuses]
    lines += [f"    [*] --> {machine.statuses.values[0]}"]
    lines += [f"    {start} --> {end} : {words}" for start, end, words in _arrows(machine)]
    lines += [f"    {status} --> [*]" for status in _ends(machine)]
    lines += ["```", "", "| Status | Whose move | What the client reads |", "|-|-|-|"]
    lines += [
        f"| {status.label} | {machine.owners[status]} | {machine.sentences[status]} |"
        for status in machine.statuses
    ]
    return "\n".join(lines) + "\n"


def _status_modules() -> Iterator[str]:
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.statuses"):
            yield f"{config.name}.statuses"


def _machines_of(name: str) -> list[Machine]:
    found = vars(import_module(name)).values()
    return [value for value in found if isinstance(value, Machine)]


def _arrows(machine: Machine) -> Iterator[tuple[str, str, str]]:
    for (event, start), end in machine.moves.items():
        yield str(start), str(end), event.replace("_", " ")


def _ends(machine: Machine) -> list[str]:
    """The statuses nothing leads out of."""
    starts = {str(status) for _, status in machine.moves}
    return [status.value for status in machine.statuses if status.value not in starts]
