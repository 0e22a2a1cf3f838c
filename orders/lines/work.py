"""Hours by kind of work, the setter's above all, and what has a fixed price."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from atelier.house.amounts import plain
from atelier.materials.models import Operation, Service, Setting, Stone, StoneVariety
from atelier.materials.rounding import money, weight
from orders.figures import CannotPrice, Figures
from orders.lines.line import ONE, PricedLine, counted
from orders.models.quotes import LineKind
from orders.models.wear import Finish, Fitting

FINISHING = "finishing"
# Hours where the price list has no fixed price; a polish is part of the polishing.
FINISH_HOURS = {Finish.SATIN: Decimal("0.5"), Finish.HAMMERED: ONE}
DIAMOND = "diamond"
REPORTS = {4: "gia-report-4ct", 2: "gia-report-2ct", 1: "gia-report-1ct", 0: "gia-report"}
"""From these carats on: the service that is the report of a centre diamond."""
FITTINGS = {
    Fitting.POST: "ear-posts",
    Fitting.LEVER: "ear-lever-backs",
    Fitting.CLIP: "ear-clips",
}
_ROW_OF_WORK = {
    "modelling": LineKind.DESIGN,
    "casting": LineKind.CASTING,
    "setting": LineKind.SETTING,
    FINISHING: LineKind.FINISH,
    "engraving": LineKind.ENGRAVING,
}


def setting_line(
    setting: Setting,
    variety: StoneVariety,
    count: Decimal | int,
    figures: Figures,
    stone: Stone | None = None,
) -> PricedLine:
    """Return the setter's hours for alike stones: minutes × the variety's factor × count.

    Raises `CannotPrice` for a setting without minutes.
    """
    if setting.minutes is None:
        raise CannotPrice("There are no minutes for this setting yet.")
    number = Decimal(count)
    minutes = setting.minutes * variety.setting_factor * number
    line = labour_line(figures.operation("setting"), minutes / 60, figures)
    name = f"{counted(number, variety.name.lower())}, {setting.name.lower()}"
    basis = {
        "setting": setting.code,
        "variety": variety.code,
        "minutes": str(setting.minutes),
        "factor": plain(variety.setting_factor),
        "count": f"{number.normalize():f}",
        "by_hand": (
            f"{number.normalize():f} × {setting.minutes} min × {plain(variety.setting_factor)}"
            f" = {plain(minutes)} min = {line.quantity} h at {line.unit_price}"
        ),
    }
    return PricedLine(
        LineKind.SETTING,
        f"{line.description}: {name}",
        line.quantity,
        line.unit,
        line.unit_price,
        line.unit_cost,
        stone_id=stone.pk if stone else None,
        basis=basis,
    )


def labour_line(operation: Operation, hours: Decimal, figures: Figures) -> PricedLine:
    """Return hours of a kind of work, at its own rate or the house's."""
    rate, spent = figures.rate(operation), weight(hours)
    return PricedLine(
        _ROW_OF_WORK.get(operation.code, LineKind.MAKING),
        operation.name,
        spent,
        "h",
        rate,
        figures.hour_cost(operation),
        basis={"operation": operation.code, "by_hand": f"{spent} h at {rate}"},
    )


def service_line(service: Service, figures: Figures) -> PricedLine:
    """Return what has a fixed price: a report, a chain, insured shipping.

    Raises `CannotPrice` where it is priced in another currency than the house's.
    """
    if service.currency != figures.house.currency:
        raise CannotPrice(f"{service.name} is priced in {service.currency}.")
    return PricedLine(
        LineKind(service.kind),
        service.name,
        ONE,
        "",
        service.price,
        service.cost,
        basis={"service": service.code, "source": service.source},
    )


def centre_report(carats: Decimal, figures: Figures) -> PricedLine | None:
    """Return the report of a centre diamond of this weight; None while the list has none."""
    codes = [code for least, code in REPORTS.items() if carats >= least]
    known = (figures.services[code] for code in codes if code in figures.services)
    service = next(known, None)
    return service_line(service, figures) if service else None


def finding_lines(fitting: str, figures: Figures) -> Iterator[PricedLine]:
    """Yield how earrings hold (a `Fitting`), where the price list has it."""
    if not fitting:
        return
    if service := figures.services.get(FITTINGS.get(Fitting(fitting), "")):
        yield service_line(service, figures)


def finish_lines(finish: str, figures: Figures) -> Iterator[PricedLine]:
    """Yield a surface (a `Finish`) beyond the polish: its fixed price, else its hours."""
    if finish not in FINISH_HOURS:
        return
    if service := figures.services.get(f"finish-{finish}"):
        yield service_line(service, figures)
        return
    line = labour_line(figures.operation(FINISHING), FINISH_HOURS[Finish(finish)], figures)
    yield replace(line, description=f"{line.description}: {Finish(finish).label.lower()}")


def discount_line(amount: Decimal, words: str) -> PricedLine:
    """Return what the house takes off, from a positive amount."""
    return PricedLine(LineKind.DISCOUNT, words, ONE, "", -money(abs(amount)))
