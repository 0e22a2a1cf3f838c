"""Lives one commission from its request to where the demo finds it, with the real actions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product

from atelier.demo import offers
from atelier.demo.cast import Cast
from atelier.demo.clock import Clock, living_at
from atelier.demo.commissions import Script
from atelier.demo.diary import is_closed
from atelier.demo.drawings import draw
from atelier.demo.goods import bring_goods, look_after
from atelier.demo.payments import Purse
from atelier.demo.proofs import prove_all
from atelier.demo.requests import write_request
from atelier.demo.showing import show_stones
from atelier.demo.stones import find_the_rest
from atelier.demo.talk import converse
from atelier.demo.workshop import Walk
from atelier.people.actors import user_actor
from atelier.people.models import Channel, User
from consultations.actions.booking import book
from consultations.actions.outcomes import record
from consultations.models import Appointment, Room
from orders.actions.commissions import decline, deliver, withdraw
from orders.actions.quotes import send_quote, start_quote, view_quote
from orders.models import Commission
from production.actions.jobs import open_job
from production.models import Job

REACHES = (
    "draft", "requested", "consulting", "quoting", "quoted", "approved", "making", "ready",
    "delivered",
)  # fmt: skip
HOURS = ((10, 0), (11, 45), (14, 0), (15, 45))


@dataclass
class Diary:
    """Free places for consultations, so that the demo's advisors are never booked twice."""

    cast: Cast
    taken: set[tuple[object, ...]] = field(default_factory=set)

    def _is_taken(self, moment: datetime, advisor: User, number: int) -> bool:
        return bool({(moment, number), (moment, advisor.pk)} & self.taken)

    def place(self, clock: Clock, days: float) -> tuple[datetime, User, Room]:
        """Return the next free moment about `days` ago (ahead, when negative)."""
        start = len(self.taken) % len(HOURS)
        hours = HOURS[start:] + HOURS[:start]
        for later, (hour, minute), number in product(range(9), hours, range(len(self.cast.rooms))):
            day = clock.now - timedelta(days=days - later)
            moment = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
            advisor = self.cast.advisors[(int(day.timestamp()) // 86400 + number + hour) % 4]
            past = days > 0
            closed = is_closed(day.date()) and day.date() != clock.now.date()
            if closed or past != (moment < clock.now) or self._is_taken(moment, advisor, number):
                continue
            self.taken |= {(moment, number), (moment, advisor.pk)}
            return moment, advisor, self.cast.rooms[number]
        raise LookupError(f"no free place about {days} days ago")


class Life:
    """One commission's life."""

    def __init__(self, script: Script, cast: Cast, clock: Clock, diary: Diary) -> None:
        self.script, self.cast, self.clock, self.diary = script, cast, clock, diary
        self.client = cast.clients[script.client]
        self.advisor = cast.advisors[script.client % 4]
        self.of_client = user_actor(self.client.account, address="203.0.113.24")
        self.of_house = user_actor(self.advisor)

    def live(self) -> Commission:
        """Live up to where the script reaches, and return the commission."""
        script = self.script
        with living_at(self.clock.ago(script.days, 20, 15)):
            self.commission = write_request(script, self.client, self.of_client)
        if script.reach in {"declined", "withdrawn"}:
            self._end()
        elif script.reach not in {"draft", "requested"}:
            self._go_on(REACHES.index(script.reach))
        return self.commission

    def _go_on(self, reach: int) -> None:
        days = self.script.days
        self._take_over()
        self._consult(reach)
        if reach > REACHES.index("consulting"):
            self._gather_stones()
        if reach >= REACHES.index("quoting"):
            self._quote(send=reach >= REACHES.index("quoted"))
        draw(self.commission, self.script, self.advisor, self.clock)
        if reach >= REACHES.index("approved"):
            self._approve()
        if reach >= REACHES.index("making"):
            self._make(reach)
            draw(self.commission, self.script, self.advisor, self.clock, from_day=8)
        talked = {"making": days - 11, "ready": 2, "delivered": days - 48}
        converse(
            self.commission, self.script.reach, self.advisor, self.clock,
            max(talked.get(self.script.reach, days - 2), 1),
        )  # fmt: skip

    def _take_over(self) -> None:
        self.commission.advisor = self.advisor
        self.commission.save(update_fields=["advisor"])

    def _consult(self, reach: int) -> None:
        days = self.script.days
        upcoming = self.script.reach == "consulting" and days < 9
        moment, advisor, room = self.diary.place(self.clock, 3 - days if upcoming else days - 3)
        with living_at(self.clock.ago(days - (0 if days < 2 else 1), 10, 5)):
            appointment = self._book(moment, advisor, room)
        if not upcoming:
            with living_at(moment + timedelta(minutes=70)):
                self._record(appointment, advisor)

    def _book(self, moment: datetime, advisor: User, room: Room) -> Appointment:
        in_person = self.script.channel == Channel.IN_PERSON
        return book(
            client=self.client,
            commission=self.commission,
            advisor=advisor,
            channel=self.script.channel,
            room=room if in_person else None,
            starts_at=moment,
            subject="Your piece",
            to_prepare="[x] Two stones to compare\nThree reference pieces\nThe first sketches",
            by=self.of_house,
        )

    def _record(self, appointment: Appointment, advisor: User) -> None:
        record(
            appointment=appointment,
            attended=self.client.name,
            notes="Sure of the metal, open about the setting. Prefers to decide in writing.",
            summary="We looked at three settings together and agreed to compare two of them. You "
            "will have the options within a few days.",
            options_shown="Three settings: the open one stayed on the hand longest.",
            sizes_measured="Left ring finger: US 6¼",
            budget="As in the request, a little more for the right stone",
            by=user_actor(advisor),
        )

    def _gather_stones(self) -> None:
        if self.script.own_stone:
            with living_at(self.clock.ago(self.script.days - 3, 16, 30)):
                bring_goods(self.commission, self.script, by=self.of_house)
            look_after(self.commission, self.cast, self.clock, self.script.days)

    def _quote(self, *, send: bool) -> None:
        days = self.script.days
        with living_at(self.clock.ago(days - 4, 11, 20)):
            self.commission.refresh_from_db()
            quote = start_quote(commission=self.commission, by=self.of_house)
            count = 3 if self.script.level == "bespoke" else 2
            self.options = offers.write_options(quote, self.script, count, self.of_house)
            if send:
                show_stones(quote, self.script, by=self.of_house)
        if not send:
            return
        with living_at(self.clock.ago(days - 5, 16, 20)):
            quote = send_quote(quote=quote, by=self.of_house)
        if self.script.client % 3:
            with living_at(self.clock.ago(days - 5, 20, 30)):
                view_quote(quote=quote, by=self.of_client)

    def _approve(self) -> None:
        with living_at(self.clock.ago(self.script.days - 8, 21, 5)):
            option = self.commission.quotes.all()[0].options.all()[0]
            offers.approve(option, by=self.of_client)
        self.purse = Purse(self.commission, self.script, self.clock, self.of_house)
        self.purse.pay_deposit()

    def _make(self, reach: int) -> None:
        days = self.script.days
        with living_at(self.clock.ago(days - 9, 9, 15)):
            self.commission.refresh_from_db()
            find_the_rest(self.commission, self.script, by=self.cast.by)
            job = open_job(commission=self.commission, by=self.cast.by)
        end = {"making": 1.0, "ready": 3.0}.get(self.script.reach, days - 44)
        walk = Walk(job, self.script, self.cast)
        walk.go(self.clock, self.clock.ago(days - 9, 10), self.clock.ago(end, 16))
        if self.script.reach in {"ready", "delivered"}:
            self.purse.pay_balance(1.0 if self.script.reach == "ready" else days - 45)
        if reach >= REACHES.index("delivered"):
            with living_at(self.clock.ago(days - 46, 16, 10)):
                self.commission.refresh_from_db()
                prove_all(Job.objects.get(pk=job.pk), None, self.cast.jewellers[0])
                deliver(commission=self.commission, by=self.of_house)

    def _end(self) -> None:
        with living_at(self.clock.ago(self.script.days - 2, 9, 40)):
            act = decline if self.script.reach == "declined" else withdraw
            by = self.of_house if self.script.reach == "declined" else self.of_client
            act(commission=self.commission, by=by)
