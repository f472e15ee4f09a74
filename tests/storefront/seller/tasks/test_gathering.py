"""Every source of tasks says what waits, by when, and where it is done; nothing of others."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from catalog.certification.models import Certificate
from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from storefront.accounts.rules import MEMBER_ROLES
from storefront.closures import service as closures
from storefront.listing import drafting as listing
from storefront.listing.drafting import Facts
from storefront.orders.models import Order
from storefront.seller.tasks.gathering import list_tasks
from storefront.seller.tasks.rules import Task
from tests.factories.ahead import fill_ahead, make_window, with_rate
from tests.factories.catalog import make_recognition
from tests.factories.claims import make_claim, make_deadlines, make_delivered
from tests.factories.combos import make_combo
from tests.factories.restrictions import make_licence
from tests.factories.shops import open_shop
from tests.factories.storefront import (
    TODAY,
    Goods,
    make_batch,
    make_goods,
    make_seller,
    make_stock,
    make_variant,
    place_basket,
    save,
    saving,
)
from tests.factories.traceability import make_area
from tests.factories.trade import give_account
from traceability.areas.models import AreaStatus
from traceability.events.models import Event, TestResult

pytestmark = pytest.mark.usefixtures("db")


def owner_of(producer_id: int) -> Actor:
    return Actor(
        id=1,
        name="Chị Hoa",
        permissions=MEMBER_ROLES["owner"],
        producer_ids=frozenset({producer_id}),
    )


def tasks_of(producer_id: int) -> dict[str, Task]:
    """By endpoint; a shop that is paid somewhere, so that this is no task."""
    give_account(producer_id)
    return {one.endpoint: one for one in list_tasks(owner_of(producer_id), clock.now())}


@pytest.fixture
def goods() -> Goods:
    return make_goods(on_hand=40)


def test_a_shop_in_order_has_no_task(goods: Goods) -> None:
    assert tasks_of(goods.seller_id) == {}


def test_a_shop_that_nobody_can_pay_is_told(goods: Goods) -> None:
    (task,) = list_tasks(owner_of(goods.seller_id), clock.now())
    assert task.endpoint == "payouts_seller.account"


def test_who_may_not_say_where_to_pay_is_not_asked(goods: Goods) -> None:
    staff = Actor(
        id=2, permissions=MEMBER_ROLES["staff"], producer_ids=frozenset({goods.seller_id})
    )
    assert list_tasks(staff, clock.now()) == []


def test_a_listing_begun_and_not_ended_is_gone_on_with(goods: Goods) -> None:
    actor, now = owner_of(goods.seller_id), clock.now()
    with transaction():
        for number, name in enumerate(("Mật ong", None), 1):
            key = f"{number}" * 32
            listing.begin(actor, key, now)
            listing.keep_facts(actor, key, Facts(name=name), now, is_whole=True)
    task = tasks_of(goods.seller_id)["listing_seller.start"]
    assert set(task.what.removeprefix("Đang đăng dở: ").split(", ")) == {
        "Mật ong",
        "món chưa có tên",
    }
    assert (task.due, task.is_urgent) == (None, False)
    assert tasks_of(make_seller().id) == {}


@pytest.mark.parametrize(
    ("days", "until", "words"),
    [
        (0, 3, "Đang nghỉ đến hết ngày "),
        (0, None, "Đang nghỉ, chưa hẹn ngày mở lại"),
        (2, 3, None),
    ],
)
def test_a_closed_shop_can_be_opened_again(
    goods: Goods, days: int, until: int | None, words: str | None
) -> None:
    last = None if until is None else TODAY + timedelta(days=until)
    with transaction():
        closures.close(
            owner_of(goods.seller_id), TODAY + timedelta(days=days), last, None, clock.now()
        )
    task = tasks_of(goods.seller_id).get("seller_closing.closing")
    assert (task is None) if words is None else (task is not None and words in task.what)


def test_stars_in_their_window_are_due_when_it_closes(goods: Goods) -> None:
    product = session.get_one(Product, goods.product_id)
    make_recognition(product, valid_to=TODAY - timedelta(days=3))
    task = tasks_of(goods.seller_id)["shop.product"]
    assert task.due == TODAY - timedelta(days=3)
    assert task.is_late(TODAY)
    assert task.args == {"slug": product.slug}


@pytest.mark.parametrize(
    ("on_hand", "endpoint", "words"),
    [
        (0, "inventory_seller.receive", "Hết hàng: Cà phê rang xay, gói 500 g"),
        (3, "inventory_seller.stock", "Sắp hết hàng: Cà phê rang xay, gói 500 g còn 3"),
    ],
)
def test_what_ran_out_or_runs_out_is_named(on_hand: int, endpoint: str, words: str) -> None:
    task = tasks_of(make_goods(on_hand=on_hand).seller_id)[endpoint]
    assert task.what == words
    assert task.is_urgent is (on_hand == 0)


def test_many_goods_are_one_task() -> None:
    seller = make_seller()
    for name in ("A", "B", "C", "D", "E"):
        make_variant(name, seller=seller)
    assert tasks_of(seller.id)["inventory_seller.receive"].what == (
        "Hết hàng: A, gói 500 g, B, gói 500 g, C, gói 500 g và 2 loại nữa"
    )


def test_a_batch_is_due_on_the_last_day_it_may_be_sold(goods: Goods) -> None:
    variant = session.get_one(Variant, goods.variant_id)
    variant_two = make_variant(
        "Trà", seller=session.get_one(Producer, goods.seller_id), days_left_at_delivery=30
    )
    old = make_batch(variant_two, best_before=TODAY + timedelta(days=40))
    make_stock(variant_two, on_hand=20, batch=old)
    make_stock(variant, on_hand=20, best_before=TODAY + timedelta(days=15))
    task = tasks_of(goods.seller_id)["inventory_seller.stock"]
    assert task.due == TODAY + timedelta(days=10)
    assert old.code in task.what


def test_a_claim_is_due_when_its_time_is_over() -> None:
    goods = make_goods(on_hand=40)
    make_claim(make_delivered(goods=goods))
    task = tasks_of(goods.seller_id)["claims_seller.claims"]
    assert task.due is not None
    assert task.due > TODAY


def test_who_is_asked_for_goods_in_a_combo_is_told() -> None:
    made = make_combo(is_sold=False)
    asked, packer = made.goods[1].seller_id, made.goods[0].seller_id
    assert tasks_of(asked)["combos_seller.combos"].what == "1 lời mời góp hàng vào hộp quà"
    assert "combos_seller.combos" not in tasks_of(packer)


def test_nothing_of_others_is_shown(goods: Goods) -> None:
    make_claim(make_delivered(goods=make_goods(on_hand=3)))
    make_recognition(None, valid_to=TODAY)
    assert tasks_of(goods.seller_id) == {}


def test_a_draft_of_a_shop_is_to_be_handed_in() -> None:
    owner = open_shop()
    tasks = {one.endpoint: one for one in list_tasks(owner, clock.now())}
    assert tasks["onboarding_seller.overview"].is_urgent


@pytest.mark.parametrize(("days", "is_there"), [(59, True), (61, False), (-181, False)])
def test_a_licence_is_work_around_its_end(goods: Goods, days: int, is_there: bool) -> None:
    began = TODAY - timedelta(days=900)
    make_licence(goods.seller_id, valid_from=began, valid_to=TODAY + timedelta(days=days))
    assert ("restrictions_seller.goods" in tasks_of(goods.seller_id)) is is_there


def certify(seller_id: int, expires_on: date | None, scheme: str = "VietGAP") -> None:
    save(
        Certificate(
            producer_id=seller_id, scheme=scheme, expires_on=expires_on, entered_by="Cán bộ Lan"
        )
    )


@pytest.mark.parametrize("newer", [TODAY + timedelta(days=900), None])
def test_of_a_certificate_the_one_that_lasts_counts(goods: Goods, newer: date | None) -> None:
    certify(goods.seller_id, TODAY + timedelta(days=5))
    assert tasks_of(goods.seller_id)["shop.producer"].due == TODAY + timedelta(days=5)
    certify(goods.seller_id, newer)
    assert "shop.producer" not in tasks_of(goods.seller_id)


def test_the_code_of_an_area_ends_on_the_day_its_grant_names(goods: Goods) -> None:
    area = make_area(producer_id=goods.seller_id)
    assert tasks_of(goods.seller_id) == {}
    with saving():
        status = session.scalars(select(AreaStatus).where(AreaStatus.area_id == area.id)).one()
        status.until = TODAY + timedelta(days=20)
    assert tasks_of(goods.seller_id)["areas_seller.areas"].due == TODAY + timedelta(days=20)


@pytest.mark.parametrize(("days", "is_there"), [(340, True), (200, False)])
def test_the_newest_test_report_grows_old(goods: Goods, days: int, is_there: bool) -> None:
    make_deadlines()
    sample(goods, TODAY - timedelta(days=500))
    sample(goods, TODAY - timedelta(days=days))
    task = tasks_of(goods.seller_id).get("entry_seller.record")
    assert (task is not None) is is_there
    if task:
        assert task.due == TODAY - timedelta(days=days) + timedelta(days=365)
        assert task.args == {"code": goods.code, "slug": "kiem-nghiem"}


def sample(goods: Goods, day: date) -> None:
    event = save(
        Event(
            kind="test",
            started_on=day,
            ended_on=day,
            recorded_at=clock.noon_of(day),
            producer_id=goods.seller_id,
            entered_by="Chị Hoa",
            evidence="self",
        )
    )
    save(
        TestResult(
            batch_id=goods.batch_id,
            event_id=event.id,
            analyte="Độ ẩm",
            value="4",
            laboratory="Phòng minh họa",
            sampled_on=day,
            evidence="self",
        )
    )


def test_who_ordered_ahead_is_due_when_the_first_parcel_has_to_leave() -> None:
    ahead = with_rate(make_window())
    place_basket(fill_ahead(ahead))
    order = session.scalars(select(Order)).one()
    task = tasks_of(ahead.seller_id)["windows_seller.windows"]
    assert task.due == (order.leaves_on or order.promised_from)
