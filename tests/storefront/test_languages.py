"""Languages: the words compiled by two processes at once, the choice kept in a cookie."""

from pathlib import Path

import pytest
from flask import Flask

from storefront import languages
from tests.visitor import Visitor

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
WORDS = HEAD + '\nmsgid "gạo"\nmsgstr "rice"\n'


def test_each_compiler_writes_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "shop.po").write_text(WORDS, "utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    # A file that another process is writing just now stays as it is.
    other = folder / "shop.mo.1"
    other.write_bytes(b"half")
    languages.compile_catalogues()
    assert (folder / "shop.mo").exists()
    assert other.read_bytes() == b"half"


def test_the_choice_of_a_language_is_kept_as_safely_as_the_session(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for is_https in (True, False):
        monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", is_https)
        kept = visitor.raw("/gioi-thieu?lang=en").headers["Set-Cookie"]
        assert ("Secure" in kept) is is_https


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("sent_to", "page"),
    [
        ("/mo-cua-hang/ma", "/mo-cua-hang"),
        ("/gio-hang/bo/7", "/gio-hang"),
        ("/don-hang/DH26-7K3QF9AA/doi-tra/YC1/rut", "/don-hang/DH26-7K3QF9AA/doi-tra/YC1"),
        ("/san-pham/g%E1%BA%A1o%3F/tuoi", "/san-pham/g%E1%BA%A1o%3F"),
    ],
)
def test_the_language_changes_on_what_a_form_answered_with(
    visitor: Visitor, sent_to: str, page: str
) -> None:
    """The answer to a form stands at an address that is no page: the page above it is opened."""
    answer = visitor.raw(f"{sent_to}?lang=en", 302)
    assert answer.location == f"{page}?lang=en"
    assert visitor.raw(sent_to, 302).location == page


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", "/dang-xuat"), ("GET", "/webhooks/momo"), ("PUT", "/mo-cua-hang/ma")],
)
def test_what_no_page_stands_above_is_refused_as_before(
    visitor: Visitor, method: str, address: str
) -> None:
    visitor.raw(address, 405, method)
