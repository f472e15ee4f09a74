"""Forms of other floors' orders."""

from collections.abc import Iterator
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectChoice, SelectField

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField
from catalog.kernel.i18n import _, lazy_
from storefront.outside_sales.labels import COLUMN
from storefront.outside_sales.rules import COLUMNS, LONGEST_FLOOR, NEEDED


class FileForm(HouseForm):
    """Orders of one floor."""

    floor = TextField(lazy_("Sàn nào"), [Filled(), AtMost(LONGEST_FLOOR)])
    file = FileField(lazy_("Tệp CSV hoặc .xlsx"), [FileRequired(lazy_("Hãy chọn một tệp."))])


class ColumnsForm(HouseForm):
    """Which column of the file is which; the headings travel along, the file does not."""

    floor = HiddenField(validators=[Filled(), AtMost(LONGEST_FLOOR)])
    headings = HiddenField(validators=[Filled(), AtMost(6000)])
    ma_don = SelectField(COLUMN["ma_don"], validate_choice=True)
    ngay_ban = SelectField(COLUMN["ngay_ban"], validate_choice=True)
    ma_quy_cach = SelectField(COLUMN["ma_quy_cach"], validate_choice=True)
    so_luong = SelectField(COLUMN["so_luong"], validate_choice=True)
    trang_thai = SelectField(COLUMN["trang_thai"], validate_choice=True)

    def offer(self, headings: list[str]) -> None:
        """Let these headings be chosen."""
        self.headings.data = "\n".join(headings)
        for _name, field in self.fields:
            field.choices = [
                SelectChoice("", _("(chọn cột)")),
                *(SelectChoice(one, one) for one in headings),
            ]

    @property
    def fields(self) -> Iterator[tuple[str, Any]]:
        for name in COLUMNS:
            yield name, self[name]

    def chosen(self) -> dict[str, str] | None:
        """Our column → theirs; None where one that is needed is missing or two are the same."""
        found = {name: field.data for name, field in self.fields if field.data}
        is_whole = set(NEEDED) <= found.keys() and len(set(found.values())) == len(found)
        return found if is_whole else None
