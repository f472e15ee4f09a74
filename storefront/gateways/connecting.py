"""Which partners are switched on: those whose keys are set."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import current_app, has_app_context
from stripe import HTTPClient

from storefront.config import Config
from storefront.gateways.errors import SwitchedOff
from storefront.gateways.limits import find_limits
from storefront.payment_partners.providers.base import Gateway
from storefront.payment_partners.providers.http import Internet, Transport
from storefront.payment_partners.providers.momo import Momo
from storefront.payment_partners.providers.stripe import Stripe
from storefront.payment_partners.providers.vnpay import VnPay
from storefront.payment_partners.providers.zalopay import ZaloPay
from storefront.payments import providers
from storefront.payments.errors import MethodNotOffered
from storefront.payments.providers.base import Provider
from storefront.payments.providers.online import OnlinePayment


@dataclass
class Ends:
    """What calls to each partner reach: the internet, unless something stands in for it."""

    stripe: HTTPClient | None = None
    momo: Transport = field(default_factory=Internet)
    zalopay: Transport = field(default_factory=Internet)
    vnpay: Transport = field(default_factory=Internet)


@dataclass
class Connections:
    """Partners by their names, and which of them are invented."""

    gateways: dict[str, Gateway]
    invented: Collection[str] = ()


def connect(config: Config, ends: Ends) -> Connections:
    """The partners of these settings."""
    found: dict[str, Gateway] = {}
    public_url = config.public_url
    if config.stripe_secret_key:
        back_to = f"{public_url}/don-hang/{{number}}/tra-tien"
        found[Stripe.method] = Stripe(
            config.stripe_secret_key, config.stripe_webhook_secret, back_to, ends.stripe
        )
    if config.momo_partner_code:
        keys = (config.momo_partner_code, config.momo_access_key, config.momo_secret_key)
        found[Momo.method] = Momo(*keys, config.momo_url, public_url, ends.momo)
    if config.zalopay_app_id:
        keys = (config.zalopay_app_id, config.zalopay_key1, config.zalopay_key2)
        found[ZaloPay.method] = ZaloPay(*keys, config.zalopay_url, public_url, ends.zalopay)
    if config.vnpay_tmn_code:
        code, secret = config.vnpay_tmn_code, config.vnpay_hash_secret
        ways = (config.vnpay_pay_url, config.vnpay_api_url)
        found[VnPay.method] = VnPay(code, secret, *ways, public_url, ends.vnpay)
    return Connections(found)


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
