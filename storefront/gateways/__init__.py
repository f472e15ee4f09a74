"""Gateways (cổng thanh toán): partners on whose page buyers pay: started, told, asked, refunded."""
