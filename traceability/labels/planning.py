"""What a print job would be: checked and measured before anything is written."""

from dataclasses import dataclass
from datetime import date

from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind
from traceability.labels import codes, completeness, errors, rules
from traceability.labels.completeness import Meter
from traceability.labels.face import Words
from traceability.labels.rules import SHEETS, DoesNotFit, Sheet, Size, Unfit
from traceability.labels.symbols import Bulk, Symbol, single
from traceability.links.queries import get_printed_batch
from traceability.passport.facts import Facts
from traceability.passport.queries import passport_facts
from traceability.passport.rules import Verdict

STOPPED = (Verdict.RECALLED, Verdict.QUARANTINED)


@dataclass(frozen=True)
class Wish:
    """What somebody wants printed; `radius` of the jar in mm, None for flat packs."""

    count: int
    sheet: str = "a4-24"
    dpi: int = 300
    radius: float | None = None
    has_serials: bool = False
    has_pins: bool = False
    reason: str | None = None


@dataclass(frozen=True)
class Plan:
    """How a wish comes out. `address` stands in the code, before the serial number if any."""

    facts: Facts
    meter: Meter
    sheet: Sheet
    size: Size
    address: str
    bulk: Bulk | None

    def symbol(self, serial: str) -> Symbol:
        return self.bulk.symbol(serial) if self.bulk else single(self.address)


def plan(batch: Batch, wish: Wish, origin: str, on: date) -> Plan:
    """Measure a wish for this batch, or refuse it. `origin` is PUBLIC_URL."""
    sheet = _check(wish)
    facts = passport_facts(batch.code, on)
    if batch.kind != BatchKind.PACKED:
        raise errors.NotPacked
    if facts.verdict in STOPPED:
        raise errors.Stopped
    if facts.verdict is Verdict.PAST_BEST_BEFORE:
        raise errors.PastBestBefore
    printed = get_printed_batch(batch.code)
    address = origin + printed.path
    bulk = None
    if wish.has_serials:
        address += "/21/" if printed.link else "/"
        bulk = Bulk(address, codes.SIGNS)
    modules = bulk.modules if bulk else single(address).modules
    return Plan(
        facts, completeness.measure(facts, on), sheet, _fit(modules, sheet, wish), address, bulk
    )


def words_of(plan: Plan, footer: str) -> Words:
    """What stands on each label: Vietnamese, as the goods are sold. Stars only while they hold."""
    facts = plan.facts
    batch, product, producer = facts.batch, facts.product, facts.producer
    lines = ["MINH HỌA"] if facts.is_demo else []
    if batch and batch.packed_on:
        lines.append(f"ĐG {batch.packed_on:%d/%m/%Y}")
    if batch and batch.best_before:
        lines.append(f"HSD {batch.best_before:%d/%m/%Y}")
    return Words(
        batch.code if batch else "",
        product.name if product else "",
        producer.name if producer else "",
        tuple(lines),
        facts.stars,
        footer,
    )


def _check(wish: Wish) -> Sheet:
    if not 1 <= wish.count <= rules.MOST_AT_ONCE:
        raise errors.WrongCount
    if wish.sheet not in SHEETS or wish.dpi not in rules.DOTS:
        raise errors.UnknownSheet
    if wish.radius is not None and not rules.LEAST_RADIUS <= wish.radius <= rules.MOST_RADIUS:
        raise errors.WrongRadius
    if wish.has_pins and not wish.has_serials:
        raise errors.PinWithoutSerial
    return SHEETS[wish.sheet]


def _fit(modules: int, sheet: Sheet, wish: Wish) -> Size:
    try:
        return rules.fit(modules, sheet, wish.dpi, wish.radius)
    except DoesNotFit as error:
        if error.reason is Unfit.LABEL:
            raise errors.LabelTooSmall(error.needed) from error
        raise errors.JarTooNarrow(error.needed) from error
