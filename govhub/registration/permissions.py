"""Who may see and change which component.

Its keepers may (``catalogue.keepers``), and the redactie.
"""

from govhub.accounts import memberships
from govhub.accounts.models import Organisation, User
from govhub.catalogue.keepers import is_keeper, is_submitter, owners, works_for_owner
from govhub.catalogue.ledger.models import EDITORS
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import NotAllowed
from govhub.platform.language import gettext as _

__all__ = [
    "answers_for",
    "is_keeper",
    "is_on_behalf",
    "is_submitter",
    "may_change",
    "may_follow_along",
    "require_change",
    "require_editor",
    "require_submitter",
    "works_for_owner",
]


def is_on_behalf(user: User, owner: Organisation | None) -> bool:
    """Tell whether this person registers something for an owner that they do not work for."""
    return owner is None or not memberships.may_edit_for(user, owner)


def may_follow_along(user: User, component: Component) -> bool:
    """Tell whether this person sees the component before it is public.

    Everybody of the owner does, save what somebody else still writes on its behalf.
    """
    if user.is_editor or is_submitter(user, component):
        return True
    if component.is_on_behalf and component.publication is Publication.DRAFT:
        return False
    return any(memberships.is_member(user, each) for each in owners(component))


def may_change(user: User, component: Component) -> bool:
    """Tell whether this person may edit the component or change its status.

    Its keepers may, save while the redactie is looking at it; the redactie may once it is public.
    """
    if component.is_public:
        return user.is_editor or is_keeper(user, component)
    return is_keeper(user, component) and component.publication.is_open_for_submitter


def require_change(user: User, component: Component) -> None:
    """Raise NotAllowed when this person may not change the component."""
    if may_change(user, component):
        return
    if not is_keeper(user, component):
        raise NotAllowed(
            _(
                "U kunt dit component niet wijzigen. Dat kan alleen wie het aanmeldde, "
                "of een redacteur van de eigenaar."
            )
        )
    if component.publication is Publication.SUBMITTED:
        raise NotAllowed(
            _("De redactie bekijkt dit nu. Trek de aanmelding in als u nog iets wilt wijzigen.")
        )
    raise NotAllowed(_("De redactie heeft dit gesloten. U kunt het niet meer wijzigen."))


def require_submitter(user: User, component: Component) -> None:
    """Raise NotAllowed for everybody but who answers for the component."""
    if not is_keeper(user, component):
        raise NotAllowed(
            _("Dat kan alleen wie het component aanmeldde, of een redacteur van de eigenaar.")
        )


def require_editor(user: User) -> None:
    """Raise NotAllowed for everybody but the redactie."""
    if not user.is_editor:
        raise NotAllowed(_("Alleen de redactie kan hierover besluiten."))


def answers_for(user: User, component: Component, *, as_editor: bool = False) -> str:
    """Return whose decision this is in the ledger: an organisation, never a person.

    ``as_editor`` for what only the redactie may decide.
    """
    if as_editor or not is_keeper(user, component) or component.owner is None:
        return EDITORS
    return component.owner.name
