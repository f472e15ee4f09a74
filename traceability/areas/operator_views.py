"""The register of growing-area codes, for those who keep its history."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.text import nfc
from catalog.kernel.web import current_actor, page_number, requires
from catalog.places import queries as places
from catalog.producers.queries import list_producers
from traceability.areas import proposals, queries, rules, service
from traceability.areas.errors import AreaRefused
from traceability.areas.forms import DeclineForm, EditForm, RegisterForm, StatusForm, WrongForm
from traceability.areas.labels import EVIDENCE, SCHEMES, STATES, VALIDITIES, hectares
from traceability.areas.models import Area, AreaProposal
from traceability.areas.rules import AreaState
from traceability.areas.uploads import kept_picture

bp = Blueprint("areas_operator", __name__, url_prefix="/quan-tri/vung-trong")

PER_PAGE = 50


@bp.get("")
@requires("areas.see")
def areas() -> ResponseReturnValue:
    """List all codes with what they are worth today."""
    page, text = page_number(), nfc(request.args.get("q", "")[:120])
    found, total = queries.list_areas(page, PER_PAGE, text)
    return render_template(
        "traceability/areas/areas.html",
        areas=found,
        proposals=queries.list_proposals() if page == 1 and not text else [],
        may_enter=current_actor().may("areas.enter"),
        text=text,
        is_demo=any(one.is_demo for one in found),
        page=page,
        pages=-(-total // PER_PAGE),
        today=clock.today(),
        schemes=SCHEMES,
        validities=VALIDITIES,
    )


@bp.route("/moi", methods=["GET", "POST"])
@requires("areas.enter")
def register() -> ResponseReturnValue:
    """Enter an area with the decision that granted its code."""
    form = _register_form()
    if _is_settled(form) and (area := _entered(form, None)):
        return _to(area)
    return _shown("traceability/areas/register.html", form)


@bp.route("/de-nghi/<int:proposal_id>", methods=["GET", "POST"])
@requires("areas.enter")
def proposal(proposal_id: int) -> ResponseReturnValue:
    """Read what a producer proposes, put it right, and enter it."""
    asked = queries.get_proposal(proposal_id)
    form = _register_form(asked)
    if _is_settled(form) and (area := _entered(form, asked)):
        return _to(area)
    return _shown(
        "traceability/areas/proposal.html",
        form,
        asked=asked,
        decline=DeclineForm(),
        is_demo=asked.producer.is_demo,
    )


@bp.post("/de-nghi/<int:proposal_id>/khong-ghi")
@requires("areas.enter")
def decline(proposal_id: int) -> ResponseReturnValue:
    """Say why an area does not come into the register."""
    form = DeclineForm()
    asked = queries.get_proposal(proposal_id)
    if form.validate_on_submit():
        try:
            with transaction():
                proposals.decline(current_actor(), proposal_id, form.answer.data, clock.now())
        except AreaRefused as error:
            form.refuse(error, "answer")
        else:
            flash(_("Đã trả lời đề nghị."))
            return redirect(url_for(".areas"))
    fresh = _register_form(asked, is_sent=False)
    page = "traceability/areas/proposal.html"
    return render_template(
        page, form=fresh, asked=asked, decline=form, is_demo=asked.producer.is_demo
    ), 422


@bp.route("/<int:area_id>/sua", methods=["GET", "POST"])
@requires("areas.enter")
def edit(area_id: int) -> ResponseReturnValue:
    """Say anew what is known of an area, from a day on."""
    area = queries.get_area(area_id)
    form = EditForm(data=_described(area), since=clock.today())
    form.with_provinces(places.list_provinces())
    if _is_settled(form):
        try:
            with transaction():
                service.edit_area(
                    current_actor(),
                    area_id,
                    form.description(),
                    form.point.point,
                    form.since.data or clock.today(),
                    form.source.data,
                    clock.now(),
                )
        except AreaRefused as error:
            form.refuse(error, error.field or None)
        else:
            flash(_("Đã ghi. Điều ghi trước vẫn còn trong lịch sử."))
            return redirect(url_for(".area", area_id=area_id))
    return _shown("traceability/areas/edit.html", form, area=area)


@bp.get("/<int:area_id>")
@requires("areas.see")
def area(area_id: int) -> ResponseReturnValue:
    """Show a code's history and the form that continues it."""
    return _page(area_id, None)


@bp.post("/<int:area_id>")
@requires("areas.enter")
def append_status(area_id: int) -> ResponseReturnValue:
    """Add the next decision to a code's history."""
    form = _form(area_id)
    if not form.validate_on_submit():
        return _page(area_id, form)
    try:
        status = service.NewStatus(
            AreaState(form.state.data),
            form.since.data or clock.today(),
            until=form.until.data,
            source=form.source.data,
            evidence=form.evidence.data,
            picture=kept_picture(form.picture.data),
        )
        with transaction():
            service.append_status(current_actor(), area_id, status, clock.now())
    except PictureRefused as error:
        form.refuse(error, "picture")
    except AreaRefused as error:
        form.refuse(error, error.field or None)
    else:
        flash(_("Đã ghi. Trang của các lô từ vùng này đã đổi theo."))
        return redirect(url_for(".area", area_id=area_id))
    return _page(area_id, form)


@bp.route("/<int:area_id>/ghi-nham", methods=["GET", "POST"])
@requires("areas.enter")
def declare_wrong(area_id: int) -> ResponseReturnValue:
    """Say that the last decision was entered by mistake."""
    form = WrongForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.declare_wrong(current_actor(), area_id, form.why.data, clock.now())
        except AreaRefused as error:
            form.refuse(error, "why")
        else:
            flash(_("Đã ghi. Dòng ghi nhầm vẫn còn trong lịch sử, nhưng không tính nữa."))
            return redirect(url_for(".area", area_id=area_id))
    facts = queries.list_area_facts([queries.get_area(area_id).id])[area_id]
    left = rules.counting(facts.history)
    page = "traceability/areas/wrong.html"
    return render_template(
        page, area=facts, last=left[-1] if left else None, form=form, states=STATES
    ), 422 if form.errors else 200


def _register_form(asked: AreaProposal | None = None, *, is_sent: bool = True) -> RegisterForm:
    """The form of an area, filled in with what a producer proposed."""
    given = {**_described(asked), **_papers(asked)} if asked else {}
    form = RegisterForm(data=given) if is_sent else RegisterForm(None, data=given)
    form.with_provinces(places.list_provinces())
    form.with_producers(list_producers())
    return form


def _is_settled(form: RegisterForm | EditForm) -> bool:
    """Whether the form was sent, is valid, and names one commune."""
    return form.validate_on_submit() and form.takes(places.resolve(*form.typed_place()))


def _entered(form: RegisterForm, asked: AreaProposal | None) -> int | None:
    """The number of the new area, or None with the refusal beside its field."""
    producer_id = form.producer_id.data
    new = form.area(int(producer_id) if producer_id else None)
    try:
        picture = kept_picture(form.picture.data) or (asked.picture if asked else None)
        first = form.grant(clock.today(), picture)
        with transaction():
            actor, now = current_actor(), clock.now()
            made = (
                proposals.grant(actor, asked.id, new, first, now)
                if asked
                else service.register_area(actor, new, first, now)
            )
            return made.id
    except PictureRefused as error:
        form.refuse(error, "picture")
    except AreaRefused as error:
        form.refuse(error, error.field or None)
    return None


def _to(area_id: int) -> ResponseReturnValue:
    flash(_("Đã ghi vào sổ."))
    return redirect(url_for(".area", area_id=area_id))


def _shown(page: str, form: RegisterForm | EditForm, **more: Any) -> ResponseReturnValue:
    status = 422 if form.errors or form.form_errors else 200
    return render_template(page, form=form, **more), status


def _described(row: Area | AreaProposal) -> dict[str, Any]:
    """What is known of an area, under the names of the form."""
    commune = row.commune
    point = queries.find_point(row.id) if isinstance(row, Area) else row.point
    return {
        **{part: getattr(row, part) for part in ("name", "crop", "hectares", "growers")},
        **{part: getattr(row, part) for part in ("former_place", "parcels", "issuer")},
        "point": f"{point.latitude}, {point.longitude}" if point else None,
        "province_code": commune.province_code if commune else None,
        "commune_text": commune.full_name if commune else row.place_text,
        "commune_code": commune.code if commune else None,
    }


def _papers(asked: AreaProposal) -> dict[str, Any]:
    return {
        "scheme": asked.scheme,
        "code": asked.code,
        "since": asked.granted_since,
        "source": asked.source,
        "producer_id": str(asked.producer_id),
    }


def _form(area_id: int) -> StatusForm:
    """The form with the decisions that may follow the last one."""
    form = StatusForm()
    left = [row for row in queries.get_area(area_id).statuses if row.wrong_at is None]
    last = AreaState(left[-1].status) if left else None
    form.state.choices = [
        SelectChoice(str(one), STATES[one]) for one in AreaState if one in rules.NEXT[last]
    ]
    return form


def _page(area_id: int, form: StatusForm | None) -> ResponseReturnValue:
    fresh = form or _form(area_id)
    if form is None:
        fresh.since.data = clock.today()
    facts = queries.list_area_facts([area_id])[area_id]
    page = render_template(
        "traceability/areas/area.html",
        area=facts,
        kept=queries.get_area(area_id),
        point=queries.find_point(area_id),
        form=fresh,
        may_enter=current_actor().may("areas.enter"),
        is_unusual=facts.has_code and rules.looks_unusual(facts.scheme, facts.code),
        today=clock.today(),
        schemes=SCHEMES,
        states=STATES,
        evidence_words=EVIDENCE,
        hectares=hectares,
        days_late=rules.days_late,
        local_date=clock.local_date,
        validities=VALIDITIES,
        is_demo=facts.is_demo,
    )
    return page, 422 if form else 200
