"""Who may do what, how long a sign-in lasts, which passwords and addresses are taken."""

from datetime import UTC, datetime, timedelta

import pytest

from storefront.accounts import passwords, rules

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("roles", "member", "has", "lacks"),
    [
        ([], None, "accounts.keep", "seller.see"),
        (["operator"], None, "certification.revoke", "seller.see"),
        (["officer"], None, "certification.enter", "certification.revoke"),
        (["officer"], None, "recalls.hold", "recalls.set"),
        ([], "owner", "members.manage", "desk.see"),
        ([], "staff", "orders.pack", "members.manage"),
        (["officer"], "staff", "orders.pack", "certification.revoke"),
        (["emperor"], "guest", "accounts.keep", "desk.see"),
    ],
)
def test_roles_give_permissions(roles: list[str], member: str | None, has: str, lacks: str) -> None:
    permissions = rules.permissions_of(roles, member)
    assert has in permissions
    assert lacks not in permissions


@pytest.mark.parametrize(
    ("roles", "members", "kind"),
    [
        ([], [], "buyer"),
        ([], ["staff"], "seller"),
        (["officer"], [], "staff"),
        (["operator"], ["owner"], "staff"),
    ],
)
def test_more_rights_end_sooner(roles: list[str], members: list[str], kind: str) -> None:
    assert rules.limits_of(roles, members) == rules.LIMITS[kind]


@pytest.mark.parametrize(
    ("created", "seen", "lapsed"),
    [(0, 0, False), (11, 0.49, False), (11, 0.5, True), (12, 0, True)],
)
def test_a_sign_in_lapses_idle_or_old(created: float, seen: float, lapsed: bool) -> None:
    hours = [NOW - timedelta(hours=hours) for hours in (created, seen)]
    assert rules.has_lapsed(rules.LIMITS["staff"], *hours, NOW) is lapsed


@pytest.mark.parametrize(("minutes", "noted"), [(0, False), (2.9, False), (3, True)])
def test_a_use_is_noted_now_and_then(minutes: float, noted: bool) -> None:
    seen = NOW - timedelta(minutes=minutes)
    assert rules.is_worth_noting(rules.LIMITS["staff"], seen, NOW) is noted


@pytest.mark.parametrize(
    ("permissions", "home"),
    [
        (["desk.see", "seller.see"], "desk.overview"),
        (["seller.see"], "seller.today"),
        ([], "accounts.account"),
    ],
)
def test_home_follows_the_work(permissions: list[str], home: str) -> None:
    assert rules.home_of(permissions) == home


@pytest.mark.parametrize(
    "target",
    ["/", "/tai-khoan", "/san-pham?q=g%E1%BA%A1o&trang=2", "/a#b", "/a?tiep=https://x.vn", "/a//b"],
)
def test_paths_of_this_site_are_taken(target: str) -> None:
    assert rules.safe_target(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "tai-khoan",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\\/evil.example",
        "/%5c/../\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "HTTPS://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        " //evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nLocation: //evil.example",
        "/\x00/evil.example",
        "/ /evil.example",
        "/\x7f",
        "//[evil",
        "/" + "a" * 2000,
    ],
)
def test_everything_else_is_not(target: str | None) -> None:
    assert rules.safe_target(target) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("hoa@example.vn", True),
        ("hoa.le+cho@mail.example.com.vn", True),
        ("hoa@example", False),
        ("hoa@@example.vn", False),
        ("hoa le@example.vn", False),
        ("<b>@example.vn", False),
        ("@example.vn", False),
        ("hoa@.", False),
        (f"{'x' * 250}@example.vn", False),
    ],
)
def test_emails(text: str, is_one: bool) -> None:
    assert rules.is_email(text) is is_one


OWN = ("Lâm Thị Hoa", "0912345678", "hoa.lam@example.vn", "hoa.lam")


@pytest.mark.parametrize(
    "password",
    [
        "matkhau1",
        "Mật khẩu",
        "MATKHAU2026",
        "password",
        "P@ssword",
        "12345678",
        "98765432",
        "abcdefgh",
        "aaaaaaaa",
        "abababab",
        "anhyeuem",
        "anh yêu em",
        "lamthihoa",
        "Lâm Thị Hoa 1990",
        "0912345678",
        "0912 345 678",
        "hoa.lam@example.vn",
        "ｍａｔｋｈａｕ",
    ],
)
def test_guessable_passwords_are_known(password: str) -> None:
    words = {"matkhau", "password", "anhyeuem", "pssword"}
    assert rules.is_guessable(password, words, OWN)


@pytest.mark.parametrize(
    "password", ["cá kho nồi đất", "ភាសាខ្មែរ ស្អាត", "vườn bưởi nhà tôi", "Tr8x!kq2"]
)
def test_words_put_together_are_fine(password: str) -> None:
    assert not rules.is_guessable(password, passwords.blocked(), OWN)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 8.1) Chrome/70 Mobile Safari/537 Zalo/22", "Zalo · Android"),
        ("Mozilla/5.0 (iPhone; CPU OS 17) Version/17 Safari/604", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115) Gecko Firefox/115", "Firefox · Linux"),
        ("curl/8", "?"),
        ("<script>", "?"),
    ],
)
def test_devices_are_named_for_their_owner(agent: str, device: str) -> None:
    assert rules.device_of(agent) == device
