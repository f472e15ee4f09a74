"""A stored page as an HTTP answer. The lane and the Flask view both send this."""

from traceability.passport.pages import StoredPage

Headers = list[tuple[str, str]]
Answer = tuple[str, Headers, bytes]
"""Status line, headers, body."""

VARY = "Accept-Encoding, Accept-Language, Cookie"


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether gzip may be sent; "gzip;q=0" says no."""
    return "gzip" in accept_encoding and "gzip;q=0" not in accept_encoding.replace(" ", "")


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether the client holds this very page, in either encoding."""
    return etag in if_none_match or if_none_match.strip() == "*"


def answer(
    etag: str, body: bytes, csp: str, language: str, *, gzipped: bool, if_none_match: str
) -> Answer:
    """The page, or 304 where the client holds it. `no-cache`: it is asked for again each time."""
    headers = [
        ("ETag", f'"{etag}-gz"' if gzipped else f'"{etag}"'),
        ("Cache-Control", "no-cache"),
        ("Vary", VARY),
        ("Content-Security-Policy", csp),
    ]
    if if_none_match and is_known(if_none_match, etag):
        return "304 Not Modified", headers, b""
    headers += [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Language", language),
        ("Content-Length", str(len(body))),
    ]
    if gzipped:
        headers.append(("Content-Encoding", "gzip"))
    return "200 OK", headers, body


def answer_of(page: StoredPage, language: str, accept_encoding: str, if_none_match: str) -> Answer:
    """The same from a whole stored page."""
    gzipped = accepts_gzip(accept_encoding)
    body = page.gzip if gzipped else page.html
    return answer(page.etag, body, page.csp, language, gzipped=gzipped, if_none_match=if_none_match)
