"""A phone checks the log by itself, remembers it, and says so when it was rewritten."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

PRODUCT = "/san-pham/ca-phe-rang-xay-dak-doa"


@pytest.fixture
def code(phone: Page) -> str:
    phone.goto(PRODUCT)
    return phone.locator(".batches b").first.inner_text().split()[-1]


def retold(old: str, new: str) -> Callable[[Route], None]:
    """A server that tells one word differently."""

    def answer(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        assert old in text
        route.fulfill(response=response, body=text.replace(old, new, 1))

    return answer


def result(page: Page, kind: str) -> None:
    expect(page.locator(f"[data-result={kind}]")).to_be_visible(timeout=20_000)


def test_the_page_of_proofs_is_checked_by_the_phone(
    phone: Page, code: str, axe: Callable[[Page], list[str]]
) -> None:
    phone.goto(f"/truy-xuat/{code}")
    phone.get_by_role("link", name="Xem bằng chứng").click()
    result(phone, "good")
    assert phone.locator(".proof__state--good").count() == phone.locator("[data-line]").count()
    expect(phone.locator("[data-ledger]")).to_contain_text("Đã kiểm tra trên máy này")
    assert not axe(phone)


@pytest.mark.parametrize(("old", "new"), [("harvest", "process"), ('data-line="', 'data-line="1')])
def test_a_changed_line_is_shown(phone: Page, code: str, old: str, new: str) -> None:
    phone.route("**/bang-chung", retold(old, new))
    phone.goto(f"/truy-xuat/{code}/bang-chung")
    result(phone, "bad")
    expect(phone.locator("[data-ledger]")).to_contain_text("KHÔNG KHỚP")


def test_words_that_are_not_in_the_log_are_not_vouched_for(phone: Page, code: str) -> None:
    phone.route("**/bang-chung", retold("Dữ liệu minh họa", "Dữ liệu khác"))
    phone.goto(f"/truy-xuat/{code}/bang-chung")
    result(phone, "good")


def test_the_kept_file_checks_itself_without_a_network(
    phone: Page, code: str, tmp_path: Path
) -> None:
    with phone.expect_download() as download:
        phone.goto(f"/truy-xuat/{code}/bang-chung")
        phone.get_by_role("link", name="Tải trang này").click()
    file = tmp_path / "kept.html"
    download.value.save_as(file)
    phone.context.set_offline(True)
    phone.goto(file.as_uri())
    result(phone, "good")
    file.write_text(file.read_text("utf-8").replace("harvest", "process", 1), "utf-8")
    phone.goto(file.as_uri())
    result(phone, "bad")
    phone.context.set_offline(False)


def test_a_passport_is_compared_with_the_log_when_asked(phone: Page, code: str) -> None:
    phone.goto(f"/truy-xuat/{code}")
    phone.get_by_role("button", name="Kiểm tra trên máy này").click()
    result(phone, "good")
    expect(phone.locator("[data-passport]")).to_contain_text("bước trên trang khớp với sổ")


def test_a_passport_that_tells_another_story_is_shown(phone: Page, code: str) -> None:
    phone.goto(f"/truy-xuat/{code}")
    title = phone.locator("[data-event] strong").last.inner_text()
    phone.route(f"**/truy-xuat/{code}", retold(f"<strong>{title}", "<strong>Việc khác"))
    phone.goto(f"/truy-xuat/{code}")
    phone.get_by_role("button", name="Kiểm tra trên máy này").click()
    result(phone, "bad")
    expect(phone.locator("[data-passport]")).to_contain_text("trang của lô nói khác với sổ")


def test_the_phone_remembers_the_log_and_notices_that_it_was_rewritten(
    phone: Page, code: str
) -> None:
    phone.goto(f"/truy-xuat/{code}")
    said = phone.locator("[data-passport]")
    expect(said).to_contain_text("Máy này nhớ sổ")
    phone.reload()
    expect(said).to_contain_text("Sổ vẫn nối tiếp")
    phone.evaluate(
        """() => {
          const kept = JSON.parse(localStorage.getItem("ocop.log"));
          kept.size -= 1;
          localStorage.setItem("ocop.log", JSON.stringify(kept));
        }"""
    )
    phone.reload()
    result(phone, "bad")
    expect(said).to_contain_text("sổ đã bị viết lại")


def test_another_key_is_noticed_too(phone: Page, code: str) -> None:
    phone.goto(f"/truy-xuat/{code}")
    expect(phone.locator("[data-passport]")).to_contain_text("Máy này nhớ sổ")
    phone.evaluate(
        """() => {
          const kept = JSON.parse(localStorage.getItem("ocop.log"));
          localStorage.setItem("ocop.log", JSON.stringify({ ...kept, vkey: "x" }));
        }"""
    )
    phone.reload()
    result(phone, "bad")


def test_without_the_script_everything_can_be_read(browser: Browser, site: str, code: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/truy-xuat/{code}/bang-chung")
    assert page.locator("[data-record]").count() > 3
    context.close()
