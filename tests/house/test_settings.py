"""Every setting is described, and nothing is described that does not exist."""

import ast
import re
from pathlib import Path

import pytest

from storefront.config import Config, SettingError

ROOT = Path(__file__).parents[2]


def test_every_setting_is_described() -> None:
    tree = ast.parse((ROOT / "storefront/config.py").read_text("utf-8"))
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    read = {text for text in constants if re.fullmatch(r"[A-Z][A-Z_]+", str(text))}
    table = (ROOT / "docs/settings.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` ", table, re.MULTILINE)) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PUBLIC_URL", "shop.example.vn"),
        ("PUBLIC_URL", "https://shop.example.vn/ban"),
        ("SECRET_KEY", "short"),
        ("DATABASE_URL", "mysql://root@localhost/test"),
        ("SEARCH_URL", "elastic:"),
        ("DEMO", "yes"),
        ("LEDGER_KEY", "not a key"),
        ("VAPID_KEY", "not a key"),
        ("VAPID_KEY", "_" * 42 + "8"),
        ("LEDGER_KEY", "AAAA"),
        ("APP_ENV", "staging"),
    ],
)
def test_a_malformed_setting_stops_the_start_with_its_name(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingError, match=f"^{name}: "):
        Config.from_environment({"DATA_DIR": str(tmp_path), name: value})


def test_production_needs_its_secret_key(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="^SECRET_KEY: "):
        Config.from_environment({"DATA_DIR": str(tmp_path), "APP_ENV": "production"})


def test_the_keys_made_once_are_kept_from_others(tmp_path: Path) -> None:
    first, second = (Config.from_environment({"DATA_DIR": str(tmp_path)}) for _ in range(2))
    assert first.secret_key == second.secret_key
    assert first.ledger_key == second.ledger_key != first.secret_key
    for name in ("secret_key", "ledger_key"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
