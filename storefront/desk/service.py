"""What operators do at the desk itself."""

from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from storefront.desk import queries


def send_again(actor: Actor, message_id: int, now: datetime) -> None:
    """Try a message again at once, as often as a new one; sent ones are not found."""
    message = queries.get_undone(message_id)
    message.dead = False
    message.attempts = 0
    message.available_at = now
    sentence = f"Gửi lại tin {message.topic} số {message.id}."
    audit.record(actor, "outbox.send", message, sentence)
