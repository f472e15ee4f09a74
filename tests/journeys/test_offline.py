"""A day in the field: pages without a signal, twenty harvests that wait, a clock that is wrong."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from storefront.demo.trade import PASSWORD

SELLER = "ia-bang@minh-hoa.example"
HARVEST = "/ban-hang/lo/thu-hoach"
LIST = "/ban-hang/cho-gui"
FIRST = 7_101
"""Quantities nobody else harvested, so that each act is recognised."""


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, has_touch=True, locale="vi-VN"
    )
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def phone(context: BrowserContext) -> Page:
    """A seller's phone on which the pages of the day have been kept."""
    page = context.new_page()
    sign_in(page)
    until(
        page,
        """async () => {
          const name = (await caches.keys()).find((one) => one.startsWith("ocop-pages-"));
          const kept = name ? await (await caches.open(name)).keys() : [];
          return navigator.serviceWorker.controller && kept.length >= 4;
        }""",
    )
    return page


def until(page: Page, holds: str) -> None:
    """Wait in the page, by its own clock, for what only it can see."""
    page.evaluate(
        f"""async () => {{
          const holds = {holds};
          while (!(await holds())) await new Promise((done) => setTimeout(done, 50));
        }}"""
    )


def sign_in(page: Page) -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Số điện thoại hoặc e-mail").fill(SELLER)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/ban-hang**")


def harvest(page: Page, amount: int) -> None:
    page.goto(HARVEST)
    page.get_by_label("Hôm nay được bao nhiêu?").fill(str(amount))
    page.get_by_label("Đơn vị").select_option(
        "kg"
    )  # others write harvests here too, in other units
    page.get_by_role("button", name="Ghi lần thu hoạch này").click()


def waiting(page: Page) -> int:
    count: int = page.evaluate("ocopQueue.list().then((all) => all.length)")
    return count


def test_a_refresh_without_a_signal_shows_the_last_copy(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1, name="Hôm nay")).to_be_visible()
    expect(phone.get_by_text("Mất sóng: đây là bản đã lưu lúc")).to_be_visible()
    phone.goto(HARVEST)
    expect(phone.get_by_label("Hôm nay được bao nhiêu?")).to_be_visible()
    phone.goto("/ban-hang/tien")
    expect(phone.get_by_text("Trang này chưa lưu trên máy")).to_be_visible()


def test_what_was_typed_outlives_a_refresh_without_a_signal(phone: Page) -> None:
    phone.goto(HARVEST)
    phone.get_by_label("Hôm nay được bao nhiêu?").fill("12,5")
    phone.get_by_label("Đơn vị").select_option("tạ")
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_label("Hôm nay được bao nhiêu?")).to_have_value("12,5")
    expect(phone.get_by_label("Đơn vị")).to_have_value("tạ")
    phone.get_by_role("button", name="Ghi lần thu hoạch này").click()
    phone.wait_for_url(f"**{LIST}")
    expect(phone.locator(".waits__act")).to_contain_text("12,5 tạ")
    phone.goto("/ban-hang")
    waits = phone.get_by_role("listitem").filter(has_text="1 việc chờ gửi trên máy này")
    expect(waits.get_by_role("link", name="Xem việc chờ gửi")).to_be_visible()
    phone.goto(HARVEST)
    expect(phone.get_by_label("Hôm nay được bao nhiêu?")).to_have_value("")
    phone.goto(LIST)
    drop = phone.locator(".waits__act").get_by_role("button", name=re.compile("Bỏ|bỏ"))
    drop.click()
    drop.click()
    assert waiting(phone) == 0
    phone.goto("/ban-hang")
    expect(waits).to_have_count(0)


def test_a_harvest_takes_at_most_five_taps_from_today(phone: Page) -> None:
    taps = 0

    def tap(target: Locator) -> None:
        nonlocal taps
        target.tap()
        taps += 1

    phone.goto("/ban-hang")
    if not phone.get_by_role("link", name="Thu hoạch hôm nay").count():
        tap(phone.get_by_role("link", name="Lô hàng"))
    tap(phone.get_by_role("link", name="Thu hoạch hôm nay").first)
    tap(phone.get_by_label("Hôm nay được bao nhiêu?"))
    phone.keyboard.type("7601")
    tap(phone.get_by_role("button", name="Ghi lần thu hoạch này"))
    expect(phone.get_by_text("Đã mở lô")).to_be_visible()
    expect(phone.get_by_text(re.compile(r"\(7601 |: 7\.601 kg")).first).to_be_visible()
    assert taps <= 5


def test_the_first_page_is_light(context: BrowserContext) -> None:
    sign_in(context.new_page())
    fresh = context.new_page()
    session = context.new_cdp_session(fresh)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.setBypassServiceWorker", {"bypass": True})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    fresh.goto("/ban-hang", wait_until="networkidle")
    assert 0 < sum(sizes) <= 150 * 1024, f"{sum(sizes):.0f} bytes in {len(sizes)} answers"


def test_a_days_harvests_arrive_once_each_in_order_with_both_times(phone: Page) -> None:
    now = datetime.now(UTC)
    phone.context.set_offline(True)
    phone.clock.install(time=now - timedelta(hours=21))
    for number in range(20):
        harvest(phone, FIRST + number)
        phone.wait_for_url(f"**{LIST}")
        phone.clock.fast_forward(timedelta(hours=1).seconds * 1000)
    assert waiting(phone) == 20
    expect(phone.locator(".waiting").get_by_role("link", name="20 việc chờ gửi")).to_be_visible()
    phone.clock.set_system_time(datetime.now(UTC))
    phone.context.set_offline(False)
    phone.goto(LIST)
    expect(phone.get_by_text("Không có việc nào chờ gửi.")).to_be_visible(timeout=60_000)
    phone.goto("/ban-hang/lo/so")
    left = [
        re.search(r"còn ([\d.]+) kg", text)
        for text in phone.locator(".stock__batch").all_inner_texts()
    ]
    amounts = [int(one[1].replace(".", "")) for one in left if one]
    ours = [one for one in amounts if FIRST <= one < FIRST + 20]
    assert ours == sorted(range(FIRST, FIRST + 20), reverse=True), "the newest is the last one"
    phone.locator(".stock__batch a").first.click()
    said = re.search(
        r"Làm lúc (\d\d:\d\d), (\S+), gửi tới lúc (\d\d:\d\d), (\S+)\.",
        phone.locator(".happened").inner_text(),
    )
    assert said, "both times stand beside the act"
    acted, arrived = (
        datetime.strptime(f"{said[at]} {said[at + 1]} +0700", "%H:%M %d/%m/%Y %z") for at in (1, 3)
    )
    assert timedelta(minutes=100) < arrived - acted < timedelta(minutes=140)


def test_the_same_act_sent_twice_is_one(phone: Page) -> None:
    phone.context.set_offline(True)
    harvest(phone, 7_201)
    phone.wait_for_url(f"**{LIST}")
    (act,) = phone.evaluate("ocopQueue.list()")
    phone.context.set_offline(False)
    states = phone.evaluate(
        """async (act) => {
          const { token } = await ocopQueue.pass();
          const now = new Date().toISOString();
          const send = () => fetch(act.url, {
            method: "POST", headers: { "X-Queued": "1" },
            body: ocopQueue.body(act, token, { "act-at": act.at, "act-now": now }),
          });
          const answers = await Promise.all([send(), send(), send()]);
          return Promise.all(answers.map(async (one) => (await one.json()).location));
        }""",
        act,
    )
    assert len(set(states)) == 1
    phone.goto(LIST)  # and once more, from the drawer
    expect(phone.get_by_text("Không có việc nào chờ gửi.")).to_be_visible()
    phone.goto("/ban-hang/lo/so")
    assert phone.locator(".stock__batch").filter(has_text="7.201 kg").count() == 1


def test_an_answer_of_something_before_the_house_leaves_the_act_waiting(phone: Page) -> None:
    phone.context.set_offline(True)
    harvest(phone, 7_251)
    phone.wait_for_url(f"**{LIST}")
    elsewhere = {"status": 301, "headers": {"Location": "/ban-hang/lo/so"}}
    phone.context.route(f"**{HARVEST}/*", lambda route: route.fulfill(**elsewhere))
    phone.context.set_offline(False)
    assert phone.evaluate("ocopQueue.send()") == {"sent": 0, "why": "offline"}
    assert waiting(phone) == 1
    phone.context.unroute_all()
    phone.evaluate("ocopQueue.send()")
    assert waiting(phone) == 0
    phone.goto("/ban-hang/lo/so")
    assert phone.locator(".stock__batch").filter(has_text="7.251 kg").count() == 1


def test_a_clock_a_day_wrong_is_held_until_its_person_says_the_day(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.clock.install(time=datetime.now(UTC) + timedelta(days=1))
    harvest(phone, 7_301)
    phone.wait_for_url(f"**{LIST}")
    phone.context.set_offline(False)
    phone.goto(LIST)
    act = phone.locator(".waits__act")
    expect(act).to_have_attribute("data-state", "held")
    expect(act).to_contain_text(re.compile("đồng hồ của máy", re.IGNORECASE))
    expect(phone.locator(".waiting")).to_contain_text("1 việc cần bạn xem")
    today = phone.evaluate(
        "(at) => new Date(at).toLocaleDateString('sv', { timeZone: 'Asia/Ho_Chi_Minh' })",
        datetime.now(UTC).timestamp() * 1000,
    )
    act.get_by_label("Đúng ra là ngày").fill(today)
    act.get_by_role("button", name="Gửi với ngày này").click()
    expect(phone.get_by_text("Không có việc nào chờ gửi.")).to_be_visible()
    phone.goto("/ban-hang/lo/so")
    assert phone.locator(".stock__batch").filter(has_text="7.301 kg").count() == 1


def test_what_was_refused_stays_to_be_mended_or_thrown_away(phone: Page) -> None:
    phone.context.set_offline(True)
    for amount in ("nhiều lắm", "ít thôi"):
        phone.goto(HARVEST)
        phone.get_by_label("Hôm nay được bao nhiêu?").fill(amount)
        phone.get_by_role("button", name="Ghi lần thu hoạch này").click()
        phone.wait_for_url(f"**{LIST}")
    phone.context.set_offline(False)
    phone.goto(LIST)
    acts = phone.locator(".waits__act[data-state=refused]")
    expect(acts).to_have_count(2)
    expect(acts.first).to_contain_text("Không đọc được số lượng")
    drop = acts.last.get_by_role("button")
    drop.click()
    expect(acts).to_have_count(2)
    drop.click()
    expect(acts).to_have_count(1)
    acts.get_by_role("link", name="Sửa lại").click()
    field = phone.get_by_label("Hôm nay được bao nhiêu?")
    expect(field).to_have_value("nhiều lắm")
    field.fill("7401")
    phone.get_by_role("button", name="Ghi lần thu hoạch này").click()
    expect(phone.get_by_text("Đã mở lô")).to_be_visible()
    assert waiting(phone) == 0


def test_signed_out_the_device_holds_no_page_and_the_act_waits(phone: Page) -> None:
    phone.context.set_offline(True)
    harvest(phone, 7_501)
    phone.wait_for_url(f"**{LIST}")
    cookies = phone.context.cookies()
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    phone.goto(LIST)
    phone.wait_for_url("**/dang-nhap**")
    until(
        phone,
        "async () => !(await caches.keys()).some((one) => one.startsWith('ocop-pages-'))",
    )
    assert cookies, "a session was there to lose"
    sign_in(phone)
    phone.goto(LIST)
    expect(phone.get_by_text("Không có việc nào chờ gửi.")).to_be_visible()
    phone.goto("/ban-hang/lo/so")
    assert phone.locator(".stock__batch").filter(has_text="7.501 kg").count() == 1
    phone.get_by_role("contentinfo").get_by_role("button", name="Đăng xuất").click()
    phone.wait_for_url(lambda url: "/ban-hang" not in url)
    kept = phone.evaluate("caches.keys()")
    assert not [one for one in kept if one.startswith("ocop-pages-")]


def test_an_order_is_packed_without_a_signal(phone: Page) -> None:
    phone.goto("/ban-hang/don-hang")
    orders = phone.get_by_role("button", name=re.compile("Đã gói|Gói xong"))
    count = orders.count()
    assert count
    phone.context.set_offline(True)
    phone.reload()
    orders.first.click()
    phone.wait_for_url(f"**{LIST}")
    phone.context.set_offline(False)
    phone.goto(LIST)
    expect(phone.get_by_text("Không có việc nào chờ gửi.")).to_be_visible()
    phone.goto("/ban-hang/don-hang")
    expect(orders).to_have_count(count - 1)


LISTENER = """
  window.SpeechRecognition = class extends EventTarget {
    start() {
      const results = [[{ transcript: this.lang + " 350 ký." }]];
      this.dispatchEvent(Object.assign(new Event("result"), { results }));
      this.dispatchEvent(new Event("end"));
    }
  };
"""


def test_a_field_can_be_spoken_into_where_the_browser_listens(phone: Page) -> None:
    phone.add_init_script(LISTENER)
    phone.goto(HARVEST)
    microphone = phone.get_by_role("button", name="Nói thay vì gõ")
    microphone.first.click()
    expect(phone.get_by_label("Hôm nay được bao nhiêu?")).to_have_value("350")
    expect(microphone.first).to_have_attribute("aria-pressed", "false")
    phone.goto("/ban-hang/lo/moi")
    phone.get_by_label("Tên hàng").fill("")
    microphone.first.click()
    expect(phone.get_by_label("Tên hàng")).to_have_value("vi-VN 350 ký")


def test_elsewhere_there_is_no_microphone(phone: Page) -> None:
    phone.add_init_script("delete window.SpeechRecognition; delete window.webkitSpeechRecognition")
    phone.goto(HARVEST)
    expect(phone.locator("input[name=key]")).not_to_have_value("")
    expect(phone.get_by_role("button", name="Nói thay vì gõ")).to_have_count(0)


def test_it_can_be_installed(phone: Page) -> None:
    session = phone.context.new_cdp_session(phone)
    said = session.send("Page.getInstallabilityErrors")
    errors = [
        one["errorId"] for one in said["installabilityErrors"] if one["errorId"] != "in-incognito"
    ]
    assert not errors
    manifest = session.send("Page.getAppManifest")
    assert not manifest["errors"]
