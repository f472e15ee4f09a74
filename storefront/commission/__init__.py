"""Commission (phí sàn): dated rules in the operator's order, frozen for each line at placement."""
