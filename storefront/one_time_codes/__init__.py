"""One-time codes (mã dùng một lần): six figures by text that show a number is somebody's."""
