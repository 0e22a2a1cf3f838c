"""Who may inscribe and who may read back."""

from atelier.journal.refusals import NotAllowed, WrongState
from atelier.people.models import Jeweller
from atelier.people.skills import Skill
from ownership.models import Serial
from ownership.statuses import SERIALS
from production.models import StageRun
from production.statuses import RunStatus


def check_inscribe(serial: Serial, run: StageRun, jeweller: Jeweller) -> None:
    """Raise unless this jeweller, who has the stage in hand, may say it is inscribed."""
    SERIALS.after("inscribe", serial.status)
    check_in_hand(run)
    if run.jeweller_id != jeweller.pk:
        raise NotAllowed(f"{run.jeweller} has this inscription in hand.")
    if Skill.ENGRAVER not in jeweller.skills:
        raise NotAllowed("Only an engraver inscribes a serial number.")


def check_read_back(run: StageRun, reader: Jeweller) -> None:
    """Raise unless this jeweller, who did not engrave it, may read the number back."""
    check_in_hand(run)
    if run.jeweller_id == reader.pk:
        raise NotAllowed("Nobody reads back their own inscription: please ask a second person.")


def check_in_hand(run: StageRun) -> None:
    """Raise unless the inscription has been started and is not paused."""
    if run.status != RunStatus.RUNNING:
        raise WrongState("The inscription has not been started.")
