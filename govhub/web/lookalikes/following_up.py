"""What somebody can do when the component that they register is in the catalogue already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import url_for
from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.models import Component
from govhub.platform.language import gettext as _
from govhub.registration import carrying, claims
from govhub.registration.permissions import may_change
from govhub.web.registration.page import page_of


def _nothing() -> None:
    """Change nothing: another page does."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to do, and where that leads."""

    label: str
    hint: str
    url: str
    carry_out: Callable[[], object] = _nothing
    said: str = ""
    """What is told afterwards."""
    mails: bool = False
    """It mails others, so nobody may do it as often as they like."""


def steps(
    session: Session, user: User, component: Component, other: Component
) -> Mapping[str, Step]:
    """Return what this person can do, by the value in the form; little before it is public."""
    found: dict[str, Step] = {}
    if other.is_public:
        if claims.claimants(user, other):
            found["overnemen"] = Step(
                label=_("Dit is van mijn organisatie. Ik wil het overnemen."),
                hint=_("Op de volgende pagina vraagt u het aan."),
                url=url_for("ownership.take_over", slug=other.slug),
            )
        if may_change(user, other):
            found["wijzigen"] = Step(
                label=_("Ik wil de gegevens in de catalogus bijwerken."),
                hint=_("U mag dit component zelf wijzigen."),
                url=url_for("registration.edit", slug=other.slug),
            )
        elif carrying.may_carry_over(session, user, component, other):
            found["voorstellen"] = Step(
                label=_("Ik wil mijn gegevens voorstellen als wijziging."),
                hint=_(
                    "Alleen wat u invulde en wat anders is, gaat mee. "
                    "De eigenaar of de redactie beslist erover."
                ),
                url=url_for("catalogue.show", slug=other.slug),
                carry_out=partial(carrying.propose, session, user, component, other),
                said=_("Uw voorstel is verstuurd. U krijgt een mail als er een besluit is."),
                mails=True,
            )
        found["gebruiken"] = Step(
            label=_("Mijn organisatie gebruikt het."),
            hint=_("Anderen zien dan dat u ervaring heeft. Dat vult u op de volgende pagina in."),
            url=url_for("reuse.of_component", slug=other.slug),
        )
        found["volgen"] = Step(
            label=_("Ik wil het volgen."),
            hint=_("U krijgt een mail als de status verandert."),
            url=url_for("following.component", slug=other.slug),
        )
    found["niets"] = Step(
        label=_("Niets. Het staat er al."), hint=_("U gaat naar het component."), url=page_of(other)
    )
    return found
