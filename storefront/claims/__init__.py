"""Claims (yêu cầu đổi trả): what buyers ask for after delivery, and who answers by when."""
