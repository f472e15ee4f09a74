"""Harvest windows (đợt đặt trước): goods that buyers order before there is a batch."""
