"""Insight (số liệu): what a seller sold, which packs were looked at and where, what people ask."""
