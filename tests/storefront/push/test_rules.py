"""Sealing by the example of RFC 8291, appendix A; signing by RFC 8292."""

import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from storefront.push import rules
from storefront.push.rules import Target

BROWSER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
TARGET = Target("https://push.example.net/push/x", BROWSER, "BTBZMqHH6r4Tts7J_aSIgg")
OWN = rules.private_key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmY"
    "WAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexS"
    "gSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_comes_out() -> None:
    text = b"When I grow up, I want to be a watermelon"
    salt = rules.decode("DGv6ra1nlYgDCS1FRnbzlw")
    assert rules.encode(rules.seal(text, TARGET, OWN, salt)) == SEALED


def test_the_token_is_for_this_push_service_and_signed_by_us() -> None:
    value = rules.authorization(TARGET.endpoint, OWN, "https://cho.example.vn", 1_800_000_000)
    token, key = value.removeprefix("vapid t=").split(", k=")
    head, claims, mark = token.split(".")
    assert json.loads(rules.decode(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(rules.decode(claims)) == {
        "aud": "https://push.example.net",
        "exp": 1_800_000_000,
        "sub": "https://cho.example.vn",
    }
    numbers = rules.decode(mark)
    signature = encode_dss_signature(
        int.from_bytes(numbers[:32], "big"), int.from_bytes(numbers[32:], "big")
    )
    public = ec.EllipticCurvePublicKey.from_encoded_point(rules.CURVE, rules.decode(key))
    public.verify(signature, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize(
    ("key", "secret", "fits"),
    [
        (BROWSER, TARGET.secret, True),
        (BROWSER[:-2], TARGET.secret, False),
        ("B" * 87, TARGET.secret, False),
        ("", TARGET.secret, False),
        ("ă", TARGET.secret, False),
        (BROWSER, "BTBZ", False),
        (BROWSER, "", False),
        (BROWSER, "ă", False),
    ],
)
def test_only_keys_of_the_standard_are_taken(key: str, secret: str, fits: bool) -> None:
    assert rules.is_sealable(Target(TARGET.endpoint, key, secret)) is fits
