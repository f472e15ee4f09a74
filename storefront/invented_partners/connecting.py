"""The partners of the settings; one whose key the demonstration made is an invented one."""

from dataclasses import dataclass, field, replace

from storefront.config import Config
from storefront.gateways import connecting
from storefront.gateways.connecting import Connections, Ends
from storefront.invented_partners.providers.acting import Fake
from storefront.invented_partners.providers.momo import FakeMomo
from storefront.invented_partners.providers.store import FakeStore
from storefront.invented_partners.providers.stripe import FakeStripe
from storefront.invented_partners.providers.vnpay import PAGE, FakeVnPay
from storefront.invented_partners.providers.zalopay import FakeZaloPay
from storefront.payment_partners.providers.momo import Momo
from storefront.payment_partners.providers.stripe import Stripe
from storefront.payment_partners.providers.vnpay import VnPay
from storefront.payment_partners.providers.zalopay import ZaloPay

FILE = "cong-minh-hoa.sqlite3"
"""In DATA_DIR: there invented partners remember what they did, apart from the shop's."""


@dataclass
class WithFakes(Connections):
    """Partners by their names, and the fakes among them."""

    fakes: dict[str, Fake] = field(default_factory=dict)


def connect(config: Config) -> WithFakes:
    """The partners of these settings, each with its fake behind it where there is one."""
    store, url = FakeStore(config.data_dir / FILE), config.public_url
    ends, fakes = Ends(), dict[str, Fake]()
    if config.is_fake("STRIPE_SECRET_KEY"):
        stripe = FakeStripe(store, url, config.stripe_webhook_secret)
        ends.stripe = fakes[Stripe.method] = stripe
    if config.is_fake("MOMO_PARTNER_CODE"):
        keys = (config.momo_partner_code, config.momo_access_key, config.momo_secret_key)
        ends.momo = fakes[Momo.method] = FakeMomo(store, url, *keys)
    if config.is_fake("ZALOPAY_APP_ID"):
        keys = (config.zalopay_app_id, config.zalopay_key1, config.zalopay_key2)
        ends.zalopay = fakes[ZaloPay.method] = FakeZaloPay(store, url, *keys)
    if config.is_fake("VNPAY_TMN_CODE"):
        vnpay = FakeVnPay(store, config.vnpay_tmn_code, config.vnpay_hash_secret)
        ends.vnpay = fakes[VnPay.method] = vnpay
        page = f"{url}/cong-minh-hoa/{VnPay.method}/{PAGE}"
        config = replace(config, vnpay_pay_url=page, vnpay_api_url="")
    return WithFakes(connecting.connect(config, ends).gateways, fakes.keys(), fakes)
