"""Invoice requests (yêu cầu hóa đơn): asked for by buyers, numbered by e-invoice providers only."""
