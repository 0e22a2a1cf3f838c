"""Loads the demo house: its people, sixty commissions and their months of history."""

from django.conf import settings
from django.db import transaction
from django.db.models import F

from atelier.demo import people
from atelier.demo.agreed import agree
from atelier.demo.bench import wait_and_call
from atelier.demo.cast import Cast, gather
from atelier.demo.changes import live_on
from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import SCRIPTS
from atelier.demo.diary import furnish_diary
from atelier.demo.invited import propose_times
from atelier.demo.lives import Diary, Life
from atelier.demo.pictures import show_pictures
from atelier.demo.prices import tell_past_prices
from atelier.demo.provenance import open_accounts
from atelier.demo.showing import furnish_quotes
from atelier.demo.stones import borrow_stones
from atelier.demo.waiting import furnish_waiting
from atelier.house.models import House
from atelier.journal.models import OutgoingMessage
from atelier.people.models import Tablet, User

TABLET_CODES_LAST_DAYS = 365


def is_loaded() -> bool:
    """Tell whether the demo's owner is already there."""
    return User.objects.filter(email=people.STAFF[0].email).exists()


def load() -> str:
    """Load everything or nothing, write the sign-ins beside the data, and return them."""
    with _one_transaction():
        return _load()


def _one_transaction() -> transaction.Atomic:
    """Return a transaction around actions of which some insist on being the outermost."""
    whole = transaction.atomic()
    # As in Django's own test cases: what is durable by itself may stand inside this one.
    whole._from_testcase = True  # type: ignore[attr-defined]
    return whole


def _load() -> str:
    clock = Clock.of_house()
    with living_at(clock.ago(160, 9)):
        cast = gather()
    with House.kept():
        return _live(cast)


def _live(cast: Cast) -> str:
    open_accounts()
    clock = Clock.of_house()
    furnish_diary(cast, clock.now.date())
    tell_past_prices(clock)
    diary = Diary(cast)
    for script in SCRIPTS:
        life = Life(script, cast, clock, diary)
        commission = life.live()
        live_on(commission, script, clock, life.of_house)
        show_pictures(commission, script, cast, clock)
    wait_and_call(clock)
    borrow_stones(by=cast.by, today=House.current().today())
    furnish_quotes(cast, clock)
    agree(cast, clock)
    propose_times(cast, clock)
    furnish_waiting(cast, clock)
    _note_mails_as_sent()
    return _kept(sign_ins(cast))


def _kept(text: str) -> str:
    """Keep the sign-ins in a file before the demo is there: killed between, both are made anew."""
    path = settings.DATA_DIR / "sign-ins.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return text


def _note_mails_as_sent() -> None:
    """The demo's letters left in their own time; nothing is to be sent today."""
    OutgoingMessage.objects.unsettled().update(sent_at=F("due_at"), attempts=1)


def _tablets(cast: Cast) -> list[tuple[str, str]]:
    return [each for each in cast.enrolments.items() if each[0] != people.BOARD]


def sign_ins(cast: Cast) -> str:
    """Return who may sign in where, as `bin/serve` prints it."""
    Tablet.objects.filter(name__in=cast.enrolments).update(
        enrolment_expires_at=Clock.of_house().now.replace(year=Clock.of_house().now.year + 1)
    )
    lines = [
        f"Client    {settings.SITE_URL}/my/     {people.DEMO_CLIENT}",
        "          the code is mailed: read it in the admin under Mail",
        f"Staff     {settings.SITE_URL}/admin/  {people.STAFF[0].email}  {people.PASSWORD}",
        f"          also {', '.join(person.email for person in people.STAFF[1:])}",
        f"Bench     {settings.SITE_URL}/bench/  enrol this browser once with a tablet's code:",
    ]
    lines += [f"            {code}  {name}" for name, code in _tablets(cast)]
    lines.append("          then tap a name and type the PIN:")
    lines += [f"            {person.pin}  {person.name}" for person in people.JEWELLERS]
    lines.append(
        f"Board     {settings.SITE_URL}/bench/board/  the whole house on a television: code"
        f" {cast.enrolments[people.BOARD]}"
    )
    return "\n".join(lines) + "\n"
