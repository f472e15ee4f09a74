"""The words of roles for the reader."""

from catalog.kernel.i18n import lazy_

MEMBER_ROLE = {"owner": lazy_("Chủ cơ sở"), "staff": lazy_("Người làm")}
ROLE = {"operator": lazy_("Người vận hành"), "officer": lazy_("Cán bộ OCOP")}
