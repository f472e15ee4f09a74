"""Partners that exist in the demonstration only, and the page that shows every component."""

from flask import Blueprint

from storefront.demo import bank_views as demo_bank
from storefront.demo import carrier_views as demo_carrier
from storefront.demo import phone_views as demo_phones
from storefront.invented_partners import views as invented_partners
from storefront.styleguide import views as styleguide

BLUEPRINTS: tuple[Blueprint, ...] = (
    demo_bank.bp,
    demo_carrier.bp,
    demo_phones.bp,
    invented_partners.bp,
    styleguide.bp,
)
