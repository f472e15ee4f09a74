"""The style guide: /bang-thanh-phan, for those who build pages."""

from decimal import Decimal

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from wtforms import FileField, RadioField, StringField

from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _, lazy_
from storefront.one_time_codes.forms import CodeForm
from storefront.styleguide import (
    buying_samples,
    catalog_samples,
    combo_samples,
    selling_samples,
    shop_samples,
    trace_samples,
)
from traceability.areas.cells import Cell
from traceability.areas.drawing import draw

bp = Blueprint("styleguide", __name__)


class SampleForm(HouseForm):
    """Two fields, one of them refused."""

    class Meta(HouseForm.Meta):
        csrf = False

    plain = StringField(lazy_("Số điện thoại"), id="mau-thuong")
    refused = StringField(lazy_("Số điện thoại"), id="mau-loi")
    photo = FileField(lazy_("Ảnh"), id="mau-anh")
    photo_refused = FileField(lazy_("Ảnh"), id="mau-anh-loi")
    known = RadioField(lazy_("Hàng của bạn trong sổ đăng ký"), id="mau-hang", default="1")


class SampleCodeForm(CodeForm):
    """The field of a one-time code, without a token."""

    class Meta(HouseForm.Meta):
        csrf = False


@bp.get("/bang-thanh-phan")
def components() -> ResponseReturnValue:
    """Show every component in every state."""
    form = SampleForm()
    form.refused.errors = [str(lazy_("Vui lòng điền mục này."))]
    form.photo_refused.errors = [str(lazy_("Vui lòng điền mục này."))]
    form.known.choices = [*catalog_samples.KNOWN, ("", _("Món khác, tôi ghi tên"))]
    form.form_errors = [str(lazy_("Không thực hiện được yêu cầu này."))]
    return render_template(
        "storefront/styleguide/components.html",
        form=form,
        **catalog_samples.samples(),
        **buying_samples.samples(),
        **shop_samples.samples(),
        **selling_samples.samples(),
        **combo_samples.samples(),
        sample_code_form=SampleCodeForm(),
        area_map_sample=draw(Cell(Decimal("10.05"), Decimal("105.75"))),
        **trace_samples.samples(),
    )
