"""What the redactie says about an action of the registry."""

from collections.abc import Iterable
from typing import Self

from flask_wtf import FlaskForm

from govhub.accounts.names import Name
from govhub.catalogue.models import Component
from govhub.platform.language import lazy_gettext as _l
from govhub.web.component_picker import ComponentField
from govhub.web.registration.fields import AskedFor


class LinkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Which component an action is about."""

    component = ComponentField(
        _l("Welk component?"), [AskedFor()], description=_l("Typ een deel van de naam.")
    )

    @classmethod
    def of(cls, present: Component | None, names: Iterable[Name]) -> Self:
        """Return the form with the component that the action is about now."""
        form = cls(data={"component": present.slug if present else ""})
        form.component.offer(names)
        return form


class ChoiceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A button: all it holds is the token."""
