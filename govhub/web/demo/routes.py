"""The demo mailbox: every mail that the demo sent, to whoever it was."""

from uuid import UUID

from flask import Blueprint, abort, render_template

from govhub.notifications.channels import MAILBOX
from govhub.notifications.mailbox import Mailbox
from govhub.web.access import Access, access
from govhub.web.demo.linked import linked
from govhub.web.services import services

demo = Blueprint("demo", __name__, url_prefix="/demo")


@demo.get("/postvak")
@access(Access.DEMO)
def mailbox() -> str:
    """List the mails, the newest first."""
    return render_template("demo/mailbox.html", mails=_mailbox().mails())


@demo.get("/postvak/<uuid:key>")
@access(Access.DEMO)
def mail(key: UUID) -> str:
    """Show one mail, as text."""
    found = _mailbox().mail(str(key)) or abort(404)
    text = linked(found.text, services().settings.base_url)
    return render_template("demo/mail.html", mail=found, text=text)


def _mailbox() -> Mailbox:
    return Mailbox(services().settings.data_folder / MAILBOX)
