"""Which partners are switched on: those whose keys are set, and with DEMO=1 our fakes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import current_app, has_app_context

from storefront.config import Config
from storefront.gateways.errors import SwitchedOff
from storefront.gateways.limits import find_limits
from storefront.gateways.providers.base import Gateway
from storefront.gateways.providers.fakes.acting import Fake
from storefront.gateways.providers.fakes.momo import FakeMomo
from storefront.gateways.providers.fakes.store import FakeStore
from storefront.gateways.providers.fakes.stripe import FakeStripe
from storefront.gateways.providers.fakes.vnpay import PAGE, FakeVnPay
from storefront.gateways.providers.fakes.zalopay import FakeZaloPay
from storefront.gateways.providers.http import Internet, Transport
from storefront.gateways.providers.momo import Momo
from storefront.gateways.providers.stripe import Stripe
from storefront.gateways.providers.vnpay import VnPay
from storefront.gateways.providers.zalopay import ZaloPay
from storefront.payments import providers
from storefront.payments.errors import MethodNotOffered
from storefront.payments.providers.base import Provider
from storefront.payments.providers.online import OnlinePayment

FAKES = "cong-minh-hoa.sqlite3"
"""The file in DATA_DIR where invented partners remember what they did, apart from the shop's."""


@dataclass
class Connections:
    """Partners by their names, and the fakes among them."""

    gateways: dict[str, Gateway] = field(default_factory=dict)
    fakes: dict[str, Fake] = field(default_factory=dict)


def connect(config: Config) -> Connections:
    """The partners of these settings."""
    found = Connections()
    store = FakeStore(config.data_dir / FAKES)
    if config.stripe_secret_key:
        _stripe(found, config, store)
    if config.momo_partner_code:
        _momo(found, config, store)
    if config.zalopay_app_id:
        _zalopay(found, config, store)
    if config.vnpay_tmn_code:
        _vnpay(found, config, store)
    return found


def _back_to(config: Config) -> str:
    return f"{config.public_url}/don-hang/{{number}}/tra-tien"


def _stripe(found: Connections, config: Config, store: FakeStore) -> None:
    fake = None
    if config.is_fake("STRIPE_SECRET_KEY"):
        fake = FakeStripe(store, config.public_url, config.stripe_webhook_secret)
        found.fakes[Stripe.method] = fake
    found.gateways[Stripe.method] = Stripe(
        config.stripe_secret_key, config.stripe_webhook_secret, _back_to(config), fake
    )


def _momo(found: Connections, config: Config, store: FakeStore) -> None:
    keys = (config.momo_partner_code, config.momo_access_key, config.momo_secret_key)
    transport: Transport = Internet()
    if config.is_fake("MOMO_PARTNER_CODE"):
        fake = FakeMomo(store, config.public_url, *keys)
        transport = found.fakes[Momo.method] = fake
    found.gateways[Momo.method] = Momo(*keys, config.momo_url, config.public_url, transport)


def _zalopay(found: Connections, config: Config, store: FakeStore) -> None:
    keys = (config.zalopay_app_id, config.zalopay_key1, config.zalopay_key2)
    transport: Transport = Internet()
    if config.is_fake("ZALOPAY_APP_ID"):
        fake = FakeZaloPay(store, config.public_url, *keys)
        transport = found.fakes[ZaloPay.method] = fake
    found.gateways[ZaloPay.method] = ZaloPay(
        *keys, config.zalopay_url, config.public_url, transport
    )


def _vnpay(found: Connections, config: Config, store: FakeStore) -> None:
    keys = (config.vnpay_tmn_code, config.vnpay_hash_secret)
    pay_url, transport = config.vnpay_pay_url, Internet()
    if config.is_fake("VNPAY_TMN_CODE"):
        fake = FakeVnPay(store, *keys)
        found.fakes[VnPay.method] = fake
        pay_url = f"{config.public_url}/cong-minh-hoa/vnpay/{PAGE}"
        found.gateways[VnPay.method] = VnPay(*keys, pay_url, "", config.public_url, fake)
        return
    found.gateways[VnPay.method] = VnPay(
        *keys, pay_url, config.vnpay_api_url, config.public_url, transport
    )


def connected() -> Mapping[str, Gateway]:
    """The partners of the running application; outside of one none is switched on."""
    if not has_app_context():
        return {}
    found: Connections = current_app.extensions["ocop_gateways"]
    return found.gateways


def gateway_of(name: str) -> Gateway:
    """One partner; raises SwitchedOff."""
    found = connected().get(name)
    if found is None:
        raise SwitchedOff
    return found


def offered(amount: int, on: date) -> list[Provider]:
    """Every way to pay so much on that day: cash, transfer, then partners."""
    online = []
    for gateway in connected().values():
        limits = find_limits(gateway.method, on)
        if limits:
            online.append(OnlinePayment(gateway.method, limits.least, limits.most))
    return [*providers.offered(amount, on), *(one for one in online if one.allows(amount))]


def get(method: str, amount: int, on: date) -> Provider:
    """The way a buyer chose; raises MethodNotOffered when it is not to be had."""
    for way in offered(amount, on):
        if way.method == method:
            return way
    raise MethodNotOffered
