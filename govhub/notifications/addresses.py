"""Addresses of pages, for in a mail: made outside a request, where Flask cannot help.

A test compares each path with the route it stands for.
"""

from dataclasses import dataclass
from uuid import UUID

COMPONENT = "/componenten/{slug}"
REGISTRATION = "/aanmelden/{slug}"
STATUS = "/componenten/{slug}/status"
REVIEW = "/redactie/{slug}"
QUEUE = "/redactie"
EDITS = "/componenten/{slug}/wijzigingen"
CONFIRM_FOLLOW = "/volgen/bevestigen/{token}"
STOP_FOLLOW = "/volgen/stoppen/{token}"
MANAGE_FOLLOWS = "/volgen/beheren/{token}"
CHANGES = "/wijzigingen"
CONFIRM_STATUS = "/status-bevestigen/{token}"
WEBHOOK = "/webhooks/{key}"
SIGN_IN = "/inloggen/{token}"
INVITATION = "/uitnodiging/{token}"
CLAIM = "/overnames/{key}"
ACCOUNT = "/mijn-account"
CONTACT = "/contactadres/{token}"
EDIT = "/componenten/{slug}/wijzigen"
HIDE = "/componenten/{slug}/verbergen"
HISTORY = "/componenten/{slug}/verloop"
REUSE = "/gebruik/{key}"
REUSE_BY_LINK = "/gebruik/bevestigen/{token}"
REUSE_OF = "/componenten/{slug}/gebruik"


@dataclass(frozen=True)
class Addresses:
    """The pages of the portal at ``base_url``."""

    base_url: str

    def component(self, slug: str) -> str:
        """Return where the component is shown."""
        return self._absolute(COMPONENT.format(slug=slug))

    def registration(self, slug: str) -> str:
        """Return where its submitter sees a registration that is not public."""
        return self._absolute(REGISTRATION.format(slug=slug))

    def status(self, slug: str) -> str:
        """Return where the status of a component is changed."""
        return self._absolute(STATUS.format(slug=slug))

    def review(self, slug: str) -> str:
        """Return where a redacteur decides."""
        return self._absolute(REVIEW.format(slug=slug))

    def queue(self) -> str:
        """Return where everything is that waits for the redactie."""
        return self._absolute(QUEUE)

    def edits(self, slug: str) -> str:
        """Return where the edits of a component are that wait or were decided."""
        return self._absolute(EDITS.format(slug=slug))

    def confirm_follow(self, token: str) -> str:
        """Return the page with the button that confirms."""
        return self._absolute(CONFIRM_FOLLOW.format(token=token))

    def stop_follow(self, token: str) -> str:
        """Return the page with the button that stops; a POST to it stops at once."""
        return self._absolute(STOP_FOLLOW.format(token=token))

    def manage_follows(self, token: str) -> str:
        """Return the page with all that an address follows."""
        return self._absolute(MANAGE_FOLLOWS.format(token=token))

    def changes(self) -> str:
        """Return where all changes of status are."""
        return self._absolute(CHANGES)

    def confirm_status(self, token: str) -> str:
        """Return the page with the button that says that a status is still true."""
        return self._absolute(CONFIRM_STATUS.format(token=token))

    def webhook(self, public_id: UUID) -> str:
        """Return where the owner of a webhook sees it."""
        return self._absolute(WEBHOOK.format(key=public_id))

    def account(self) -> str:
        """Return where somebody sees how they sign in, and where."""
        return self._absolute(ACCOUNT)

    def sign_in(self, token: str) -> str:
        """Return the page with the button that signs in."""
        return self._absolute(SIGN_IN.format(token=token))

    def invitation(self, token: str) -> str:
        """Return the page with the button that joins an organisation."""
        return self._absolute(INVITATION.format(token=token))

    def claim(self, public_id: UUID) -> str:
        """Return where it is decided whether a component goes to another organisation."""
        return self._absolute(CLAIM.format(key=public_id))

    def contact(self, token: str) -> str:
        """Return where who reads an address says whether it may be shown."""
        return self._absolute(CONTACT.format(token=token))

    def edit(self, slug: str) -> str:
        """Return where what is said about a component is changed."""
        return self._absolute(EDIT.format(slug=slug))

    def reuse(self, public_id: UUID) -> str:
        """Return where both sides see that an organisation uses a component, and change it."""
        return self._absolute(REUSE.format(key=public_id))

    def reuse_by_link(self, token: str) -> str:
        """Return where who has no account answers whether that is so."""
        return self._absolute(REUSE_BY_LINK.format(token=token))

    def reuse_of(self, slug: str) -> str:
        """Return where everybody sees who uses a component."""
        return self._absolute(REUSE_OF.format(slug=slug))

    def hide(self, slug: str) -> str:
        """Return where it is decided whether a component goes out of view."""
        return self._absolute(HIDE.format(slug=slug))

    def history(self, slug: str) -> str:
        """Return where the ledger is of what is not in the catalogue any more."""
        return self._absolute(HISTORY.format(slug=slug))

    def _absolute(self, path: str) -> str:
        return self.base_url.rstrip("/") + path
