"""A shop whose partners' keys are set, and a way to send to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.storefront.inbox.senders import PAYOS_KEY, SEPAY_SECRET, Message
from tests.visitor import Visitor

Send = Callable[..., int]


@pytest.fixture
def partners(app: Flask) -> Iterator[None]:
    config = app.extensions["ocop_config"]
    app.extensions["ocop_config"] = replace(
        config, payos_checksum_key=PAYOS_KEY, sepay_webhook_secret=SEPAY_SECRET
    )
    yield
    app.extensions["ocop_config"] = config


@pytest.fixture
def send(visitor: Visitor, partners: None) -> Send:
    """Send a message to its webhook; returns the status."""

    def post(message: Message) -> int:
        answer = visitor.http.post(
            f"/webhooks/{message.provider}", data=message.raw, headers=message.heads
        )
        if answer.status_code == 200:
            assert answer.json == {"success": True}
        return answer.status_code

    return post
