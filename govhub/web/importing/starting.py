"""``/aanmelden``: choose how to begin, and bring in what there is already."""

from dataclasses import replace
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govhub.catalogue.interchange.publiccode.finding import NoFile, NotFound, find
from govhub.catalogue.models import Component
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.platform.ratelimit import TooMany
from govhub.registration.importing import drafting, reading
from govhub.registration.importing.reading import Reading, Source
from govhub.registration.permissions import may_change
from govhub.web import limits
from govhub.web.access import Access, access, signed_in_user
from govhub.web.extensions import db
from govhub.web.importing.blueprint import importing
from govhub.web.importing.forms import BringInForm, Given
from govhub.web.importing.page import Present, next_step
from govhub.web.registration.page import page_of
from govhub.web.services import services

ANYWAY = "toch"
"""Name of the box to go on although something is there already."""
_Answer = str | Response | tuple[str, int]


@importing.get("/aanmelden")
@access(Access.SIGNED_IN)
def start() -> str:
    """Ask what there is already."""
    return _page(BringInForm.blank())


@importing.post("/aanmelden/publiccode")
@access(Access.SIGNED_IN)
def bring_in() -> _Answer:
    """Make a draft of a publiccode.yml, or of a repository without one."""
    form = BringInForm()
    is_valid, given = form.validate_on_submit(), form.given()
    if given is None or not is_valid:
        return _page(form), HTTPStatus.BAD_REQUEST
    try:
        limits.hit(limits.IMPORT_BY_USER, str(signed_in_user().public_id))
        return _bring_in(form, given)
    except TooMany as error:
        form.form_errors.append(error.message)
        return _page(form), HTTPStatus.TOO_MANY_REQUESTS
    except InvalidInput as error:
        form.refuse(error.field, error.message)
        return _page(form, asks_name=error.field == "name"), HTTPStatus.BAD_REQUEST
    except NotFound as error:
        form.refuse("address", error.message)
        return _page(form), HTTPStatus.BAD_REQUEST


def source_of(given: Given) -> Source:
    """Return what to read: the text, or what lies at the address. Raises NotFound, InvalidInput.

    Nothing of the database is held while somebody else's server is asked.
    """
    if given.text:
        return Source(text=given.text, repository=given.repository)
    db.session.rollback()
    found = find(given.address, reach=services().reach)
    text, _is_utf8 = reading.text_of(found.data)
    return Source(text=text, url=found.url, repository=found.repository)


def _bring_in(form: BringInForm, given: Given) -> _Answer:
    try:
        source = source_of(given)
    except NoFile as error:
        source = Source(repository=error.repository)
    read, user = reading.read(db.session, source), signed_in_user()
    if not source.text:
        read = _with_name(read)
    found = () if request.form.get(ANYWAY) else drafting.present(db.session, user, read)
    others = [each for each in found if each.public_id != form.own_id]
    if others:
        return _page(form, present=[_present(each) for each in others])
    if not (read.facts.name or form.typed_name):
        form.name.data = read.likely_name
        raise InvalidInput("name", _("In het bestand staat geen naam. Vul de naam hier in."))
    limits.hit(limits.REGISTER_BY_USER, str(user.public_id))
    with transaction(db.session):
        draft = drafting.bring_in(
            db.session, signed_in_user(), read, form_id=form.own_id, name=form.typed_name
        )
    if not source.text:
        flash(
            _(
                "In deze repository staat nog geen publiccode.yml. Dat geeft niet: het adres en "
                "een naam hebben we alvast ingevuld. Kijk of de naam klopt."
            )
        )
        return redirect(next_step(draft))
    if not given.is_utf8:
        flash(_("Het bestand is niet in UTF-8. Kijk of letters met een accent kloppen."))
    return redirect(url_for("importing.choose", slug=draft.slug))


def _with_name(read: Reading) -> Reading:
    """Name a component after its repository, when there is nothing else to go by."""
    facts = replace(read.taken.facts, name=read.likely_name)
    return replace(read, taken=replace(read.taken, facts=facts))


def _present(component: Component) -> Present:
    user = signed_in_user()
    return Present(
        name=component.name,
        owner=component.owner.name if component.owner else _("Nog zonder organisatie"),
        where=_("Staat in de catalogus") if component.is_public else component.publication.label,
        url=page_of(component),
        update_url=(
            url_for("importing.refresh", slug=component.slug)
            if may_change(user, component)
            else None
        ),
    )


def _page(
    form: BringInForm, *, asks_name: bool = False, present: list[Present] | None = None
) -> str:
    return render_template(
        "importing/start.html",
        form=form,
        asks_name=asks_name or bool(form.name.errors),
        present=present or [],
        anyway=ANYWAY,
    )
