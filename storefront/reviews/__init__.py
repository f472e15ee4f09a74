"""Reviews (đánh giá): what verified buyers think of goods, one per order line, with the batch."""
