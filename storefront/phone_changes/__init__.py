"""Phone changes (đổi số): another number for an account, or a new one after a lost phone."""
