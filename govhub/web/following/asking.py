"""Ask to follow something."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.accounts import queries as accounts
from govhub.accounts.models import User
from govhub.accounts.organisations import successor
from govhub.catalogue import facets
from govhub.catalogue import queries as catalogue
from govhub.following import queries, service
from govhub.following.models import Webhook
from govhub.following.saved_search import SavedSearch
from govhub.following.wishes import FollowWish, Subject
from govhub.guidance import queries as guidance
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.web import limits
from govhub.web.access import Access, access, current_user
from govhub.web.catalogue import asked
from govhub.web.extensions import db
from govhub.web.following.blueprint import following
from govhub.web.following.forms import FollowForm
from govhub.web.following.page import ASKED, follow_page


@following.route("/componenten/<slug>/volgen", methods=["GET", "POST"])
@access(Access.PUBLIC)
def component(slug: str) -> str | Response:
    """Follow one component."""
    found = catalogue.component_by_slug(db.session, slug)
    if found is None or not found.is_public:
        abort(404)
    return _ask(found)


@following.route("/volgen/categorie/<key>", methods=["GET", "POST"])
@access(Access.PUBLIC)
def category(key: str) -> str | Response:
    """Follow one category."""
    return _ask(catalogue.category_by_key(db.session, key) or abort(404))


@following.route("/organisaties/<slug>/volgen", methods=["GET", "POST"])
@access(Access.PUBLIC)
def organisation(slug: str) -> str | Response:
    """Follow the components of an organisation."""
    found = accounts.organisation_by_slug(db.session, slug) or abort(404)
    into = successor(found)
    if into is not None:
        return redirect(url_for("following.organisation", slug=into.slug))
    return _ask(found)


@following.route("/principes/<key>/volgen", methods=["GET", "POST"])
@access(Access.PUBLIC)
def principle(key: str) -> str | Response:
    """Follow the components of a principle."""
    return _ask(guidance.principle_by_key(db.session, key) or abort(404))


@following.route("/componenten/volgen", methods=["GET", "POST"])
@access(Access.PUBLIC)
def search() -> str | Response:
    """Follow what a search finds; a search for nothing is the whole catalogue."""
    labels = facets.facet_labels(db.session)
    what = asked.read(request.args, labels)
    saved = SavedSearch.of(
        what.query.text, what.query.filters, labels, is_literal=what.query.is_literal
    )
    if saved.is_empty:
        return redirect(url_for("following.everything"))
    return _ask(saved, what.notices)


@following.route("/volgen", methods=["GET", "POST"])
@access(Access.PUBLIC)
def everything() -> str | Response:
    """Follow the whole catalogue."""
    return _ask(None)


def _ask(subject: Subject, notices: tuple[str, ...] = ()) -> str | Response:
    page = follow_page(subject, notices)
    user = current_user()
    present = user and queries.followed_as(db.session, user.email, FollowWish(subject=subject))
    webhooks = queries.active_webhooks(db.session, user) if user else ()
    form = FollowForm.for_visitor(user, present or None, webhooks)
    if form.validate_on_submit():
        limits.hit(limits.FOLLOW_FROM_CLIENT, limits.client())
        limits.hit(limits.FOLLOW_TO_ADDRESS, user.email if user else form.address)
        return redirect(_follow(form, subject, user, webhooks) or page.asked_url)
    if ASKED in request.args:
        return render_template("following/asked.html", page=page)
    return render_template(
        "following/follow.html", page=page, form=form, present=present, is_signed_in=bool(user)
    )


def _follow(
    form: FollowForm, subject: Subject, user: User | None, webhooks: Sequence[Webhook]
) -> str | None:
    """Follow; return where to go on when the owner of the address asked for it, signed in."""
    wish = form.wish(subject, webhooks)
    is_own = user is not None and (wish.webhook is not None or form.address == user.email)
    email = user.email if user is not None and is_own else form.address
    with transaction(db.session):
        subscription = service.follow(db.session, email, wish, is_own=is_own)
        name = subscription.subject
    if not is_own:
        return None
    flash(_("U volgt nu %(name)s.") % {"name": name})
    return url_for("following.mine")
