"""Known answers: lines written by hand, digests by openssl, in both directions."""

import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from flask import Flask

from storefront.inbox.errors import Forged, Unreadable
from storefront.invented_partners.connecting import WithFakes, connect
from storefront.payment_partners.errors import Refused, Unreachable
from storefront.payment_partners.providers import momo, vnpay, zalopay
from storefront.payment_partners.providers.base import Bill, Charged, Incoming, Return, Stand
from tests.storefront.gateways.partners import KEYS, with_fakes

NOW = datetime(2026, 11, 29, 10, 40, tzinfo=UTC)
BILL = Bill(
    reference="DH26K7Q2M9XP1",
    key="0b7b6a0e-6a55-4f0e-9a53-6d8e4d2c9a01",
    number="DH26K7Q2M9X",
    amount=125_000,
    language="vi",
    made_at=NOW,
    expires_at=datetime(2026, 11, 29, 11, 0, tzinfo=UTC),
    buyer_address="203.0.113.7",
)
DATA = (
    '{"app_id":2553,"app_trans_id":"261129_DH26K7Q2M9XP1","app_time":1764412800000,'
    '"app_user":"ocop","amount":125000,"embed_data":"{}","item":"[]",'
    '"zp_trans_id":261129000000123,"server_time":1764412801000,"channel":38,'
    '"merchant_user_id":"","user_fee_amount":0,"discount_amount":0}'
)
DATA_MAC = "6170e3a40becf7c0106ff474f7bde1277d43ff6ff66d38ee552e7d3a0e5831ee"
IPN = (
    "vnp_Amount=12500000&vnp_BankCode=NCB&vnp_CardType=ATM&vnp_OrderInfo=OCOP+DH26K7Q2M9X"
    "&vnp_PayDate=20261129174210&vnp_ResponseCode=00&vnp_TmnCode=OCOPTEST"
    "&vnp_TransactionNo=14226112&vnp_TransactionStatus=00&vnp_TxnRef=DH26K7Q2M9XP1"
)
IPN_HASH = (
    "7c31f2e9bb304375fb52d95fef692234f8d3405b09abec48d2a45b53e03fa4a0"
    "7a6eb3f0da7855474c894d9d5d2728489effe7f234a64cb2d20b928de2f2fad5"
)


class Wire:
    """Answers what a test wants, and keeps what was sent."""

    def __init__(self, answer: bytes) -> None:
        self.answer, self.sent = answer, b""

    def post(self, url: str, body: bytes, kind: str) -> bytes:
        self.sent = body
        return self.answer


@pytest.fixture
def partners(app: Flask, tmp_path: Path) -> WithFakes:
    return with_fakes(app.extensions["ocop_config"], tmp_path)


def a_momo(answer: bytes) -> tuple[momo.Momo, Wire]:
    wire = Wire(answer)
    keys = (KEYS["momo_partner_code"], KEYS["momo_access_key"], KEYS["momo_secret_key"])
    return momo.Momo(*keys, "https://momo.example", "https://ocop.example", wire), wire


def a_zalopay(answer: bytes) -> tuple[zalopay.ZaloPay, Wire]:
    wire = Wire(answer)
    keys = (KEYS["zalopay_app_id"], KEYS["zalopay_key1"], KEYS["zalopay_key2"])
    return zalopay.ZaloPay(*keys, "https://zalo.example", "https://ocop.example", wire), wire


def test_momo_signs_a_request() -> None:
    gateway, wire = a_momo(b'{"resultCode": 0, "payUrl": "https://momo.example/p"}')
    assert gateway.start(BILL).url == "https://momo.example/p"
    sent = json.loads(wire.sent)
    digest = "9b41e4db137d7d4fffe4098238d62b85f12040d00972b27e472a68df6c5ee9d3"
    assert (sent["signature"], sent["orderExpireTime"]) == (digest, 20)


def momo_told(**changes: object) -> Incoming:
    body = {
        "partnerCode": "MOMOTEST",
        "orderId": "DH26K7Q2M9XP1",
        "requestId": "r-1",
        "amount": 125_000,
        "orderInfo": "OCOP DH26K7Q2M9X",
        "orderType": "momo_wallet",
        "transId": 4_088_878_653,
        "resultCode": 0,
        "message": "Thành công.",
        "payType": "qr",
        "responseTime": 1_764_412_800_000,
        "extraData": "",
        "signature": "fe61c780c5e4e3f9d96dcbb204d98bcaddda5e4fa0dc3e5dfee656962bf9ed01",
    }
    return Incoming(json.dumps(body | changes, ensure_ascii=False).encode())


def test_momo_is_read() -> None:
    told = a_momo(b"")[0].read(momo_told(), NOW)
    assert isinstance(told, Charged)
    assert (told.amount, told.reference, told.payment_id) == (125_000, BILL.reference, "4088878653")


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": 125_001},
        {"resultCode": 1006},
        {"orderId": "DH26K7Q2M9XP2"},
        {"signature": ""},
        {"signature": None},
        {"partnerCode": "ELSE"},
        {"amount": "125000 "},
    ],
)
def test_momo_spoilt_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises((Forged, Unreadable)):
        a_momo(b"")[0].read(momo_told(**changes), NOW)


def test_zalopay_signs_a_request() -> None:
    gateway, wire = a_zalopay(b'{"return_code": 1, "order_url": "https://zalo.example/p"}')
    bill = Bill(**{**BILL.__dict__, "made_at": datetime.fromtimestamp(1_764_412_800, UTC)})
    page = gateway.start(bill)
    sent = dict(parse_qsl(wire.sent.decode(), keep_blank_values=True))
    line = (
        f"2553|{page.partner_id}|ocop|125000|1764412800000|"
        '{"redirecturl":"https://ocop.example/don-hang/DH26K7Q2M9X/tra-tien"}|[]'
    )
    assert sent["mac"] == zalopay.sign(KEYS["zalopay_key1"], *line.split("|"))
    assert zalopay.sign(KEYS["zalopay_key1"], line.replace("251129", "261129")) == (
        "5bd299755416ca3c2b6065e845e96e81997c6e0678f79c9cbfea6a87fc5f8d4e"
    )


def test_the_day_in_a_name_is_that_of_vietnam() -> None:
    late = datetime(2026, 11, 29, 17, 30, tzinfo=UTC)
    assert zalopay.trans_id("DH26K7Q2M9XP1", late) == "261130_DH26K7Q2M9XP1"


def test_zalopay_is_read_as_it_came() -> None:
    gateway, _ = a_zalopay(b"")
    told = gateway.read(Incoming(json.dumps({"data": DATA, "mac": DATA_MAC}).encode()), NOW)
    assert isinstance(told, Charged)
    assert (told.amount, told.reference) == (125_000, BILL.reference)
    anew = json.dumps(json.loads(DATA))  # the same values, other bytes
    with pytest.raises(Forged):
        gateway.read(Incoming(json.dumps({"data": anew, "mac": DATA_MAC}).encode()), NOW)


def a_vnpay(answer: bytes = b"") -> vnpay.VnPay:
    keys = (KEYS["vnpay_tmn_code"], KEYS["vnpay_hash_secret"])
    urls = ("https://vnpay.example/pay", "https://vnpay.example/api", "https://ocop.example")
    return vnpay.VnPay(*keys, *urls, Wire(answer))


def test_vnpay_signs_its_address() -> None:
    url = a_vnpay().start(BILL).url
    assert "vnp_Amount=12500000&" in url
    assert "vnp_CreateDate=20261129174000" in url
    assert url.endswith(
        "&vnp_SecureHash=f8beaabe8e27fb61cfb8e58be132d0d256bc84c2bfbcbe5018b1efb361b2cd90"
        "08fdff60089463300607f4212ef6c28ff2b343066af9d0ccbf9fe383de2fbca0"
    )


def test_vnpay_is_read_in_any_order() -> None:
    parts = [*IPN.split("&"), f"vnp_SecureHash={IPN_HASH.upper()}", "vnp_SecureHashType=HmacSHA512"]
    told = a_vnpay().read(Incoming(b"", {}, "&".join(reversed(parts))), NOW)
    assert isinstance(told, Charged)
    assert (told.amount, told.payment_id) == (125_000, "14226112")
    assert told.happened_at == datetime(2026, 11, 29, 10, 42, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "query",
    [
        "",
        IPN,
        f"{IPN}&vnp_SecureHash=",
        f"{IPN.replace('12500000', '12500100')}&vnp_SecureHash={IPN_HASH}",
        f"{IPN}&vnp_Amount=1&vnp_SecureHash={IPN_HASH}",
        f"{IPN}&vnp_More=1&vnp_SecureHash={IPN_HASH}",
        "a=1&" * 200,
        "x" * 9000,
    ],
)
def test_vnpay_spoilt_is_refused(query: str) -> None:
    with pytest.raises((Forged, Unreadable)):
        a_vnpay().read(Incoming(b"", {}, query), NOW)


def test_hundredths_of_a_dong_are_not_money() -> None:
    line = IPN.replace("12500000", "12500050")
    signed = f"{line}&vnp_SecureHash={vnpay.sign(line, KEYS['vnpay_hash_secret'])}"
    with pytest.raises(Unreadable):
        a_vnpay().read(Incoming(b"", {}, signed), NOW)


def test_an_answer_nobody_signed_is_no_answer() -> None:
    with pytest.raises(Unreachable):
        a_vnpay(b'{"vnp_ResponseCode": "00", "vnp_TransactionStatus": "00"}').ask(BILL, NOW)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"resultCode": 99}', b"\xff"])
def test_answers_that_say_nothing_leave_it_open(answer: bytes) -> None:
    gateway, _ = a_momo(answer)
    with pytest.raises((Unreachable, Refused)):
        gateway.start(BILL)


def test_a_refund_the_partner_is_at_is_not_sent_yet() -> None:
    gateway, _ = a_momo(b'{"resultCode": 7002}')
    back = Return("k", BILL.reference, "4088878653", 125_000, NOW, 1000, "DH26K7Q2M9X-1", NOW)
    assert gateway.refund(back).state == "unknown"


def test_stripe_verifies_the_raw_body(partners: WithFakes, time_machine: object) -> None:
    raw = b'{"id": "evt_1", "type": "ping", "created": 1764412800, "data": {"object": {}}}'
    digest = "92fd9be86a4701f832a48094e33bb51acfd3591b27555e8796ae9eb8b7661265"
    time_machine.move_to(datetime.fromtimestamp(1_764_412_800 + 299, UTC))  # type: ignore[attr-defined]  # the plugin's fixture
    heads = {"stripe-signature": f"t=1764412800,v1={digest}"}
    stripe = partners.gateways["stripe"]
    assert stripe.read(Incoming(raw, heads), NOW).event_id == "evt_1"
    with pytest.raises(Forged):
        stripe.read(Incoming(raw.replace(b": ", b":"), heads), NOW)
    time_machine.move_to(datetime.fromtimestamp(1_764_412_800 + 301, UTC))  # type: ignore[attr-defined]  # the plugin's fixture
    with pytest.raises(Forged):
        stripe.read(Incoming(raw, heads), NOW)


def test_without_keys_no_partner_is_on(app: Flask) -> None:
    assert connect(app.extensions["ocop_config"]).gateways == {}


def test_the_pages_stand_open_when_asked(partners: WithFakes) -> None:
    momo_ = partners.gateways["momo"]
    momo_.start(BILL)
    assert momo_.ask(BILL, NOW).stand == Stand.OPEN
