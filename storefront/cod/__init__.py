"""COD control (kiểm soát trả khi nhận): when cash on delivery is offered, confirmed, or paused."""
