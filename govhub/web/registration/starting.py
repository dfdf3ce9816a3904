"""``/aanmelden/…`` and ``/mijn-aanmeldingen``."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.registration import queries, service
from govhub.registration.completeness import Incomplete, missing_for_submission
from govhub.registration.lookalikes import Unanswered
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.alike import Texts
from govhub.web.contact_note import contact_note
from govhub.web.extensions import db
from govhub.web.registration.blueprint import registration
from govhub.web.registration.page import check_page, page_of
from govhub.web.registration.showing import component_or_404


@registration.get("/aanmelden/<slug>")
@access(Access.SIGNED_IN)
def show(slug: str) -> str | Response:
    """Show a registration as it will look, with what it lacks and where it stands."""
    component, user = component_or_404(slug), signed_in_user()
    if component.is_public:
        return redirect(page_of(component))
    page = check_page(
        component,
        user,
        missing=missing_for_submission(db.session, component),
        review=queries.latest_review(db.session, component),
    )
    return render_template(
        "registration/show.html", page=page, contact=contact_note(db.session, component, user)
    )


@registration.post("/aanmelden/<slug>")
@access(Access.SIGNED_IN)
def submit(slug: str) -> Response:
    """Hand the registration to the redactie; when something is missing, the page says what."""
    component = component_or_404(slug)
    limits.hit(limits.SUBMIT_BY_USER, str(signed_in_user().public_id))
    try:
        with transaction(db.session):
            service.submit(db.session, signed_in_user(), component, Texts(signed_in_user()))
    except Incomplete:
        pass
    except Unanswered:
        return redirect(url_for("lookalikes.answer", slug=slug))
    return redirect(url_for("registration.show", slug=slug))


@registration.post("/aanmelden/<slug>/intrekken")
@access(Access.SIGNED_IN)
def take_back(slug: str) -> Response:
    """Make a draft of a submission again."""
    component = component_or_404(slug)
    with transaction(db.session):
        service.take_back(db.session, signed_in_user(), component)
    flash(_("Uw aanmelding is ingetrokken. U kunt er nu weer iets aan wijzigen."))
    return redirect(url_for("registration.show", slug=slug))


@registration.route("/aanmelden/<slug>/verwijderen", methods=["GET", "POST"])
@access(Access.SIGNED_IN)
def discard(slug: str) -> str | Response:
    """Ask whether the draft must go, and delete it."""
    component = component_or_404(slug)
    if request.method == "GET":
        service.require_draft(signed_in_user(), component)
        return render_template("registration/discard.html", component=component)
    with transaction(db.session):
        service.discard(db.session, signed_in_user(), component)
    flash(_("Het klad van %(name)s is verwijderd.") % {"name": component.name})
    return redirect(url_for("registration.mine"))


@registration.get("/mijn-aanmeldingen")
@access(Access.SIGNED_IN)
def mine() -> str:
    """List what somebody registered and proposed, and where it stands."""
    return render_template("registration/mine.html")
