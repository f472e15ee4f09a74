"""Headers of every answer. No inline script, no inline style, nothing from elsewhere."""

import secrets

from flask import Flask, Request, Response, current_app, g, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}

PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
}


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def script_nonce() -> str:
    """The nonce of this answer; asked for only by pages that carry a script."""
    if "script_nonce" not in g:
        g.script_nonce = secrets.token_urlsafe(16)
    nonce: str = g.script_nonce
    return nonce


def policy(**extra: str) -> str:
    """The Content-Security-Policy, with words added to some of its directives."""
    added = {name.replace("_", "-"): words for name, words in extra.items()}
    return "; ".join(
        f"{name} {words} {added.get(name, '')}".rstrip() for name, words in POLICY.items()
    )


def add_headers(response: Response) -> Response:
    if request.path.startswith("/ban-hang"):  # a seller may speak into a field
        response.headers["Permissions-Policy"] = PLAIN["Permissions-Policy"].replace(
            "microphone=()", "microphone=(self)"
        )
    for name, value in PLAIN.items():
        response.headers.setdefault(name, value)
    nonce = g.get("script_nonce")
    more = g.get("more_policy", {})
    if nonce:
        more = {**more, "script_src": f"'nonce-{nonce}' {more.get('script_src', '')}".strip()}
    response.headers.setdefault("Content-Security-Policy", policy(**more))
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in response.headers and response.mimetype == "text/html":
        # Pages speak two languages and may carry a person's data: nobody else keeps them.
        response.headers["Cache-Control"] = "private, no-cache"
    if not response.cache_control.immutable:  # a file is the same in every language
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def is_from_elsewhere(request: Request) -> bool:
    """Whether the browser says that another site sent this: for forms without a token.

    A browser that says nothing is an old one or no browser; its Lax cookies stay at home
    when another site sends, so nothing of its owner is touched.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    return origin not in (current_app.config["PUBLIC_URL"], request.host_url.rstrip("/"))
