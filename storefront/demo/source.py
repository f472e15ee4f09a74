"""The files of storefront/demo/data, checked. Days are counted back from the day of loading."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

DATA = Path(__file__).parent / "data"


class Part(BaseModel):
    """A part of a file; a name it does not know is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Registration(Part):
    number: str
    ago: int


class Person(Part):
    name: str
    login: str


class DemoLicence(Part):
    number: str
    issuer: str
    ago: int
    days: int


class DemoProducer(Part):
    slug: str
    name: str
    legal_form: str
    commune: str
    address: str
    phone: str
    email: str
    registration: Registration
    representative: str
    story: str
    owner: Person | None = None
    staff: Person | None = None
    licence: DemoLicence | None = None


class AreaDecision(Part):
    state: str
    ago: int
    source: str | None = None


class DemoArea(Part):
    code: str
    scheme: str
    name: str
    crop: str
    hectares: Decimal
    commune: str
    producer: str
    issuer: str
    growers: int | None = None
    point: tuple[Decimal, Decimal] | None = None
    statuses: list[AreaDecision]


class DemoVariant(Part):
    name: str
    net: tuple[Decimal, Literal["g", "ml", "piece", "visit"]]
    price: int
    weight: int
    goods: Literal["dry", "chilled", "fresh"] = "dry"
    was: int | None = None  # until six days ago


class Revocation(Part):
    ago: int
    decision: str
    ground: str


class DemoRecognition(Part):
    """Dated by `ago`, or known only by its year (`year_ago`)."""

    stars: int
    number: int | None = None
    score: Decimal | None = None
    ago: int | None = None
    year_ago: int | None = None
    issuer: str | None = None
    level: str = "province"
    grade: str = "decision"
    revoked: Revocation | None = None


class DemoCertificate(Part):
    scheme: str
    number: str
    issuer: str
    ago: int
    days: int


class Harvest(Part):
    """`before`: how many days before packing it ended; `days`: how long it took."""

    title: str
    of: str
    unit: str = "kg"
    before: int
    days: int = 1


class Step(Part):
    """What comes out is `yield` of what went in; without one, as many pieces as are packed."""

    title: str
    of: str
    unit: str = "kg"
    yield_: Decimal | None = Field(default=None, alias="yield")
    before: int
    days: int
    place: str


class Bought(Part):
    """What is not grown here: goods bought in, or taken from another batch."""

    of: str
    quantity: Decimal
    batch: str | None = None


class DemoTest(Part):
    analyte: str
    value: str
    unit: str
    limit: str
    standard: str
    fails: bool = False


class Making(Part):
    """How every batch of a product comes about."""

    harvest: Harvest | None = None
    process: list[Step] = []
    pack: str = "Đóng gói"
    test: DemoTest | None = None
    bought: Bought | None = Field(default=None, alias="from")


class Stop(Part):
    ago: int
    reason: str
    what: str | None = None
    document: str | None = None


class DemoBatch(Part):
    """`packed`: days ago; `stock`: units on sale of each variant; areas: amount from each."""

    text: str
    packed: int
    units: int
    areas: dict[str, Decimal] = {}
    stock: list[int] = []
    released: bool = True
    retest: DemoTest | None = None
    recalled: Stop | None = None
    quarantined: Stop | None = None


class DemoProduct(Part):
    slug: str
    name: str
    producer: str
    set: int
    gtin: bool = False
    pictures: list[str]
    summary: str
    story: str
    ingredients: str | None = None
    allergens: str | None = None
    storage: str | None = None
    usage: str | None = None
    warnings: str | None = None
    standard: str | None = None
    trade_mark: str | None = None
    alcohol: Decimal | None = None  # percent by volume
    shelf_life: int | None = None
    left: int | None = None
    variants: list[DemoVariant]
    recognitions: list[DemoRecognition]
    certificates: list[DemoCertificate] = []
    making: Making
    batches: list[DemoBatch]


class DemoProvince(Part):
    province: str
    issuer: str
    producers: list[DemoProducer]
    areas: list[DemoArea]
    products: list[DemoProduct]


@lru_cache
def provinces() -> list[DemoProvince]:
    """Every province of the demonstration, the one with the brewed coffee first."""
    names = ("gia_lai", "can_tho", "vinh_long", "an_giang", "ninh_binh")
    files = [(DATA / f"{name}.yaml").read_text("utf-8") for name in names]
    return [DemoProvince.model_validate(yaml.safe_load(text)) for text in files]
