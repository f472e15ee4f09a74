"""News of payments. Sent inside the transaction; receivers only write rows.

`reference` is the number of an order, `amount` whole đồng above zero, `holder` who has the
money: "seller", or the code of the partner it came through. `key` names the news: the same
key twice is the same money.
"""

from blinker import signal

money_received = signal("payments.money-received")
"""A buyer's money for an order is there: `reference`, `amount`, `holder`, `key`."""

return_agreed = signal("payments.return-agreed")
"""Part of a delivered order's money will go back to its buyer: `reference`, `amount`, `key`."""

refund_sent = signal("payments.refund-sent")
"""A refund is on its way to the buyer: `refund_id`, `actor` who sent it."""

money_returned = signal("payments.money-returned")
"""Money for an order went back to its buyer: `reference`, `amount`, `holder`, `key`; `was_cut`
where it was for units that were taken out of the order before the delivery; `by_bank` what of it
a card holder's bank had taken from the partner and paid."""
