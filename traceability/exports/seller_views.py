"""Taking one's own data along: for the ministry's portal, or anywhere else."""

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.i18n import SOURCE_LANGUAGE, _, speaking
from catalog.kernel.web import current_actor, requires
from traceability.exports import checkvn, files, queries
from traceability.exports.forms import DownloadForm
from traceability.exports.tables import TABLES, Table

bp = Blueprint("exports_seller", __name__, url_prefix="/ban-hang/du-lieu")

TYPES = {"xlsx": files.WORKBOOK, "zip": "application/zip", "json": "application/json"}


@bp.get("")
@requires("exports.download")
def choose() -> ResponseReturnValue:
    """Say what can be taken along and in which form."""
    return render_template(
        "traceability/exports/choose.html",
        form=DownloadForm(),
        tables=(*TABLES, *_tables_above()),
        is_numbered=checkvn.is_numbered(current_actor().producer_ids),
    )


@bp.post("/checkvn.<any(xlsx, zip):ending>")
@requires("exports.download")
def for_checkvn(ending: str) -> Response:
    """The workbook of the ministry's portal, or its sheets as CSV."""
    actor = current_actor()
    with speaking(SOURCE_LANGUAGE):  # the portal's language, whoever asks
        sheets = checkvn.sheets(actor.producer_ids)
    made = files.as_workbook(sheets) if ending == "xlsx" else files.as_archive(sheets)
    return _file(actor, made, "checkvn", ending)


@bp.post("/tat-ca.<any(zip, json):ending>")
@requires("exports.download")
def everything(ending: str) -> Response:
    """All that was entered, one table per file or all in one."""
    actor = current_actor()
    tables = queries.read_all(actor.producer_ids, _tables_above())
    if ending == "json":
        return _file(actor, files.as_json(tables, clock.now()), "tat-ca", ending)
    titles = [f"{table.name}.csv: {table.title} ({len(table.rows)})" for table in tables]
    heading = _("Dữ liệu của bạn tại %(shop)s", shop=current_app.config["SHOP_NAME"])
    return _file(actor, files.as_archive(tables, "\n".join([heading, *titles])), "tat-ca", ending)


def _tables_above() -> tuple[Table, ...]:
    """What the packages above have to give: storefront/exported.py."""
    tables: tuple[Table, ...] = current_app.extensions["ocop_export_tables"]
    return tables


def _file(actor: Actor, made: bytes, name: str, ending: str) -> Response:
    """The file; that it was taken is written down."""
    with transaction():
        for number in sorted(actor.producer_ids):
            audit.record(
                actor,
                "exports.download",
                f"producer:{number}",
                f"Tải dữ liệu của cơ sở: {name}.{ending}.",
            )
    answer = Response(made, mimetype=TYPES[ending])
    day = f"{clock.today():%Y-%m-%d}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{day}.{ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
