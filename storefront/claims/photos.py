"""Photos of claims: for the two sides and the operator."""

from catalog.kernel.photos import Photos

_photos = Photos("claims")
kept, answer, forget = _photos.kept, _photos.answer, _photos.forget
