"""The form to hand in a publiccode.yml."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField

from govhub.catalogue.interchange.publiccode.reading import MOST_BYTES
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l


class CheckForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, or its text; the file goes first."""

    file = FileField(
        _l("Bestand"), description=_l("Kies publiccode.yml of publiccode.yaml op uw computer.")
    )
    text = TextAreaField(
        _l("Of plak de tekst"), description=_l("Alles wat in het bestand staat, met de spaties.")
    )

    def given(self) -> str | bytes | None:
        """Return what was handed in; None, with an error at its field, when there is nothing."""
        uploaded = self.file.data
        if uploaded:
            data: bytes = uploaded.read(MOST_BYTES + 1)
            return data
        text: str = (self.text.data or "").replace("\r\n", "\n")
        if text.strip():
            return text
        self.text.errors = [_("Kies een bestand, of plak hier de tekst.")]
        return None
