"""Price sheets (bảng giá): every price out as CSV, and changed prices in, tried before written."""
