"""What the pages of packers and operators have in common."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.web import current_actor, pictures
from storefront.combos import labels, queries, service
from storefront.combos.errors import CannotBeSold, DaysInDisorder, FeeTooHigh
from storefront.combos.forms import ComboForm, PartForm, StepForm
from storefront.combos.service import Facts

LONGEST_SEARCH = 80
BESIDE: tuple[tuple[type[DomainError], str], ...] = (
    (DaysInDisorder, "sells_to"),
    (FeeTooHigh, "packing_fee"),
    (PictureRefused, "photo"),
)


def list_page(frame: str, **more: Any) -> ResponseReturnValue:
    """The combos this person may change."""
    made = [queries.offered(one, clock.today()) for one in queries.list_made(current_actor())]
    return render_template(
        "storefront/combos/kept.html",
        frame=frame,
        made=made,
        is_demo=any(one.combo.is_demo for one in made),
        **_words(),
        **more,
    )


def make_page(frame: str, packers: list[tuple[int, str]]) -> ResponseReturnValue:
    """The form of a new combo, or the combo it made."""
    form = ComboForm()
    form.packer.choices = packers
    if form.validate_on_submit():
        try:
            with transaction():
                facts = _facts(form)
                made = service.make(current_actor(), form.packer.data, facts, clock.now()).id
        except DomainError as error:
            _refuse(form, error)
        else:
            flash(_("Đã lập hộp quà. Cho từng món vào hộp ở dưới."))
            return redirect(url_for(".combo", combo_id=made), 303)
    if form.sells_from.data is None and not form.is_submitted():
        form.sells_from.data = clock.today()
    page = "storefront/combos/edit.html"
    status = 422 if form.errors or form.form_errors else 200
    return render_template(page, frame=frame, form=form, combo=None), status


def edit_page(frame: str, combo_id: int) -> ResponseReturnValue:
    """What a combo is and costs."""
    combo = queries.get_combo(current_actor(), combo_id)
    form = ComboForm(obj=None if request.method == "POST" else combo)
    form.packer.choices = [(combo.packer_id, combo.packer.name)]
    form.packer.data = combo.packer_id  # who packs was agreed to by the others
    if form.validate_on_submit():
        try:
            with transaction():
                service.change(current_actor(), combo_id, _facts(form), clock.now())
        except DomainError as error:
            _refuse(form, error)
        else:
            flash(_("Đã ghi. Hộ nào được chia ít hơn mức đã đồng ý thì được hỏi lại."))
            return redirect(url_for(".combo", combo_id=combo_id), 303)
        combo = queries.get_combo(current_actor(), combo_id)
    page = "storefront/combos/edit.html"
    status = 422 if form.errors or form.form_errors else 200
    return render_template(page, frame=frame, form=form, combo=combo), status


def combo_page(frame: str, combo_id: int) -> ResponseReturnValue:
    """One combo: what is in it, what each household gets and said, what is missing."""
    found = queries.offered(queries.get_combo(current_actor(), combo_id), clock.today())
    return render_template(
        "storefront/combos/kept_combo.html",
        frame=frame,
        found=found,
        is_demo=found.combo.is_demo,
        **_words(),
    )


def goods_page(frame: str, combo_id: int) -> ResponseReturnValue:
    """Find goods and put them in."""
    actor, form, refused = current_actor(), PartForm(), None
    asked = request.values.get("q", "")[:LONGEST_SEARCH]
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_part(
                    actor,
                    combo_id,
                    form.variant.data,
                    form.quantity.data,
                    form.story.data or None,
                    clock.now(),
                )
        except DomainError as error:
            refused = error.message
        else:
            flash(_("Đã cho vào hộp. Hàng của hộ khác chờ hộ đó đồng ý."))
            return redirect(url_for(".combo", combo_id=combo_id), 303)
    elif form.is_submitted():
        refused = next(iter(form.errors.values()))[0] if form.errors else None
    return render_template(
        "storefront/combos/goods.html",
        frame=frame,
        combo=queries.get_combo(actor, combo_id),
        asked=asked,
        found=queries.search_goods(asked, clock.today()) if asked.strip() else [],
        form=form,
        chosen=form.variant.data,
        refused=refused,
    ), 422 if refused else 200


def remove(combo_id: int, part_id: int) -> ResponseReturnValue:
    """Take goods out."""
    if StepForm().validate_on_submit():
        with transaction():
            service.remove_part(current_actor(), combo_id, part_id, clock.now())
        flash(_("Đã bỏ khỏi hộp."))
    return redirect(url_for(".combo", combo_id=combo_id), 303)


def ask_again(combo_id: int, part_id: int) -> ResponseReturnValue:
    """Ask a household once more."""
    if StepForm().validate_on_submit():
        with transaction():
            service.ask_again(current_actor(), combo_id, part_id, clock.now())
        flash(_("Đã hỏi lại."))
    return redirect(url_for(".combo", combo_id=combo_id), 303)


def publish(combo_id: int) -> ResponseReturnValue:
    """Open the sale, or say what is missing."""
    if StepForm().validate_on_submit():
        try:
            with transaction():
                service.publish(current_actor(), combo_id, clock.now())
        except CannotBeSold as error:
            flash(str(error.message))
        else:
            flash(_("Đã mở bán."))
    return redirect(url_for(".combo", combo_id=combo_id), 303)


def withdraw(combo_id: int) -> ResponseReturnValue:
    """Close the sale."""
    if StepForm().validate_on_submit():
        with transaction():
            service.withdraw(current_actor(), combo_id)
        flash(_("Đã thôi bán. Đơn đã đặt vẫn giao."))
    return redirect(url_for(".combo", combo_id=combo_id), 303)


def _facts(form: ComboForm) -> Facts:
    sent = form.photo.data
    kept = isinstance(sent, FileStorage) and bool(sent.filename)
    return Facts(
        name=form.name.data or "",
        story=form.story.data or None,
        price=form.price.data,
        packing_fee=form.packing_fee.data,
        sells_from=form.sells_from.data or clock.today(),
        sells_to=form.sells_to.data,
        picture=pictures().keep_upload(sent.stream).digest if kept else None,
    )


def _refuse(form: ComboForm, error: DomainError) -> None:
    form.refuse(error, next((beside for kind, beside in BESIDE if isinstance(error, kind)), None))


def _words() -> dict[str, Any]:
    return {"states": labels.STATE, "obstacles": labels.OBSTACLE}
