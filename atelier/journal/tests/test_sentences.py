"""Every kind of event the code records can be told in a sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings

from atelier.journal.sentences import SENTENCES

KIND = re.compile(r"[a-z]+\.[a-z_]+")
# The functions through which the apps write events; each takes the kind as it stands.
RECORDERS = {"record", "record_event", "tell", "go_on", "_tell_journal", "_step"}


def sources() -> Iterator[Path]:
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if folder.is_relative_to(settings.BASE_DIR) and ".venv" not in folder.parts:
            yield from (path for path in folder.rglob("*.py") if "tests" not in path.parts)


def kinds_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in RECORDERS:
            constants = [given for given in node.args if isinstance(given, ast.Constant)]
            yield from filter(KIND.fullmatch, (str(each.value) for each in constants))


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def recorded() -> set[str]:
    return {kind for path in sources() for kind in kinds_in(path)}


def test_the_search_finds_what_is_recorded():
    assert {"quote.approved", "stage.passed", "picture.received", "serial.issued"} <= recorded()


def test_every_kind_that_is_recorded_has_a_sentence():
    """A kind that fails here wants one line in atelier/journal/sentences.py."""
    assert recorded() - set(SENTENCES) == set()
