"""Photos of reviews, public while their review is: what is hidden is gone for readers at once."""

from catalog.kernel.photos import Photos

_photos = Photos("reviews", shown="800.webp", cache_control="public, max-age=300")
kept, answer, forget = _photos.kept, _photos.answer, _photos.forget
