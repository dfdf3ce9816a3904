"""Who may see and change which component. Organisations and their members follow later."""

from govhub.accounts.models import User
from govhub.catalogue.ledger.models import EDITORS
from govhub.catalogue.models import Component
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import NotAllowed
from govhub.platform.language import gettext as _


def is_submitter(user: User, component: Component) -> bool:
    """Tell whether this person registered the component."""
    return component.submitted_by_id == user.id


def may_follow_along(user: User, component: Component) -> bool:
    """Tell whether this person sees the component before it is public."""
    return user.is_editor or is_submitter(user, component)


def may_change(user: User, component: Component) -> bool:
    """Tell whether this person may edit the component or change its status.

    Its submitter may, save while the redactie is looking at it; the redactie may once it is public.
    """
    if component.is_public:
        return may_follow_along(user, component)
    return is_submitter(user, component) and component.publication.is_open_for_submitter


def require_change(user: User, component: Component) -> None:
    """Raise NotAllowed when this person may not change the component."""
    if may_change(user, component):
        return
    if not is_submitter(user, component):
        raise NotAllowed(_("U kunt dit component niet wijzigen. Dat kan alleen wie het aanmeldde."))
    if component.publication is Publication.SUBMITTED:
        raise NotAllowed(
            _("De redactie bekijkt dit nu. Trek de aanmelding in als u nog iets wilt wijzigen.")
        )
    raise NotAllowed(_("De redactie heeft dit gesloten. U kunt het niet meer wijzigen."))


def require_submitter(user: User, component: Component) -> None:
    """Raise NotAllowed for everybody but who registered the component."""
    if not is_submitter(user, component):
        raise NotAllowed(_("Dat kan alleen wie het component aanmeldde."))


def require_editor(user: User) -> None:
    """Raise NotAllowed for everybody but the redactie."""
    if not user.is_editor:
        raise NotAllowed(_("Alleen de redactie kan hierover besluiten."))


def answers_for(user: User, component: Component, *, as_editor: bool = False) -> str:
    """Return whose decision this is in the ledger: an organisation, never a person.

    ``as_editor`` for what only the redactie may decide.
    """
    if as_editor or not is_submitter(user, component) or component.owner is None:
        return EDITORS
    return component.owner.name
