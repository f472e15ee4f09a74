"""Complaints (khiếu nại) to the operator: a number, clocks, both sides heard, an outcome."""
