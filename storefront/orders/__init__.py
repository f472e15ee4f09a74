"""Orders: one group per purchase, one order per seller, lines that remember what was promised."""
