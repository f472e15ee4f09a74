"""The words for the rules of cash on delivery."""

from catalog.kernel.i18n import _, lazy_, ngettext
from catalog.kernel.money import format_dong
from storefront.cod.models import CodRule
from storefront.cod.rules import RuleKind

KIND = {
    RuleKind.CAP: lazy_("Trần số tiền"),
    RuleKind.CONFIRM: lazy_("Xác nhận bằng mã"),
    RuleKind.PAUSE: lazy_("Dừng sau khi từ chối nhận"),
}


def sentence(rule: CodRule) -> str:
    """What a rule does, in one sentence."""
    if rule.kind == RuleKind.CAP:
        if not rule.amount:
            return _("Không bán theo cách trả khi nhận.")
        return _("Trên %(amount)s không trả khi nhận.", amount=format_dong(rule.amount))
    if rule.kind == RuleKind.CONFIRM:
        if rule.only_first:
            return _(
                "Từ %(amount)s, số chưa nhận kiện nào phải nhập mã.",
                amount=format_dong(rule.amount),
            )
        return _("Từ %(amount)s phải nhập mã.", amount=format_dong(rule.amount))
    refusals = ngettext("%(num)s kiện bị từ chối", "%(num)s kiện bị từ chối", rule.refusals)
    return _(
        "%(refusals)s trong %(within)s ngày thì dừng %(pause)s ngày.",
        refusals=refusals,
        within=rule.within_days,
        pause=rule.pause_days,
    )
