"""``/redactie/zoeken``: what people missed, and what the redactie does about it."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from govhub.catalogue import queries as catalogue
from govhub.catalogue.models import Component
from govhub.kernel.errors import InvalidInput
from govhub.platform.db import transaction
from govhub.platform.language import gettext as _
from govhub.search import queries, service
from govhub.search.models import Outcome, SearchMiss, Synonym
from govhub.web.access import Access, access
from govhub.web.extensions import db
from govhub.web.search.forms import DismissForm, KeywordForm, SynonymForm
from govhub.web.services import services

MOST_SHOWN = 100

search = Blueprint("search", __name__)


@search.get("/redactie/zoeken")
@access(Access.EDITOR)
def index() -> str:
    """Show what people searched for and hardly found, the most frequent first."""
    return render_template(
        "search/index.html",
        groups=[
            (outcome, queries.misses(db.session, outcome, limit=MOST_SHOWN)) for outcome in Outcome
        ],
        dismissed=queries.dismissed_misses(db.session, limit=MOST_SHOWN),
    )


@search.get("/redactie/zoeken/<int:key>")
@access(Access.EDITOR)
def miss(key: int) -> str:
    """Show what can be done about one missed search."""
    return _miss_page(_miss(key))


@search.post("/redactie/zoeken/<int:key>/synoniem")
@access(Access.EDITOR)
def add_synonym_for(key: int) -> str | Response:
    """Say that what was missed means the same as something else."""
    found, form = _miss(key), SynonymForm()

    def add() -> None:
        service.add_synonym(db.session, *form.phrases)
        service.settle(db.session, found)

    if not _is_done(form, add):
        return _miss_page(found, synonym=form)
    flash(_same(form))
    return redirect(url_for("search.index"))


@search.post("/redactie/zoeken/<int:key>/trefwoord")
@access(Access.EDITOR)
def add_keyword_for(key: int) -> str | Response:
    """Let a component be found by what was missed."""
    found = _miss(key)
    form = KeywordForm.of_miss(found, _components())

    def add() -> None:
        service.add_keyword(db.session, _component(form.component.data), form.word)
        service.settle(db.session, found)

    if not _is_done(form, add):
        return _miss_page(found, keyword=form)
    flash(
        _("Wie zoekt op ‘%(keyword)s’ vindt nu %(name)s.")
        % {"keyword": form.word, "name": dict(_components())[form.component.data]}
    )
    return redirect(url_for("search.index"))


@search.post("/redactie/zoeken/<int:key>/afwijzen")
@access(Access.EDITOR)
def dismiss(key: int) -> str | Response:
    """Do nothing about what was missed, and keep why."""
    found, form = _miss(key), DismissForm()
    if not _is_done(form, lambda: service.dismiss(db.session, found, because=form.reason)):
        return _miss_page(found, dismissal=form)
    flash(_("U doet niets met ‘%(text)s’.") % {"text": found.text})
    return redirect(url_for("search.index"))


@search.post("/redactie/zoeken/<int:key>/terugzetten")
@access(Access.EDITOR)
def restore(key: int) -> Response:
    """Put what was dismissed back in the list."""
    found = _miss(key)
    with transaction(db.session):
        service.restore(db.session, found)
    flash(_("‘%(text)s’ staat weer in de lijst.") % {"text": found.text})
    return redirect(url_for("search.index"))


@search.route("/redactie/zoeken/synoniemen", methods=["GET", "POST"])
@access(Access.EDITOR)
def synonyms() -> str | Response:
    """Show all synonyms that the redactie added, and add one."""
    form = SynonymForm()
    if form.is_submitted() and _is_done(
        form, lambda: service.add_synonym(db.session, *form.phrases)
    ):
        flash(_same(form))
        return redirect(url_for("search.synonyms"))
    return render_template("search/synonyms.html", form=form, synonyms=queries.synonyms(db.session))


@search.route("/redactie/zoeken/synoniemen/<int:key>", methods=["GET", "POST"])
@access(Access.EDITOR)
def synonym(key: int) -> str | Response:
    """Write a synonym in other words."""
    found = _synonym(key)
    form = SynonymForm.of(found)
    if form.is_submitted() and _is_done(
        form, lambda: service.change_synonym(db.session, found, *form.phrases)
    ):
        flash(_same(form))
        return redirect(url_for("search.synonyms"))
    return render_template("search/synonym.html", form=form, synonym=found)


@search.post("/redactie/zoeken/synoniemen/<int:key>/verwijderen")
@access(Access.EDITOR)
def remove_synonym(key: int) -> Response:
    """Say no longer that these mean the same."""
    found = _synonym(key)
    words = {"term": found.term, "meaning": found.meaning}
    with transaction(db.session):
        service.remove_synonym(db.session, found)
    services().thesaurus.renew()
    flash(_("‘%(term)s’ en ‘%(meaning)s’ zijn geen synoniemen meer.") % words)
    return redirect(url_for("search.synonyms"))


def _is_done(form: SynonymForm | KeywordForm | DismissForm, change: Callable[[], object]) -> bool:
    """Carry out what the form asks, when it is right; else show what is wrong."""
    if not form.validate():
        return False
    try:
        with transaction(db.session):
            change()
    except InvalidInput as error:
        form.show(error)
        return False
    services().thesaurus.renew()
    return True


def _same(form: SynonymForm) -> str:
    term, meaning = form.phrases
    return _("‘%(term)s’ betekent nu hetzelfde als ‘%(meaning)s’.") % {
        "term": term,
        "meaning": meaning,
    }


def _miss_page(
    found: SearchMiss,
    *,
    synonym: SynonymForm | None = None,
    keyword: KeywordForm | None = None,
    dismissal: DismissForm | None = None,
) -> str:
    return render_template(
        "search/miss.html",
        miss=found,
        form=synonym or keyword or dismissal,
        synonym=synonym or SynonymForm.of_miss(found),
        keyword=keyword or KeywordForm.of_miss(found, _components()),
        dismissal=dismissal or DismissForm(),
    )


def _components() -> list[tuple[str, str]]:
    return catalogue.names_of_public_components(db.session)


def _component(slug: str) -> Component:
    component = catalogue.component_by_slug(db.session, slug)
    if component is None:
        abort(HTTPStatus.NOT_FOUND)
    return component


def _miss(key: int) -> SearchMiss:
    return queries.miss_by_id(db.session, key) or abort(HTTPStatus.NOT_FOUND)


def _synonym(key: int) -> Synonym:
    return queries.synonym_by_id(db.session, key) or abort(HTTPStatus.NOT_FOUND)
