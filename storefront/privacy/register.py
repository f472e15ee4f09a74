"""Which columns name a person, and what becomes of each. A house test asks for every new one.

PERSONAL is what somebody who buys, asks or complains leaves here: given out by queries.dossier_of
and taken away by forgetting.py. LEFT stays, with the reason.
"""

PERSONAL = {
    "store_accounts": ("name", "phone", "email"),
    "store_claims": ("pay_to",),
    "store_cod_lifts": ("phone",),
    "store_complaints": ("name", "phone", "email"),
    "store_contact_changes": ("actor_name",),
    "store_erasure_requests": ("phone",),
    "store_invoice_requests": ("company_name", "address", "email"),
    "store_messages": ("phone", "email"),
    "store_order_changes": ("actor_name",),
    "store_order_groups": ("buyer_name", "phone", "street"),
    "store_promotion_phones": ("phone",),
    "store_questions": ("author", "phone", "email"),
    "store_recipients": ("name", "phone", "street"),
    "store_reviews": ("author",),
    "store_stock_movements": ("actor_name",),
    "store_vouchers": ("phone",),
    "trace_problem_reports": ("contact",),
}
"""Table to columns. What people wrote in their own words is taken along with these."""

_PLACES_AND_GOODS = """
    catalog_provinces.name catalog_provinces.full_name catalog_former_provinces.name
    catalog_communes.name catalog_former_communes.name catalog_product_groups.name
    catalog_product_sets.name catalog_products.name catalog_variants.name
    store_listing_drafts.name
    catalog_recognitions.issuer_name store_holidays.name store_seller_requirements.name
    store_order_groups.commune_name store_order_groups.province_name
    store_combos.name store_combo_sales.name
    store_recipients.commune_name store_recipients.province_name store_pickup_points.name
    store_pickup_points.address store_promotions.name store_order_discounts.name
    store_order_lines.product_name store_order_lines.variant_name store_webhook_endpoints.name
    store_promotions.uses_per_phone store_quotas.most_per_buyer store_orders.recipient_id
    store_promotion_uses.phone_id trace_areas.name trace_area_entries.name
    trace_area_proposals.name trace_batches.unit_name trace_yield_caps.name
    trace_ledger_witnesses.name trace_ledger_cosignatures.name store_commission_rules.name
    store_commission_lines.rule_name store_payouts.bank_name store_seller_accounts.bank_name
"""
_BUSINESSES = """
    catalog_producers.name catalog_producers.address catalog_producers.phone
    catalog_producers.email catalog_producers.representative store_orders.seller_name
    store_orders.seller_phone store_operator_identities.name store_operator_identities.address
    store_operator_identities.representative store_operator_identities.phone
    store_combo_sales.packer_name store_combo_sales.packer_phone
    store_operator_identities.email store_receiving_accounts.holder trace_recall_notices.contact
"""
_BOOKS = """
    store_tax_lines.seller_name store_payouts.holder store_seller_accounts.holder
"""
_WORKERS = """
    store_order_line_changes.actor_name store_window_changes.actor_name
    trace_print_jobs.actor_name store_help_consents.account_id store_memberships.account_id
    store_account_roles.account_id store_seller_marks.account_id
"""
_NAMELESS_ACCOUNT = """
    store_passkeys.account_id store_passkey_challenges.account_id store_sign_ins.account_id
    store_payments.account_id store_order_groups.account_id store_producer_claims.account_id
"""
_RECORDS = """
    catalog_audit_entries.actor_name store_claim_steps.actor_name
    store_complaint_steps.actor_name store_order_amendments.actor_name
    store_review_steps.actor_name
"""


def _each(names: str, reason: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), reason)


LEFT = {
    **_each(_PLACES_AND_GOODS, "names things, counts, or points to a row that forgets its person"),
    **_each(_BUSINESSES, "of a business that sells, which the law makes public"),
    **_each(_BOOKS, "of a seller who was paid: vouchers of the books, which the law keeps"),
    **_each(_WORKERS, "of people who work here: who still does cannot ask to be erased"),
    **_each(_NAMELESS_ACCOUNT, "points to an account, which stays as a number without a person"),
    **_each(_RECORDS, "append-only record of acts and disputes; what buyers do names none in new"),
    "store_site_people.name": "shown by consent; the seller or an operator takes it down at once",
    "store_phone_changes.account_id": "the row goes when the account is erased",
    "store_phone_changes.phone": "kept while it waits, a day; the row goes with the account",
    "store_consents.phone_digest": "a digest; goes by the row of retention of consents",
    "store_one_time_codes.phone_digest": "a digest; goes within two days",
    "trace_ledger_openings.name": "a kind of value; the value goes by ocop ledger redact",
}
"""table.column to why it stays."""
