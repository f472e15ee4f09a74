"""Every module that defines tables, so that the schema is whole wherever it is looked at."""

import catalog.certification.models
import catalog.kernel.audit
import catalog.kernel.outbox
import catalog.places.models
import catalog.producers.models
import catalog.product_sets.models
import catalog.products.models
import catalog.restrictions.models  # noqa: F401 - imported for its tables
import storefront.accounts.models
import storefront.assistance.models
import storefront.basket.models
import storefront.books.models
import storefront.carriers.models
import storefront.claims.models
import storefront.closures.models
import storefront.cod.models
import storefront.complaints.models
import storefront.deadlines.models
import storefront.floors.models
import storefront.gateways.models
import storefront.holidays.models
import storefront.inbox.models
import storefront.inventory.models
import storefront.legal.models
import storefront.messages.models
import storefront.notices.models
import storefront.onboarding.models
import storefront.one_time_codes.models
import storefront.orders.models
import storefront.outside_sales.models
import storefront.passkeys.models
import storefront.payments.models
import storefront.phone_changes.models
import storefront.pricing.models
import storefront.privacy.models
import storefront.questions.models
import storefront.quotas.models
import storefront.remittance.models
import storefront.reviews.models
import storefront.shipping.models
import storefront.sites.models
import storefront.tried.models
import storefront.visits.models
import storefront.webhooks.models
import storefront.windows.models  # noqa: F401 - imported for its tables
import traceability.acts.models
import traceability.areas.models
import traceability.balance.models
import traceability.batches.models
import traceability.epcis.models
import traceability.events.models
import traceability.labels.models
import traceability.ledger.models
import traceability.passport.models
import traceability.recalls.models
import traceability.scans.models  # noqa: F401 - imported for its tables
