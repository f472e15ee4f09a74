"""Exports: what a producer entered, to take along: CheckVN workbook, CSV and JSON."""
