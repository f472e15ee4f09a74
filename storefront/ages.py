"""What a visitor said about being old enough: kept in the browser until it is closed (0161)."""

from flask import Request, current_app
from werkzeug.wrappers import Response

COOKIE = "tuoi"


def is_of_age(request: Request, age: int) -> bool:
    """Whether this browser's visitor has said to be that old."""
    said = request.cookies.get(COOKIE, "")
    return said.isascii() and said.isdigit() and len(said) <= 3 and int(said) >= age


def keep(answer: Response, age: int | None) -> Response:
    """Let the browser keep that its visitor is that old."""
    answer.set_cookie(
        COOKIE,
        str(age or 0),
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
    )
    return answer
