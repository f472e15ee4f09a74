"""How far a stop reaches: where the goods are, who bought them, who was told; a drill."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import audit
from catalog.kernel.db import transaction
from catalog.kernel.web import current_actor, requires
from storefront.notices import labels, queries, reaching, rules, sheet
from storefront.notices.forms import ToldForm
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch_by_code
from traceability.events.labels import UNITS
from traceability.recalls.labels import STATES

bp = Blueprint("notices_operator", __name__, url_prefix="/quan-tri/lo")


@bp.get("/<code>/nguoi-mua")
@requires("notices.see")
def buyers(code: str) -> ResponseReturnValue:
    """Where the goods are and who was told."""
    batch = get_batch_by_code(code)
    return _page(batch, reaching.reach_of(batch.id), None)


@bp.post("/<code>/dien-tap")
@requires("notices.drill")
def drill(code: str) -> ResponseReturnValue:
    """Do all a recall has to find out, change nothing, and say how long it took."""
    batch = get_batch_by_code(code)
    reach = reaching.reach_of(batch.id)
    share = rules.share_of(reach.accounts)
    with transaction():
        audit.record(
            current_actor(),
            "notices.drill",
            batch,
            f"Diễn tập thu hồi lô {batch.code}: {len(reach.accounts)} lô, "
            f"{len(reach.lines)} dòng hàng, rõ {float(share or 0):.0%} số lượng, "
            f"{reach.seconds:.2f} giây.",
        )
    return _page(get_batch_by_code(code), reach, reach.seconds)


@bp.post("/<code>/nguoi-mua.csv")
@requires("notices.download")
def download(code: str) -> ResponseReturnValue:
    """The list for the inspector; that it was taken is written down."""
    batch = get_batch_by_code(code)
    text = sheet.as_csv(batch.id)
    with transaction():
        audit.record(
            current_actor(), "notices.download", batch, f"Tải danh sách người mua lô {batch.code}."
        )
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="thu-hoi-{batch.code}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(batch: Batch, reach: reaching.Reach, took: float | None) -> ResponseReturnValue:
    told = queries.list_about(reaching.reached_ids(batch.id))
    return render_template(
        "storefront/notices/buyers.html",
        batch=batch,
        accounts=reach.accounts,
        share=rules.share_of(reach.accounts),
        lines=reach.lines,
        outside=reach.outside,
        told=told,
        waiting=[one for one in told if one.told_at is None],
        took=took,
        form=ToldForm(),
        plain=sheet.plain,
        states=STATES,
        units=UNITS,
        channels=labels.CHANNEL,
        is_demo=batch.is_demo,
    )
