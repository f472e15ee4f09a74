"""The link in the text about a changed account: /dung-doi-tai-khoan. Needs no sign-in."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.extensions import limiter
from storefront.payouts import stopping
from storefront.payouts.errors import TooLateToStop

bp = Blueprint("payouts", __name__, url_prefix="/dung-doi-tai-khoan")


@bp.get("/<int:account_id>/<token>")
@limiter.limit("60 per hour")
def change(account_id: int, token: str) -> ResponseReturnValue:
    """What was changed, and the button that takes it back."""
    return _page(account_id, token, "")


@bp.post("/<int:account_id>/<token>")
@limiter.limit("60 per hour")
def stop(account_id: int, token: str) -> ResponseReturnValue:
    """Pay into the account of before again."""
    try:
        with transaction():
            stopping.stop(_secret(), account_id, token, clock.now())
    except TooLateToStop as error:
        return _page(account_id, token, str(error.message))
    return render_template("storefront/payouts/stopped.html")


def _page(account_id: int, token: str, refused: str) -> ResponseReturnValue:
    found = stopping.get_change(_secret(), account_id, token)
    html = render_template("storefront/payouts/change.html", account=found, refused=refused)
    return html, 409 if refused else 200


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret
