"""Stock, delivery rates and accounts."""

from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from catalog.products.rules import GoodsClass
from catalog.restrictions import service as restrictions
from catalog.restrictions.rules import LicenceKind
from catalog.restrictions.service import NewLicence
from storefront.accounts import service as accounts
from storefront.cod import service as cash
from storefront.cod.rules import RuleKind
from storefront.cod.service import NewRule as NewCashRule
from storefront.commission import service as commission
from storefront.commission.service import NewRule
from storefront.demo.days import Days
from storefront.demo.source import DemoBatch, DemoLicence, DemoProducer
from storefront.holidays import service as holidays
from storefront.inventory import service as inventory
from storefront.legal import service as legal
from storefront.legal.service import NewIdentity
from storefront.payments.models import ReceivingAccount
from storefront.payouts.models import SellerAccount
from storefront.shipping import delivering, limiting
from storefront.shipping.limiting import NewLimit
from storefront.shipping.models import ShippingRate
from storefront.shipping.rules import LimitKind, Zone
from storefront.withholding import service as withholding
from traceability.batches.models import Batch

PASSWORD = "lua-chin-dau-mua"  # noqa: S105 - of accounts that exist only with DEMO=1
OPERATOR, OFFICER, BUYER = "dieu-hanh", "can-bo", "khach"
DOMAIN = "minh-hoa.example"
SATURDAY = 5
RATES = (
    ("dry", "same_commune", 12_000, 2_000, 0, 1),
    ("dry", "same_province", 20_000, 3_000, 1, 2),
    ("dry", "same_region", 26_000, 4_000, 2, 3),
    ("dry", "country", 32_000, 5_000, 2, 5),
    ("chilled", "same_commune", 20_000, 3_000, 0, 1),
    ("chilled", "same_province", 35_000, 6_000, 1, 1),
    ("chilled", "same_region", 48_000, 9_000, 1, 2),
    ("chilled", "country", 75_000, 15_000, 2, 3),
    ("fresh", "same_commune", 15_000, 2_000, 0, 0),
    ("fresh", "same_province", 30_000, 4_000, 0, 1),
    ("fresh", "same_region", 42_000, 7_000, 1, 2),
)
"""Invented: class, zone, fee of the first kilogram, of each further 500 g, days."""


def member(producer: Producer, given: DemoProducer) -> Actor:
    """The person of the producer in whose name its entries are made."""
    name = given.owner.name if given.owner else given.representative
    return Actor(name=name, producer_ids=frozenset({producer.id}))


def add_stock(actor: Actor, product: Product, batch: Batch, given: DemoBatch, days: Days) -> None:
    """The units of each size that were put on sale when the batch was packed."""
    for variant, units in zip(product.variants, given.stock, strict=False):
        inventory.receive(actor, variant.id, batch.id, units, days.moment(days.ago(given.packed)))


def add_rates(days: Days) -> None:
    """What the platform charges for a parcel, by how it travels and how far it goes."""
    for kind, zone, fee, step, first, last in RATES:
        session.add(
            ShippingRate(
                zone=zone,
                goods_class=kind,
                most_weight_g=30_000,
                base_weight_g=1000,
                base_fee=fee,
                step_weight_g=500,
                step_fee=step,
                days_from=first,
                days_to=last,
                valid_from=days.ago(400),
                source="Bảng cước minh họa",
                is_demo=True,
            )
        )


def add_cut_offs(days: Days) -> None:
    """Neighbours, days off, and what fresh and chilled goods may not do."""
    limiting.take_packaged_regions(SYSTEM, days.now)
    holidays.add_packaged(SYSTEM, days.now)
    since, source = days.ago(400), "Thỏa thuận minh họa với bên giao hàng"
    for kind, limit, zone, weekday in (
        (GoodsClass.FRESH, LimitKind.NOT_BEYOND, Zone.SAME_REGION, None),
        (GoodsClass.FRESH, LimitKind.NOT_ON_WEEKDAY, None, SATURDAY),
        (GoodsClass.FRESH, LimitKind.NOT_ON_HOLIDAY, None, None),
        (GoodsClass.CHILLED, LimitKind.NOT_ON_HOLIDAY, None, None),
    ):
        new = NewLimit(kind, limit, zone, weekday, since, source)
        limiting.add_limit(SYSTEM, new, days.now)


def add_own_delivery(producer: Producer, actor: Actor) -> None:
    """This seller brings goods to its own commune."""
    place = (producer.province_code or "", producer.commune_code)
    delivering.add_own_delivery(actor, *place, 10_000, (0, 1))


def add_licence(producer: Producer, given: DemoLicence, days: Days) -> None:
    """An invented licence to sell alcohol, as an operator would enter it."""
    since = days.ago(given.ago)
    new = NewLicence(
        producer.id,
        LicenceKind.ALCOHOL,
        given.number,
        given.issuer,
        since,
        days.ago(given.ago - given.days),
    )
    restrictions.add_licence(SYSTEM, new, days.now, is_demo=True)


def add_receiving_account(days: Days) -> None:
    """Where buyers of the demonstration transfer to: a bank that no app can find."""
    session.add(
        ReceivingAccount(
            bin="999999",
            account="MINHHOA0001",
            holder="CHO XA MINH HOA",
            since=days.ago(400),
            source="Tài khoản minh họa",
            entered_by="Điều hành minh họa Sáu",
            entered_at=days.moment(days.ago(400)),
            is_demo=True,
        )
    )


def add_fees(days: Days) -> None:
    """What the platform takes of each order, and the tax of the decrees, as an example."""
    rule = NewRule(
        name="Phí chung minh họa",
        scope="all",
        scope_value=None,
        percent_bp=500,
        flat_per_unit=0,
        floor=0,
        cap=200_000,
        vat_bp=800,
        valid_from=days.ago(400),
        source="Quy chế minh họa, không phải mức thật",
    )
    commission.add_rule(SYSTEM, rule, days.now, is_demo=True)
    withholding.add_packaged(SYSTEM, days.now, is_demo=True)


def add_cash_rules(days: Days) -> None:
    """When cash on delivery is limited, confirmed and paused, as an example."""
    since, source = days.ago(400), "Quy chế minh họa, không phải mức thật"
    for rule in (
        NewCashRule(RuleKind.CAP, since, source, amount=5_000_000),
        NewCashRule(RuleKind.CONFIRM, since, source, amount=1_000_000, only_first=True),
        NewCashRule(RuleKind.CONFIRM, since, source, amount=3_000_000),
        NewCashRule(RuleKind.PAUSE, since, source, refusals=3, within_days=60, pause_days=60),
    ):
        cash.add_rule(SYSTEM, rule, days.now, is_demo=True)


def add_operator(days: Days) -> None:
    """Who runs the invented market."""
    new = NewIdentity(
        name="Ban điều hành Chợ Xã minh họa",
        valid_from=days.ago(400),
        source="Dữ liệu minh họa",
        address="Số 0 đường Minh Họa, Cần Thơ",
        representative="Điều hành minh họa Sáu",
        email="dieu-hanh@minh-hoa.example",
    )
    legal.add_identity(SYSTEM, new, days.now, is_demo=True)


def add_bank_account(producer: Producer, actor: Actor, days: Days) -> None:
    """Where this seller is paid: a bank that no app can find."""
    since = days.moment(days.ago(100))
    session.add(
        SellerAccount(
            producer_id=producer.id,
            bank_bin="999999",
            bank_name="Ngân hàng minh họa",
            account=f"MINHHOA{producer.id:04}",
            holder="MINH HOA",
            entered_by=actor.name,
            entered_at=since,
            usable_from=since,
            verified_by="Điều hành minh họa Sáu",
            verified_at=since,
        )
    )


def add_accounts(owned: list[tuple[Producer, DemoProducer]], days: Days) -> None:
    """An operator, an officer, a buyer, and owners and staff of some producers."""
    people: list[tuple[str, str, tuple[str, ...], tuple[tuple[int, str], ...]]] = [
        ("Điều hành minh họa Sáu", f"{OPERATOR}@{DOMAIN}", ("operator",), ()),
        ("Cán bộ minh họa Lan", f"{OFFICER}@{DOMAIN}", ("officer",), ()),
    ]
    for producer, given in owned:
        for person, role in ((given.owner, "owner"), (given.staff, "staff")):
            if person:
                people.append((person.name, person.login, (), ((producer.id, role),)))
    people.append(("Khách minh họa Hoa", f"{BUYER}@{DOMAIN}", (), ()))
    for name, email, roles, memberships in people:
        accounts.register_account(
            name,
            email=email,
            password=PASSWORD,
            now=days.now,
            roles=roles,
            memberships=memberships,
            is_demo=True,
            actor=SYSTEM,
        )
