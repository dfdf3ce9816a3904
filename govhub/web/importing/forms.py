"""The forms to bring in a publiccode.yml, and to choose what is taken over of it."""

import uuid
from dataclasses import dataclass

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from govhub.catalogue.interchange.publiccode.places import place_of
from govhub.catalogue.interchange.publiccode.reading import MOST_BYTES
from govhub.kernel.errors import InvalidInput
from govhub.kernel.text import one_line, showable
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.registration.importing.reading import text_of
from govhub.web.registration.fields import AskedFor

_LONGEST_ADDRESS = 2000
_LONGEST_NAME = 150


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody handed in: a text, or only an address."""

    text: str = ""
    address: str = ""
    is_utf8: bool = True

    @property
    def repository(self) -> str | None:
        """Return the repository that the address is of, beside a text."""
        try:
            return place_of(self.address).repository if self.address else None
        except InvalidInput:
            return None


class BringInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, or its text, or where it lies; what is nearest at hand goes first."""

    form_id = HiddenField()
    """A second submit of the same form is recognised."""
    address = StringField(
        _l("Adres van de repository of van publiccode.yml"),
        description=_l(
            "Bijvoorbeeld https://github.com/organisatie/repository. GitLab, Codeberg, Bitbucket "
            "en een eigen server kunnen ook."
        ),
        validators=[
            AskedFor(),
            Length(max=_LONGEST_ADDRESS, message=_l("Dit adres is te lang. Controleer het.")),
        ],
    )
    file = FileField(
        _l("Bestand"), description=_l("Kies publiccode.yml of publiccode.yaml op uw computer.")
    )
    text = TextAreaField(
        _l("Of plak de tekst"), description=_l("Alles wat in het bestand staat, met de spaties.")
    )
    name = StringField(
        _l("Naam van het component"),
        validators=[
            AskedFor(),
            Length(max=_LONGEST_NAME, message=_l("Gebruik voor de naam hoogstens %(max)d tekens.")),
        ],
    )

    @classmethod
    def blank(cls) -> "BringInForm":
        """Return a form that was not sent yet."""
        return cls(data={"form_id": str(uuid.uuid4())})

    @property
    def own_id(self) -> uuid.UUID:
        """Return the id of this form; a new one when it was damaged on its way."""
        try:
            return uuid.UUID(self.form_id.data)
        except (TypeError, ValueError):
            return uuid.uuid4()

    @property
    def typed_name(self) -> str:
        """Return the name as it is kept."""
        return one_line(self.name.data or "")

    def given(self) -> Given | None:
        """Return what was handed in; None, with an error at its field, when there is nothing.

        The text of a file goes into the box: a browser does not send a file twice.
        """
        text, is_utf8 = self.text.data or "", True
        uploaded = self.file.data
        if uploaded:
            text, is_utf8 = text_of(uploaded.read(MOST_BYTES + 1))
        text = text.replace("\r\n", "\n")
        self.text.data = showable(text)
        if uploaded and not text.strip():
            self.file.errors = [_("Dit bestand is leeg. Kies een ander bestand.")]
            return None
        address = one_line(self.address.data or "")
        if text.strip():
            return Given(text=text, address=address, is_utf8=is_utf8)
        if address:
            return Given(address=address)
        self.address.errors = [_("Vul een adres in, kies een bestand of plak de tekst.")]
        return None

    def refuse(self, field: str, message: str) -> None:
        """Show at a field why it cannot be used."""
        found = self._fields.get(field, self.address)
        found.errors = [*found.errors, message]


class VersionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What was chosen, of a component as it was when the page was made."""

    version = HiddenField()


class RefreshForm(VersionForm):
    """The newer file itself goes along with the choice: nothing is kept before it is made."""

    text = TextAreaField()
    url = HiddenField()
    repository = HiddenField()
