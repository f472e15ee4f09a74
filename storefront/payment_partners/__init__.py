"""Payment partners (Stripe, MoMo, ZaloPay, VNPAY): how each is spoken to, behind one protocol."""
