"""Bulk (bảng tính): goods, counts and harvests of many rows from a spreadsheet, tried first."""
