"""The form in which somebody proposes an edit of what others answer for."""

from typing import Any, Self

from govhub.catalogue import contact
from govhub.catalogue.facts import Facts
from govhub.catalogue.models import Component
from govhub.platform.language import lazy_gettext as _l
from govhub.web.registration import fields
from govhub.web.registration.forms import Choices, ComponentForm

_NOT_ASKED = ("owner_slug", "status", "form_id")
_CONTACT = "contact_email"


class SuggestForm(ComponentForm):
    """Everything about a component that somebody who does not answer for it may correct."""

    why = fields.text(
        _l("Waarom klopt het nu niet?"),
        fields.filled_in(_l("Leg uit waarom, zodat men uw voorstel kan beoordelen.")),
        longest=2000,
        hint=_l("Zet erbij waar iemand dat kan nakijken, bijvoorbeeld een adres op het web."),
    )

    @classmethod
    def about(cls, component: Component, choices: Choices, facts: Facts, why: str) -> Self:
        """Return the form with what is published, and what this person proposed before."""
        form = cls.of(component, choices, facts)
        if not form.is_submitted():
            form.why.data = why
        hidden = () if contact.is_shown(component) else (_CONTACT,)
        for name in (*_NOT_ASKED, *hidden):
            if name in form:
                del form[name]
        return form

    @property
    def data(self) -> dict[str, Any]:
        """Return what was filled in; the owner and an address that is not asked stay."""
        asked: dict[str, Any] = super().data
        kept = {"owner_slug": self.known.owner_slug, _CONTACT: self.known.contact_email}
        return {**kept, **asked}
