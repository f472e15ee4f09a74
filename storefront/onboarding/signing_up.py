"""A number is shown to be somebody's, and becomes an account: in transactions of its own.

A wrong code costs a try even though nothing else is written: see storefront/one_time_codes.
"""

from datetime import datetime

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.accounts import service as accounts
from storefront.one_time_codes import service as codes
from storefront.one_time_codes.rules import Ask, Purpose


def send_code(secret: str, phone: str, network: str, language: str) -> None:
    """Send a code to the number; raises the refusals of codes."""
    ask = Ask(phone, Purpose.OPEN_SHOP, "", network, language)
    with transaction():
        codes.send_code(secret, ask, clock.now())


def sign_up(secret: str, name: str, phone: str, typed: str, device: str, now: datetime) -> str:
    """The token of a new account's first sign-in.

    Raises refusals of codes, and LoginTaken once the number is shown to be theirs.
    """
    with transaction():
        code_id = codes.spend_try(secret, phone, Purpose.OPEN_SHOP, "", now)
    with transaction():
        codes.use_code(secret, code_id, phone, typed, now)
        return accounts.register_by_phone(name, phone, device, now)
