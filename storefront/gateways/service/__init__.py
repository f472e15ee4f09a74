"""Writes of gateways: tries to pay, what partners tell, money that goes back, complaints."""
