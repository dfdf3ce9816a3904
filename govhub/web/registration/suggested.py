"""What the form suggests: lines and principles, by the catalogue and the words of the language."""

from collections.abc import Collection, Iterator

import structlog

from govhub.catalogue.models import Component
from govhub.registration.likely_principles import likely_principles
from govhub.registration.suggestions import About, OtherWord, suggestions
from govhub.search.decompound import parts
from govhub.search.dutch import informative, stem, tokens
from govhub.search.engine import Kinship, Query, SearchEngine, SearchUnavailable
from govhub.search.thesaurus import Thesaurus
from govhub.search.understanding import MAX_WORDS
from govhub.web.extensions import db
from govhub.web.registration.forms import ComponentForm
from govhub.web.services import services

_SIMILAR = 20
_log = structlog.get_logger(__name__)


def offer_suggestions(form: ComponentForm, component: Component) -> None:
    """Offer lines, or principles, to the step that asks for them."""
    asks_lines, asks_principles = "picked_purposes" in form, "principle_keys" in form
    if not (asks_lines or asks_principles):
        return
    about = About.of(component)
    words, similar = SearchWords(services().thesaurus()), _similar(about, services().search)
    if asks_lines:
        found = suggestions(db.session, about, words, similar)
        form.suggest("purposes", found.purposes)
        form.suggest("keywords", found.keywords)
    if asks_principles:
        likely = likely_principles(db.session, component, words, similar)
        form.suggest_principles({each.key: each.why for each in likely})


def _similar(about: About, engine: SearchEngine) -> list[str]:
    """Return the public ids of what has most words in common; nothing when that is not known."""
    told = dict.fromkeys(informative(tokens(f"{about.name} {about.summary} {about.description}")))
    text = " ".join(sorted(told, key=len, reverse=True)[:MAX_WORDS])
    if not text:
        return []
    try:
        query = Query(text=text, is_literal=True, facets=(), per_page=_SIMILAR)
        return [hit.id for hit in engine.search(query).hits]
    except SearchUnavailable as error:
        _log.warning("search_unavailable", error=str(error))
        return []


class SearchWords:
    """The words as the search engine knows them."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        """Take the thesaurus as it is now."""
        self._thesaurus = thesaurus

    def terms(self, text: str) -> Collection[str]:
        """Return the stems of the telling words, and of the parts of compounds."""
        dull = self._thesaurus.ignored | self._thesaurus.minor
        telling = [each for each in informative(tokens(text)) if each not in dull]
        split = [part for each in telling for part in parts(each)]
        return {stem(each) for each in [*telling, *split]}

    def other_words(self, text: str) -> Iterator[OtherWord]:
        """Give how else the words of the text are called."""
        stems = [stem(each) for each in tokens(text)]
        for start in range(len(stems)):
            for length in range(1, self._thesaurus.longest + 1):
                said = tuple(stems[start : start + length])
                for each in self._thesaurus.related(said):
                    if each.kinship in {Kinship.SYNONYM, Kinship.BROADER}:
                        yield OtherWord(said, each.phrase, each.kinship is Kinship.SYNONYM)
