"""Takes in publiccode.yml files one after another, as an operator asks. Never commits.

The same file once more changes nothing. Nothing that a person wrote is overwritten, and nothing is
left without a word about it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from govhub.accounts.models import User
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.catalogue.repository import repository_key
from govhub.catalogue.vocabulary import Publication
from govhub.kernel.errors import Conflict, DomainError
from govhub.platform.language import gettext as _
from govhub.registration import edits, fact_words, review, service
from govhub.registration.comparison import differing_fields
from govhub.registration.completeness import Incomplete
from govhub.registration.importing import drafting, refreshing
from govhub.registration.importing.reading import Reading
from govhub.registration.lookalikes import Unanswered
from govhub.registration.models import Verdict
from govhub.registration.permissions import is_submitter


class Done(StrEnum):
    """What became of a file."""

    NEW = "nieuw"
    UPDATED = "bijgewerkt"
    SAME = "ongewijzigd"
    SKIPPED = "overgeslagen"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a file, and of the component that it is about."""

    done: Done
    slug: str | None = None
    is_public: bool = False
    changed: Sequence[str] = ()
    """Names of the facts that were written, of a component that was there already."""
    left: Sequence[str] = ()
    """Names of the facts that the file says otherwise, and that a person wrote."""
    message: str | None = None
    """Why it was skipped, or not published."""


def take_in(
    session: Session,
    editor: User,
    read: Reading,
    *,
    owner_slug: str | None = None,
    publish: bool = False,
) -> Outcome:
    """Make a draft of a file, or bring the component that it is about up to date.

    ``owner_slug`` is for a file that names no organisation that we know. With ``publish`` this
    editor publishes what lacks nothing. Raises DomainError for what cannot be taken in.
    """
    if owner_slug and read.facts.owner_slug is None:
        facts = replace(read.taken.facts, owner_slug=owner_slug)
        read = replace(read, taken=replace(read.taken, facts=facts))
    component = _known(session, read)
    if component is not None:
        return _brought_up_to_date(session, editor, component, read)
    if not read.facts.name:
        raise DomainError(_("Er staat geen naam in. Zet “name” in het bestand."))
    draft = drafting.bring_in(session, editor, read, form_id=uuid.uuid4())
    message = _publish(session, editor, draft) if publish else None
    return Outcome(done=Done.NEW, slug=draft.slug, is_public=draft.is_public, message=message)


def _known(session: Session, read: Reading) -> Component | None:
    """Return the component that a file is about. Raises DomainError when nobody can tell."""
    if not (repository_key(read.facts.repository_url) or read.source.url):
        raise DomainError(
            _(
                "Er staat geen url van een repository in. Daaraan herkennen we het als u het nog "
                "eens inleest. Zet het adres van de broncode in het bestand."
            )
        )
    found = session.scalars(drafting.same_source(read).order_by(Component.id)).all()
    if len(found) > 1:
        found = [each for each in found if each.name == read.facts.name] or found
    if len(found) > 1:
        names = ", ".join(each.slug for each in found)
        raise DomainError(
            _("Bij deze broncode horen meer componenten: %(names)s. Werk ze in het portaal bij.")
            % {"names": names}
        )
    return found[0] if found else None


def _brought_up_to_date(
    session: Session, editor: User, component: Component, read: Reading
) -> Outcome:
    _require_ours(editor, component)
    now = facts_of(component)
    facts, differing = refreshing.untouched(session, component, read)
    changed = differing_fields(now, facts)
    version = component.version
    if changed:
        edits.save_or_propose(session, editor, component, facts, seen_version=version)
    refreshing.keep_newer(session, component, read)
    session.flush()
    return Outcome(
        done=Done.UPDATED if component.version != version else Done.SAME,
        slug=component.slug,
        is_public=component.is_public,
        changed=changed,
        left=[name for name in differing if name not in changed],
    )


def _require_ours(editor: User, component: Component) -> None:
    """Raise Conflict for what somebody else is still writing, or the redactie closed."""
    if component.is_public:
        return
    slug = {"slug": component.slug}
    if not component.publication.is_open_for_submitter:
        if component.publication is Publication.SUBMITTED:
            raise Conflict(_("De redactie bekijkt %(slug)s nu. Lees het daarna in.") % slug)
        raise Conflict(_("%(slug)s is afgewezen of verborgen. Er is niets gewijzigd.") % slug)
    if not is_submitter(editor, component):
        raise Conflict(_("Iemand anders is al bezig met %(slug)s. Er is niets gewijzigd.") % slug)


def _publish(session: Session, editor: User, draft: Component) -> str | None:
    """Publish the draft; return what it lacks when that cannot be done."""
    try:
        with session.begin_nested():
            service.submit(session, editor, draft)
            version = draft.version
            review.decide(session, editor, draft, Verdict.APPROVED, seen_version=version)
    except (Incomplete, Unanswered) as error:
        return error.message
    return None


def labels(names: Sequence[str]) -> str:
    """Return these facts as people call them."""
    return ", ".join(fact_words.labels(names))
