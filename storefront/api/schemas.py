"""What the JSON API takes and gives. These shapes are promises: only ever add to them."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class ProductQuery(BaseModel):
    """The same question as the address of /san-pham."""

    model_config = ConfigDict(extra="ignore")

    q: str = Field(default="", max_length=200, description="Words, with or without accents")
    bo: int | None = Field(default=None, ge=1, le=99, description="Number of the product set")
    nhom: int | None = Field(default=None, ge=1, le=99, description="Number of the group")
    sao: int | None = Field(default=None, ge=3, le=5, description="Stars valid today")
    tinh: str | None = Field(default=None, pattern=r"^\d{2}$", description="Code of the province")
    trang: int = Field(default=1, ge=1, le=10_000, description="Page, from 1")


class RecognitionQuery(BaseModel):
    """Which part of the register."""

    model_config = ConfigDict(extra="ignore")

    tinh: str | None = Field(default=None, pattern=r"^\d{2}$", description="Code of the province")
    trang: int = Field(default=1, ge=1, le=10_000, description="Page, from 1")


class Standing(BaseModel):
    """The stars of a product today and the decision behind them."""

    status: str = Field(description="valid, in_window, late, grace, expired, revoked, unknown …")
    stars: int = Field(description="Shown today: 0 or 3 to 5")
    recognised_stars: int | None = Field(default=None, description="What the decision gave")
    decision_number: str | None = None
    decision_date: date | None = None
    year: int | None = Field(default=None, description="Where only the year is published")
    issuer: str | None = None
    valid_from: date | None = None
    valid_to: date | None = Field(default=None, description="The last valid day")
    revoked_on: date | None = None
    evidence: str | None = Field(default=None, description="decision, press, proposal or claim")
    source: str | None = Field(default=None, description="Where the recognition was published")


class ProductItem(BaseModel):
    """A product in a list."""

    slug: str
    name: str
    by: str = Field(description="Producer and place")
    price: int | None = Field(description="đồng, tax included; null: not sold here")
    unit: str | None
    stars: int
    status: str
    is_demo: bool


class ProductList(BaseModel):
    """One page of products."""

    items: list[ProductItem]
    total: int
    page: int
    pages: int
    checked_on: date = Field(description="The day the stars hold for, in Vietnam")


class VariantItem(BaseModel):
    """One size on sale."""

    name: str
    price: int
    available: int


class ProducerItem(BaseModel):
    """Who makes the product."""

    slug: str | None
    name: str | None
    place: str


class ProductFacts(BaseModel):
    """One product."""

    name: str
    slug: str
    gtin: str | None
    producer: ProducerItem
    recognition: Standing
    variants: list[VariantItem]
    batches: list[str] = Field(description="Public codes of the batches on sale")
    min_age: int | None = Field(default=None, description="Sold only to people of this age")
    notices: list[str] = Field(default=[], description="Words the law wants beside the goods")
    is_held_back: bool = Field(default=False, description="The law keeps it from being sold here")
    is_demo: bool
    checked_on: date


class ComboQuery(BaseModel):
    """Which of the gift combos that are sold today."""

    model_config = ConfigDict(extra="ignore")

    q: str = Field(default="", max_length=200, description="Words, with or without accents")
    trang: int = Field(default=1, ge=1, le=10_000, description="Page, from 1")


class ComboItem(BaseModel):
    """A gift combo in a list: goods of one or several sellers in one parcel."""

    slug: str
    name: str
    price: int = Field(description="đồng for one box, tax included, delivery not")
    by: str = Field(description="Who packs and sends it, and the place")
    sellers: int = Field(description="How many sellers have goods in it")
    available: int = Field(description="How many can be ordered now; 0 while a shop is closed")
    is_demo: bool


class ComboList(BaseModel):
    """One page of gift combos, the newest first."""

    items: list[ComboItem]
    total: int
    page: int
    pages: int
    checked_on: date


class ComboComponent(BaseModel):
    """Units of one size in a combo."""

    product: str = Field(description="slug of the product")
    name: str
    unit: str
    quantity: int
    alone: int = Field(description="What so many cost today, bought by themselves")
    seller: ProducerItem
    recognition: Standing


class ComboFacts(BaseModel):
    """One gift combo."""

    name: str
    slug: str
    story: str | None
    price: int = Field(description="đồng for one box, tax included, delivery not")
    alone: int = Field(description="What everything in it costs today, bought one by one")
    packer: ProducerItem
    components: list[ComboComponent]
    available: int = Field(description="How many can be ordered now; 0 while a shop is closed")
    sells_to: date | None = Field(default=None, description="The last day")
    min_age: int | None = Field(default=None, description="Sold only to people of this age")
    notices: list[str] = Field(default=[], description="Words the law wants beside the goods")
    is_demo: bool
    checked_on: date


class RecognitionItem(BaseModel):
    """One line of the public register."""

    product: str
    slug: str | None = Field(description="null: the product has no page")
    producer: str | None
    place: str | None
    recognition: Standing
    is_demo: bool


class RecognitionList(BaseModel):
    """One page of the register."""

    items: list[RecognitionItem]
    total: int
    page: int
    limit: int
    checked_on: date


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
