"""Withholding (khấu trừ thuế): dated rates of the law, what each order bore, the monthly filing."""
