"""The addresses of one's own product files, and what each channel does not get and why."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.web import current_actor, requires
from catalog.producers.queries import get_producer_by_id
from storefront.feeds import labels, queries, rules
from storefront.feeds.rules import Channel

bp = Blueprint("feeds_seller", __name__, url_prefix="/ban-hang/san-khac/tep")


@bp.get("")
@requires("products.edit")
def files() -> ResponseReturnValue:
    """The files of the producer the actor works for."""
    producer = get_producer_by_id(min(current_actor().producer_ids, default=0))
    goods = list(queries.stream_goods(producer.id, clock.today(), clock.now()))
    return render_template(
        "storefront/feeds/files.html",
        producer=producer,
        channels=[
            (one, rules.count_left(goods, one), f"{one.value}.{labels.ENDING[one]}")
            for one in Channel
        ],
        left=[
            (one, why)
            for one in goods
            if (why := rules.left_out(one, Channel.GOOGLE) or rules.left_out(one, Channel.PLAIN))
        ],
        names=labels.CHANNEL,
        how=labels.HOW,
        why=labels.LEFT,
    )
