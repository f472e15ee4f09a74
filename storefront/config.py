"""All settings of the product. No other module reads the environment.

`docs/settings.md` describes each; a house test compares the two.
"""

import hashlib
import hmac
import os
import secrets
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent


LEDGER_KEY_BYTES = VAPID_KEY_BYTES = 32
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class SettingError(Exception):
    """A setting is missing or malformed; the message names it. The start stops."""


@dataclass(frozen=True)
class Config:
    """The settings of contract section 2, checked. See docs/settings.md for their meaning."""

    secret_key: str
    database_url: str
    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://localhost:8000"
    app_env: str = "development"
    search_url: str = "whoosh:"
    redis_url: str | None = None
    media_url: str = "files:"
    smtp_url: str | None = None
    serial_key: str = ""
    demo: bool = False
    shop_name: str = "Chợ Xã"
    payos_checksum_key: str = field(default="", repr=False)
    sepay_webhook_secret: str = field(default="", repr=False)
    stripe_secret_key: str = field(default="", repr=False)
    stripe_webhook_secret: str = field(default="", repr=False)
    momo_partner_code: str = ""
    momo_access_key: str = field(default="", repr=False)
    momo_secret_key: str = field(default="", repr=False)
    momo_url: str = "https://payment.momo.vn"
    zalopay_app_id: str = ""
    zalopay_key1: str = field(default="", repr=False)
    zalopay_key2: str = field(default="", repr=False)
    zalopay_url: str = "https://openapi.zalopay.vn"
    vnpay_tmn_code: str = ""
    vnpay_hash_secret: str = field(default="", repr=False)
    vnpay_pay_url: str = ""
    vnpay_api_url: str = ""
    fakes: frozenset[str] = frozenset()
    ledger_key: str = field(default="", repr=False)
    vapid_key: str = field(default="", repr=False)
    testing: bool = False

    def is_fake(self, name: str) -> bool:
        """Whether this key was made for the demonstration: our fake takes the partner's place."""
        return name in self.fakes

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts of the house. Any other gets 400, so no link is ever built from it; confirmed
        hosts of sellers never come so far (storefront/hosts/gate.py)."""
        return frozenset({self.public_host.partition(":")[0], self.host, "localhost", "127.0.0.1"})

    @property
    def public_host(self) -> str:
        return urlsplit(self.public_url).netloc

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Config":
        """Read and check every setting, or raise SettingError naming the first wrong one."""
        given = {name: value for name, value in environment.items() if value != ""}
        data_dir = _data_dir(given.get("DATA_DIR", "var"))
        app_env = _one_of(given, "APP_ENV", ("development", "production"), "development")
        secret_key = _secret_key(given, data_dir, app_env)
        return cls(
            secret_key=secret_key,
            database_url=_database_url(given, data_dir),
            data_dir=data_dir,
            host=given.get("HOST", "127.0.0.1"),
            port=_number(given, "PORT", 8000, 1, 65535),
            public_url=_origin(given, "PUBLIC_URL", "http://localhost:8000"),
            app_env=app_env,
            search_url=_scheme(given, "SEARCH_URL", "whoosh:", ("whoosh:", "tantivy:")),
            redis_url=_optional(given, "REDIS_URL", ("redis://", "rediss://", "unix://")),
            media_url=_media_url(given),
            smtp_url=_optional(given, "SMTP_URL", ("smtp://", "smtps://")),
            serial_key=_serial_key(given, data_dir),
            ledger_key=_ledger_key(given, data_dir),
            vapid_key=_vapid_key(given, data_dir),
            demo=_one_of(given, "DEMO", ("0", "1"), "0") == "1",
            payos_checksum_key=_partner_key(given, "PAYOS_CHECKSUM_KEY", secret_key),
            sepay_webhook_secret=_partner_key(given, "SEPAY_WEBHOOK_SECRET", secret_key),
            stripe_secret_key=_partner_key(given, "STRIPE_SECRET_KEY", secret_key),
            stripe_webhook_secret=_partner_key(given, "STRIPE_WEBHOOK_SECRET", secret_key),
            **_wallets(given, secret_key),
            fakes=_fakes(given),
            shop_name=given.get("SHOP_NAME", "Chợ Xã"),
        )


def _data_dir(value: str) -> Path:
    path = Path(value).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"DATA_DIR: cannot use {value}: {error.strerror}") from error
    if not os.access(path, os.W_OK):
        raise SettingError(f"DATA_DIR: {value} is not writable")
    return path


def _secret_key(given: Mapping[str, str], data_dir: Path, app_env: str) -> str:
    if "SECRET_KEY" in given:
        if len(given["SECRET_KEY"]) < 32:
            raise SettingError("SECRET_KEY: at least 32 characters")
        return given["SECRET_KEY"]
    if app_env == "production":
        raise SettingError("SECRET_KEY: required when APP_ENV=production")
    return _kept(data_dir / "secret_key", lambda: secrets.token_urlsafe(48))


def _partner_key(given: Mapping[str, str], name: str, secret_key: str) -> str:
    """A key shared with a partner, empty where there is none; a demonstration makes its own."""
    if name in given:
        if len(given[name]) < 16:
            raise SettingError(f"{name}: at least 16 characters")
        return given[name]
    if given.get("DEMO") != "1":
        return ""
    return hmac.new(secret_key.encode(), name.encode(), hashlib.sha256).hexdigest()


_TOGETHER = (
    ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
    ("MOMO_PARTNER_CODE", "MOMO_ACCESS_KEY", "MOMO_SECRET_KEY"),
    ("ZALOPAY_APP_ID", "ZALOPAY_KEY1", "ZALOPAY_KEY2"),
    ("VNPAY_TMN_CODE", "VNPAY_HASH_SECRET", "VNPAY_PAY_URL", "VNPAY_API_URL"),
)
"""Settings of one partner: all of them or none."""


class _Wallets(TypedDict):
    momo_partner_code: str
    momo_access_key: str
    momo_secret_key: str
    momo_url: str
    zalopay_app_id: str
    zalopay_key1: str
    zalopay_key2: str
    zalopay_url: str
    vnpay_tmn_code: str
    vnpay_hash_secret: str
    vnpay_pay_url: str
    vnpay_api_url: str


def _wallets(given: Mapping[str, str], secret_key: str) -> _Wallets:
    """What MoMo, ZaloPay and VNPAY gave the operator; a demonstration invents it."""
    web = ("https://", "http://")
    app_id = given.get("ZALOPAY_APP_ID", "")
    if app_id and not (app_id.isascii() and app_id.isdigit()):
        raise SettingError("ZALOPAY_APP_ID: a number")
    return {
        "momo_partner_code": _named(given, "MOMO_PARTNER_CODE", "MINHHOA2"),
        "momo_access_key": _partner_key(given, "MOMO_ACCESS_KEY", secret_key),
        "momo_secret_key": _partner_key(given, "MOMO_SECRET_KEY", secret_key),
        "momo_url": _scheme(given, "MOMO_URL", "https://payment.momo.vn", web).rstrip("/"),
        "zalopay_app_id": _named(given, "ZALOPAY_APP_ID", "1000"),
        "zalopay_key1": _partner_key(given, "ZALOPAY_KEY1", secret_key),
        "zalopay_key2": _partner_key(given, "ZALOPAY_KEY2", secret_key),
        "zalopay_url": _scheme(given, "ZALOPAY_URL", "https://openapi.zalopay.vn", web).rstrip("/"),
        "vnpay_tmn_code": _named(given, "VNPAY_TMN_CODE", "MINHHOA1"),
        "vnpay_hash_secret": _partner_key(given, "VNPAY_HASH_SECRET", secret_key),
        "vnpay_pay_url": _optional(given, "VNPAY_PAY_URL", web) or "",
        "vnpay_api_url": _optional(given, "VNPAY_API_URL", web) or "",
    }


def _named(given: Mapping[str, str], name: str, invented: str) -> str:
    """What a partner calls us, empty where there is none."""
    return given.get(name) or (invented if given.get("DEMO") == "1" else "")


def _fakes(given: Mapping[str, str]) -> frozenset[str]:
    """The settings of partners that a demonstration invents, once each is whole."""
    for names in _TOGETHER:
        missing = [name for name in names if name not in given]
        if missing and len(missing) < len(names):
            raise SettingError(f"{missing[0]}: needed beside {names[0]}")
    if given.get("DEMO") != "1":
        return frozenset()
    return frozenset(name for names in _TOGETHER for name in names if name not in given)


def _serial_key(given: Mapping[str, str], data_dir: Path) -> str:
    if len(given.get("SERIAL_KEY", "x" * 32)) < 32:
        raise SettingError("SERIAL_KEY: at least 32 characters")
    return given.get("SERIAL_KEY") or _kept(
        data_dir / "serial_key", lambda: secrets.token_urlsafe(48)
    )


def _ledger_key(given: Mapping[str, str], data_dir: Path) -> str:
    kept = data_dir / "ledger_key"
    key = given.get("LEDGER_KEY") or _kept(
        kept, lambda: b64encode(secrets.token_bytes(LEDGER_KEY_BYTES)).decode()
    )
    try:
        size = len(b64decode(key.strip(), validate=True))
    except (NotBase64, ValueError):
        size = 0
    if size != LEDGER_KEY_BYTES:
        where = "" if "LEDGER_KEY" in given else f" in {kept}"
        raise SettingError(f"LEDGER_KEY: {LEDGER_KEY_BYTES} bytes in base64{where}")
    return key.strip()


def _vapid_key(given: Mapping[str, str], data_dir: Path) -> str:
    """The private key (P-256) that signs messages to browsers, 32 bytes in base64url."""
    kept = data_dir / "vapid_key"
    key = given.get("VAPID_KEY") or _kept(
        kept, lambda: urlsafe_b64encode(secrets.token_bytes(VAPID_KEY_BYTES)).decode()
    )
    try:
        number = urlsafe_b64decode(key.strip().rstrip("=") + "=")
        is_key = len(number) == VAPID_KEY_BYTES and 0 < int.from_bytes(number) < P256_ORDER
    except (NotBase64, ValueError):
        is_key = False
    if not is_key:
        where = "" if "VAPID_KEY" in given else f" in {kept}"
        raise SettingError(f"VAPID_KEY: 32 bytes in base64url{where}")
    return key.strip()


def _kept(file: Path, make: Callable[[], str]) -> str:
    """The text kept in `file`, made once; two processes that start together agree on one."""
    if not file.exists():
        fresh = file.with_name(f".{file.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(make(), "utf-8")
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text("utf-8")


def _database_url(given: Mapping[str, str], data_dir: Path) -> str:
    url = given.get("DATABASE_URL", f"sqlite:///{data_dir / 'ocop.sqlite3'}")
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingError("DATABASE_URL: sqlite:///FILE or postgresql+psycopg://…")
    return url


def _media_url(given: Mapping[str, str]) -> str:
    if given.get("MEDIA_URL", "").startswith("s3:"):
        raise SettingError("MEDIA_URL: s3:// is not supported yet; files: is a folder in DATA_DIR")
    return _scheme(given, "MEDIA_URL", "files:", ("files:",))


def _number(given: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise SettingError(f"{name}: a number from {low} to {high}, not {text!r}")
    return int(text)


def _one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    value = given.get(name, default)
    if value not in allowed:
        raise SettingError(f"{name}: one of {', '.join(allowed)}, not {value!r}")
    return value


def _scheme(given: Mapping[str, str], name: str, default: str, schemes: tuple[str, ...]) -> str:
    value = given.get(name, default)
    if not value.startswith(schemes):
        raise SettingError(f"{name}: begins with {' or '.join(schemes)}, not {value!r}")
    return value


def _optional(given: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str | None:
    return _scheme(given, name, "", schemes) if name in given else None


def _origin(given: Mapping[str, str], name: str, default: str) -> str:
    value = given.get(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise SettingError(f"{name}: an origin such as https://example.vn, not {value!r}")
    return value
