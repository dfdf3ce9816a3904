"""What a redacteur does so that people find more."""

from collections.abc import Iterable
from typing import Self

from flask_wtf import FlaskForm

from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _
from govhub.platform.language import lazy_gettext as _l
from govhub.search.models import LONGEST_TEXT, SearchMiss, Synonym
from govhub.web.registration import fields


class _Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    def show(self, error: InvalidInput) -> None:
        """Show what is wrong at its field."""
        field = self._fields[error.field]
        field.errors = [*field.errors, error.message]


class SynonymForm(_Form):
    """Two phrases that mean the same."""

    term = fields.line(
        _l("Wat mensen typen"),
        fields.filled_in(_l("Vul in wat mensen typen.")),
        longest=LONGEST_TEXT,
    )
    meaning = fields.line(
        _l("Betekent hetzelfde als"),
        fields.filled_in(_l("Vul in wat hetzelfde betekent.")),
        longest=LONGEST_TEXT,
        hint=_l("Een woord of een paar woorden die bij een component staan."),
    )

    @classmethod
    def of_miss(cls, miss: SearchMiss) -> Self:
        """Return the form for what was missed."""
        return cls(data={"term": miss.text})

    @classmethod
    def of(cls, synonym: Synonym) -> Self:
        """Return the form with what is there."""
        return cls(data={"term": synonym.term, "meaning": synonym.meaning})

    @property
    def phrases(self) -> tuple[str, str]:
        """Return what people type and what it means, once they were checked."""
        return self.term.data or "", self.meaning.data or ""


class KeywordForm(_Form):
    """A word by which a component is found from now on."""

    keyword = fields.line(
        _l("Trefwoord"),
        fields.filled_in(_l("Vul het trefwoord in.")),
        longest=LONGEST_TEXT,
    )
    component = fields.select(
        _l("Component"),
        fields.filled_in(_l("Kies het component.")),
        hint=_l("Wat hadden mensen moeten vinden?"),
    )

    @classmethod
    def of_miss(cls, miss: SearchMiss, components: Iterable[tuple[str, str]]) -> Self:
        """Return the form for what was missed; a component is its slug and its name."""
        form = cls(data={"keyword": miss.text})
        form.component.choices = fields.offered([("", _("Kies een component")), *components])
        return form

    @property
    def word(self) -> str:
        """Return the keyword, once it was checked."""
        return self.keyword.data or ""


class DismissForm(_Form):
    """Why nothing is done."""

    because = fields.line(
        _l("Waarom hoeft er niets te gebeuren?"),
        fields.filled_in(_l("Leg uit waarom er niets hoeft te gebeuren.")),
        longest=300,
        hint=_l("Bijvoorbeeld: dit is geen software, of zo'n component is er nog niet."),
    )

    @property
    def reason(self) -> str:
        """Return why, once it was checked."""
        return self.because.data or ""
