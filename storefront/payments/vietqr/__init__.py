"""VietQR: the codes that Vietnamese bank apps read (EMVCo MPM as NAPAS uses it), and the banks."""
