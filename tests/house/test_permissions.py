"""Every permission asked for in code or templates is given by some role, and none is idle."""

import re
from pathlib import Path

from storefront.accounts import rules

ROOT = Path(__file__).parent.parent.parent
ASKED = re.compile(r"""(?:requires|\.may)\(\s*["']([a-z_]+\.[a-z_]+)["']""")


def asked() -> dict[str, str]:
    """Each permission and a file that asks for it."""
    files = [
        file
        for folder in ("catalog", "traceability", "storefront", "templates")
        for ending in ("*.py", "*.html")
        for file in (ROOT / folder).rglob(ending)
    ]
    return {
        permission: str(file.relative_to(ROOT))
        for file in files
        for permission in ASKED.findall(file.read_text("utf-8"))
    }


def given() -> frozenset[str]:
    return rules.EVERYONE.union(*rules.ROLES.values(), *rules.MEMBER_ROLES.values())


def test_every_permission_is_given_by_some_role() -> None:
    missing = {name: file for name, file in asked().items() if name not in given()}
    assert not missing, f"add to storefront/accounts/rules.py: {missing}"


def test_permissions_are_feature_and_verb() -> None:
    for name in given():
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", name)
