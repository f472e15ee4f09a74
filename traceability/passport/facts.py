"""Everything a passport page says, as values: gathered by queries.py, shown by templates."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from traceability.areas.queries import AreaFacts
from traceability.areas.rules import Validity
from traceability.events.queries import Flow, Happening
from traceability.events.rules import Share
from traceability.passport.rules import StarStatus, Verdict
from traceability.recalls.queries import Notice


@dataclass(frozen=True)
class Stars:
    """What the product's recognition was worth on a day. `count` 0: none may be shown."""

    on: date
    status: StarStatus
    count: int = 0
    recognised: int | None = None  # the stars of the decision, valid or not
    is_end_unknown: bool = False
    decision_number: str | None = None
    decision_date: date | None = None
    issuer: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    revoked_on: date | None = None
    revocation_decision: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Picture:
    """The first picture of the product; the digest names its files."""

    digest: str
    width: int
    height: int
    colour: str
    alt: str


@dataclass(frozen=True)
class ProductFacts:
    """The product as its producer describes it, and its lowest price on sale."""

    id: int
    slug: str
    name: str
    gtin: str | None
    story: str | None
    ingredients: str | None
    allergens: str | None
    storage: str | None
    warnings: str | None
    standard: str | None
    trade_mark: str | None
    picture: Picture | None
    price: int | None
    price_of: str | None
    is_published: bool


@dataclass(frozen=True)
class ProducerFacts:
    """Who answers for the goods."""

    slug: str
    name: str
    place: str | None
    address: str | None
    phone: str | None
    registration_number: str | None


@dataclass(frozen=True)
class BatchFacts:
    """The batch itself."""

    id: int
    code: str
    producer_text: str | None
    kind: str
    material: str | None
    quantity: Decimal
    unit: str
    unit_name: str | None
    made_on: date | None
    packed_on: date | None
    best_before: date | None
    is_released: bool
    is_demo: bool
    custody_model: str | None = None


@dataclass(frozen=True)
class AreaLine:
    """An area behind a step: what its code was worth during that harvest."""

    area: AreaFacts
    validity: Validity
    share: Share | None


@dataclass(frozen=True)
class Step:
    """One step on the way, with the amounts that went in and came out."""

    event: Happening
    areas: tuple[AreaLine, ...]
    taken: tuple[Flow, ...]
    given: tuple[Flow, ...]


@dataclass(frozen=True)
class CertificateFacts:
    """A certificate of another kind, with what it is worth on the day of the page."""

    scheme: str
    number: str | None
    issuer: str | None
    issued_on: date | None
    expires_on: date | None
    scope: str | None
    evidence: str
    entered_by: str
    confirmed_by: str | None
    is_expired: bool


@dataclass(frozen=True)
class TestFacts:
    """One measured value; `of_batch` names the batch it was measured on when it is not this one."""

    __test__ = False

    analyte: str
    value: str
    unit: str | None
    limit: str | None
    is_within_limit: bool | None
    standard: str | None
    laboratory: str
    report_number: str | None
    accreditation: str | None
    sampling: str | None
    sampled_on: date | None
    evidence: str
    of_batch: str | None


@dataclass(frozen=True)
class Facts:
    """One batch on one day. `typed` is what was asked for; without a batch nothing is known."""

    typed: str
    on: date
    verdict: Verdict
    batch: BatchFacts | None = None
    product: ProductFacts | None = None
    producer: ProducerFacts | None = None
    stars_at_packing: Stars | None = None
    stars_today: Stars | None = None
    steps: tuple[Step, ...] = ()
    certificates: tuple[CertificateFacts, ...] = ()
    tests: tuple[TestFacts, ...] = ()
    notices: tuple[Notice, ...] = ()
    # The notice that counts, and the input it is about when it is not this batch.
    notice: Notice | None = None
    stopped_input: str | None = None
    is_mistyped: bool = False
    suggestions: tuple[str, ...] = ()

    @property
    def stars(self) -> int:
        return self.stars_today.count if self.stars_today else 0

    @property
    def is_demo(self) -> bool:
        return bool(self.batch and self.batch.is_demo)
