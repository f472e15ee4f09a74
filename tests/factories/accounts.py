"""Builders of valid, saved objects of storefront."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count

from catalog.kernel.db import session, transaction
from storefront.accounts import service
from storefront.accounts.models import Account

PASSWORD = "cơm gạo mới thơm"
LONG_AGO = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
_numbers = count(1)


def make_account(
    name: str = "Chị Hoa",
    *,
    phone: str | None = None,
    email: str | None = None,
    roles: Iterable[str] = (),
    memberships: Iterable[tuple[int, str]] = (),
    is_demo: bool = False,
) -> Account:
    """A person who signs in with PASSWORD."""
    if not (phone or email):
        phone = f"09{next(_numbers):08}"
    with transaction():
        account = service.register_account(
            name,
            phone=phone,
            email=email,
            password=PASSWORD,
            now=LONG_AGO,
            roles=roles,
            memberships=memberships,
            is_demo=is_demo,
        )
    session.refresh(account)
    return account
