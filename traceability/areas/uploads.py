"""The photo of a paper, as a form sends it."""

from werkzeug.datastructures import FileStorage

from catalog.kernel.web import pictures


def kept_picture(sent: object) -> str | None:
    """The digest of the picture that was sent, or None where none was chosen.

    Raises pictures.PictureRefused for a file that is no picture.
    """
    if not isinstance(sent, FileStorage) or not sent.filename:
        return None
    return pictures().keep_upload(sent.stream).digest
