"""State machines that name everything, and their diagrams."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db.models import TextChoices

from atelier.journal.diagrams import document, machines, section
from atelier.journal.refusals import WrongState
from atelier.journal.transitions import Machine, Owner


class Lamp(TextChoices):
    """A lamp."""

    OFF = "off", "Dark"
    ON = "on", "Bright"
    BROKEN = "broken", "Broken"


OWNERS: dict[str, Owner] = {Lamp.OFF: Owner.HOUSE, Lamp.ON: Owner.CLIENT, Lamp.BROKEN: Owner.NOBODY}
SENTENCES: dict[str, str] = {
    Lamp.OFF: "It is dark.",
    Lamp.ON: "It shines.",
    Lamp.BROKEN: "It is gone.",
}
LAMPS = Machine(
    name="lamp",
    statuses=Lamp,
    owners=OWNERS,
    sentences=SENTENCES,
    moves={("light", Lamp.OFF): Lamp.ON, ("drop_it", Lamp.ON): Lamp.BROKEN},
)


def test_a_move_in_the_table_leads_on():
    assert LAMPS.allows("light", "off")
    assert LAMPS.after("light", "off") == "on"


@pytest.mark.parametrize(("event", "status"), [("light", "on"), ("dance", "off")])
def test_any_other_move_is_refused_with_a_sentence(event, status):
    assert not LAMPS.allows(event, status)
    with pytest.raises(WrongState) as refusal:
        LAMPS.after(event, status)
    label = {"on": "bright", "off": "dark"}[status]
    assert str(refusal.value) == f"This lamp is “{label}”, so that step cannot be taken now."
    assert refusal.value.status == 409
    assert refusal.value.details == {"event": event, "status": status}


@pytest.mark.parametrize(
    "over",
    [
        {"owners": {Lamp.OFF: Owner.HOUSE, Lamp.ON: Owner.CLIENT}},
        {"sentences": {Lamp.OFF: "It is dark."}},
        {"owners": OWNERS | {"stolen": Owner.NOBODY}},
        {"moves": {("steal", Lamp.OFF): "stolen"}},
        {"moves": {("find", "stolen"): Lamp.OFF}},
    ],
)
def test_a_machine_that_leaves_a_status_out_does_not_start(over):
    with pytest.raises(ValueError, match="lamp"):
        replace(LAMPS, **over)


def test_a_machine_is_drawn():
    assert (
        section(LAMPS)
        == """## Lamp

```mermaid
stateDiagram-v2
    off : Dark
    on : Bright
    broken : Broken
    [*] --> off
    off --> on : light
    on --> broken : drop it
    broken --> [*]
```

| Status | Whose move | What the client reads |
|-|-|-|
| Dark | house | It is dark. |
| Bright | client | It shines. |
| Broken | nobody | It is gone. |
"""
    )


def test_every_machine_of_the_house_is_drawn():
    names = [machine.name for machine in machines()]
    assert names == [
        "picture",
        "commission",
        "quote",
        "revision",
        "change order",
        "appointment",
        "invitation",
        "place on the waiting list",
        "written consultation",
        "job",
        "stage",
        "serial number",
    ]


def test_every_status_can_be_reached():
    for machine in machines():
        reached = {machine.statuses.values[0], *(str(end) for end in machine.moves.values())}
        assert reached == set(machine.statuses.values), machine.name


def test_the_committed_diagrams_are_those_of_the_code():
    call_command("states", check=True)


def test_the_check_fails_when_the_file_is_old(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="Please run: manage.py states"):
        call_command("states", check=True)
    call_command("states")
    call_command("states", check=True)
    assert (tmp_path / "docs" / "states.md").read_text() == document()
