"""Writes to buyers who left an e-mail address; the others are called by the seller, and so is who
got the goods as a gift."""

from typing import Any

from flask import current_app

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _, speaking
from storefront.messages.providers import mailer_for
from storefront.notices import labels, queries, service


def consume(payload: dict[str, Any]) -> None:
    """The consumer of service.TOPIC.

    The mail goes between two transactions, so a crash may send it twice, never not at all.
    """
    mailer = mailer_for(current_app.extensions["ocop_config"])
    for one in queries.list_of_group(payload["group"]):
        if one.email and one.channel is None:
            with speaking(one.language):
                mailer.send(one.email, *mail_for(one))
            with transaction():
                service.mark_mailed(one.id, clock.now(), is_done=one.recipient_phone is None)


def mail_for(one: queries.ToTell) -> tuple[str, str]:
    """Subject and text."""
    address = f"{current_app.config['PUBLIC_URL']}/truy-xuat/{one.code}"
    text = labels.message(one.state, one.goods, one.code, one.what_to_do, address)
    lines = [text, _("Đơn hàng: %(number)s", number=one.order_number)]
    if one.contact:
        lines.append(_("Liên hệ: %(contact)s", contact=one.contact))
    return _("Về lô %(code)s bạn đã mua", code=one.code), "\n\n".join(lines)
