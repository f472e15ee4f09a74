"""Links: what /01/… and /l/… lead to, and the QR picture of one batch's code."""
