"""What the redactie does for organisations: mergers, mail domains and claims that wait."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.accounts import organisations as domain
from govhub.accounts import queries
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration import claims
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.organisations.forms import MergeForm
from govhub.web.organisations.routes import organisation_or_404

organisation_editing = Blueprint("organisation_editing", __name__)


@organisation_editing.get("/redactie/organisaties")
@access(Access.EDITOR)
def index() -> str:
    """Show what about organisations waits for a redacteur."""
    return render_template(
        "organisations/editing.html",
        claims=claims.waiting_claims(db.session),
        domains=queries.mail_domains_to_confirm(db.session),
    )


@organisation_editing.route("/organisaties/<slug>/opgegaan", methods=["GET", "POST"])
@access(Access.EDITOR)
def merge(slug: str) -> str | Response:
    """Say that an organisation became part of another, or that it did not."""
    organisation = organisation_or_404(slug)
    names = queries.organisation_names(db.session)
    form = MergeForm.of(organisation, domain.ended_since(organisation), names)
    if form.validate_on_submit():
        slug_of_other = form.into.data
        into = queries.organisation_by_slug(db.session, slug_of_other) if slug_of_other else None
        try:
            with transaction(db.session):
                domain.merge(db.session, signed_in_user(), organisation, into, since=form.day)
        except InvalidInput as error:
            form.show(error)
        else:
            said = {"name": organisation.name, "into": into.name if into else ""}
            flash(
                _("%(name)s is opgegaan in %(into)s.") % said
                if into
                else _("%(name)s staat nu als een organisatie die zelf bestaat.") % said
            )
            return redirect(url_for("members.index", slug=organisation.slug))
    return render_template("organisations/merge.html", organisation=organisation, form=form)
