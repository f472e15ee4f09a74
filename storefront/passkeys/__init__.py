"""Passkeys (khóa đăng nhập): sign in with the phone's own lock; nothing to remember or to tell."""
