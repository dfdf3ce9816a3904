"""What who reads an address for questions answers."""

from collections.abc import Sequence
from typing import Self

from flask_wtf import FlaskForm

from govhub.catalogue.models import Component
from govhub.platform.language import lazy_gettext as _l
from govhub.web.registration import fields


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """At which other components the address may stand too."""

    also = fields.checkboxes(_l("Dit adres staat ook hierbij. Mag het daar ook staan?"))

    @classmethod
    def of(cls, components: Sequence[Component]) -> Self:
        """Return the form with every one of them chosen."""
        keys = [str(each.public_id) for each in components]
        form = cls(data={"also": keys})
        form.also.flags.required = True  # its label must not say that it is optional
        form.also.choices = fields.offered(
            (key, _named(each)) for key, each in zip(keys, components, strict=True)
        )
        return form


def _named(component: Component) -> str:
    owner = component.owner
    return f"{component.name} ({owner.name})" if owner else component.name
