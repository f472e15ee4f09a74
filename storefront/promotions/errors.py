"""Why a promotion is not taken; `field` is where the form says so."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from storefront.promotions.rules import MOST_CODES


class Unfit(DomainError):
    """A promotion that cannot be."""

    field = "name"


class PercentMissing(Unfit):
    field = "percent"
    message = lazy_("Ghi phần trăm giảm, từ 0,01 đến 100.")


class AmountMissing(Unfit):
    field = "amount"
    message = lazy_("Ghi số tiền giảm, từ 1 đồng.")


class StartsInThePast(Unfit):
    field = "starts_on"
    message = lazy_("Ngày đầu không thể ở trước hôm nay: giá đã tính rồi không đổi được.")


class EndsTooEarly(Unfit):
    field = "ends_on"
    message = lazy_("Ngày cuối không thể trước ngày đầu hoặc trước hôm nay.")


class TargetsMissing(Unfit):
    field = "scope"
    message = lazy_("Chọn ít nhất một người bán hoặc một sản phẩm.")


class SellersMustBeNamed(Unfit):
    field = "scope"
    message = lazy_("Người bán chịu một phần thì phải nêu rõ người bán hoặc sản phẩm nào.")


class AgreementMissing(Unfit):
    field = "agreement"
    message = lazy_("Người bán chịu một phần: ghi văn bản họ đã đồng ý.")


class UnknownProduct(Unfit):
    """Names the line."""

    field = "products"

    def __init__(self, line: str) -> None:
        super().__init__(lazy_("Không có sản phẩm đang bán nào ở “%(line)s”.", line=line[:80]))


class CodesMissing(Unfit):
    field = "codes"
    message = lazy_("Ghi ít nhất một mã, hoặc cho tự tạo mã.")


class CodeUnfit(Unfit):
    """Names the code."""

    field = "codes"

    def __init__(self, code: str) -> None:
        words = lazy_("Mã “%(code)s” chưa đúng: 4 đến 20 chữ cái không dấu và số.", code=code[:30])
        super().__init__(words)


class CodePhoneUnfit(Unfit):
    """Names the code."""

    field = "codes"

    def __init__(self, code: str) -> None:
        words = lazy_("Số điện thoại sau mã “%(code)s” chưa đúng.", code=code[:30])
        super().__init__(words)


class CodeTaken(Unfit):
    """Names the code."""

    field = "codes"

    def __init__(self, code: str) -> None:
        super().__init__(lazy_("Mã “%(code)s” đã có, hãy chọn mã khác.", code=code[:30]))


class TooManyCodes(Unfit):
    field = "codes"
    message = lazy_("Nhiều nhất %(most)s mã cho mỗi chương trình.", most=MOST_CODES)


class NeedsNoCodes(Unfit):
    field = "codes"
    message = lazy_("Chương trình này tự áp dụng, không dùng mã.")


class AlreadyOver(Conflict):
    message = lazy_("Chương trình này đã kết thúc.")
