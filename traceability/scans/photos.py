"""Photos that buyers send with a report: for staff only."""

from catalog.kernel.photos import Photos

_photos = Photos("reports")
kept, find, answer, forget = _photos.kept, _photos.find, _photos.answer, _photos.forget
store = _photos.store
