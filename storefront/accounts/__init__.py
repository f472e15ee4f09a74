"""Accounts: sign in by phone or e-mail, roles and permissions, who works for which producer."""
