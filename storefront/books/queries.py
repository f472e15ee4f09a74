"""Reads the facts of every feature that has to agree."""

from collections import Counter
from dataclasses import dataclass

from storefront.books import orders, rules
from storefront.books.rules import OrderFacts, QuotaFacts, StockFacts
from storefront.gateways import queries as gateways
from storefront.inbox import queries as inbox
from storefront.inventory import queries as inventory
from storefront.journal import queries as journal
from storefront.payments import queries as payments
from storefront.payouts import queries as payouts
from storefront.quotas import queries as quotas


@dataclass(frozen=True)
class Findings:
    """How much was looked at, and what does not agree."""

    stock_items: int
    orders: int
    shares: int
    discrepancies: list[str]


def verify() -> Findings:
    """Compare stock with movements and orders, payments and the journal with orders."""
    facts = [
        OrderFacts(
            row.number,
            row.status,
            row.total,
            row.items_total,
            int(row.lines),
            row.discount,
            int(row.lines_off),
        )
        for row in orders.totals()
    ]
    shares = payments.amounts_of_shares()
    promised = Counter(orders.promised_units()) + Counter(inventory.held_units())
    stock = [
        StockFacts(
            balance.item_id,
            balance.on_hand,
            balance.allocated,
            balance.moved_on_hand,
            balance.moved_allocated,
            promised.get(balance.item_id, 0),
        )
        for balance in inventory.list_balances()
    ]
    uneven = [f"payment {one}: shares do not add up" for one in payments.list_uneven()]
    found = rules.check_stock(stock) + rules.check_orders(facts, shares) + uneven
    found += inbox.list_uneven() + gateways.list_uneven()
    standing, going_back = journal.standing_of_orders(), payments.going_back()
    found += rules.check_journal(facts, shares, standing, going_back) + _uneven_journal()
    found += [f"share {one}: its refunds say otherwise" for one in payments.list_over_promised()]
    found += payouts.list_uneven()
    found += [f"combo of {one}: its orders do not agree" for one in orders.list_torn_combos()]
    found += _uneven_quotas()
    return Findings(len(stock), len(facts), len(shares), found)


def _uneven_quotas() -> list[str]:
    """Units promised ahead whose counters, claims and orders do not agree."""
    counts = [QuotaFacts(one.quota_id, one.taken, one.claimed) for one in quotas.list_counts()]
    return rules.check_quotas(counts, quotas.claimed_units(), orders.promised_of_quotas())


def _uneven_journal() -> list[str]:
    """Entries that do not add up, and the trial balance if it does not."""
    found = [f"entry {one}: the lines do not add up to zero" for one in journal.list_uneven()]
    difference = sum(one.debit - one.credit for one in journal.trial_balance())
    return found + ([f"trial balance: {difference}"] if difference else [])
