"""A browser without a screen that checks every page for what every page must have."""

from html.parser import HTMLParser
from typing import Any

from flask import Flask, g, has_app_context, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from catalog.kernel.actor import Actor

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """The text and the headings of an answer, checked while it is read."""

    def __init__(self, html: str, answer: TestResponse | None = None) -> None:
        super().__init__()
        self.html, self.answer = html, answer
        self.headings = 0
        self.ids: list[str] = []
        self.lang = self.page = self.title = ""
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str | None]] = []
        self.marks: dict[str, str | None] = {}
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.check()

    def check(self) -> None:
        assert self.lang in ("vi", "en"), "a page names its language"
        assert self.headings == 1, f"a page has exactly one <h1>, not {self.headings}"
        assert len(self.ids) == len(set(self.ids)), f"ids are unique: {sorted(self.ids)}"
        assert self.page, "a page names itself in <main data-page>"
        assert self.title.strip(" –"), "a page has a title"
        for field in self.fields:
            named = field.get("id") in self.labelled or field.get("aria-label")
            assert named, f"a field has a label: {field}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.headings += tag == "h1"
        if tag == "html":
            self.lang = values.get("lang") or ""
        if tag == "main":
            self.page, self.marks = values.get("data-page") or "", values
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "label" and values.get("for"):
            self.labelled.add(str(values["for"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        hidden = values.get("type") in ("hidden", "submit", "button")
        if tag in ("input", "select", "textarea") and not hidden and "label" not in self.open:
            self.fields.append(values)
        assert "style" not in values, "no inline style: the policy forbids it"
        assert not any(name.startswith("on") for name in values), "no inline script"

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data

    def __contains__(self, text: str) -> bool:
        return text in self.html


class Visitor:
    """Reads and sends as `actor`; follows no link by itself."""

    def __init__(self, app: Flask) -> None:
        self.actor = Actor()
        self.app = app
        self.http: FlaskClient = app.test_client()

    def sign_in(
        self, *permissions: str, producer_ids: tuple[int, ...] = (), number: int = 1
    ) -> None:
        self.actor = Actor(
            id=number,
            name="Chị Hoa",
            permissions=frozenset(permissions),
            producer_ids=frozenset(producer_ids),
        )

    def act(self) -> None:
        if request.environ.get("visitor") is self and self.actor.is_signed_in:
            g.actor = self.actor

    def open(self, method: str, url: str, status: int, **kwargs: Any) -> TestResponse:
        follow = kwargs.pop("follow_redirects", False)
        kwargs.setdefault("environ_overrides", {})["visitor"] = self
        forget_the_context()
        answer = self.http.open(url, method=method, **kwargs)
        while follow and answer.status_code in (302, 303):  # as the same person
            answer = self.http.get(answer.location, environ_overrides={"visitor": self})
        assert answer.status_code == status, f"{answer.status_code}: {answer.text[:2000]}"
        return answer

    def get(self, url: str, status: int = 200, **kwargs: Any) -> Page:
        answer = self.open("GET", url, status, **kwargs)
        return Page(answer.text, answer)

    def post(self, url: str, status: int = 200, *, follow: bool = True, **data: Any) -> Page:
        """Send a form and read the page it ends on, signed in all the way."""
        me = {"visitor": self}
        forget_the_context()
        answer = self.http.open(url, method="POST", data=data, environ_overrides=me)
        while follow and answer.status_code in (301, 302, 303):
            answer = self.http.get(answer.location, environ_overrides=me)
        assert answer.status_code == status, f"{answer.status_code}: {answer.text[:2000]}"
        return Page(answer.text, answer)

    def raw(self, url: str, status: int = 200, method: str = "GET", **kwargs: Any) -> TestResponse:
        """An answer that is not a page: JSON, text, a picture, a redirect."""
        return self.open(method, url, status, **kwargs)


def forget_the_context() -> None:
    """A request shares the context a test holds open; what it knows, as the language, goes."""
    if has_app_context():
        for name in list(g):
            g.pop(name)
