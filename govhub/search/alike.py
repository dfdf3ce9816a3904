"""Which components are described in nearly the same words as a text: for who registers a double.

The engine gives the likeliest; then each is read whole, and the share of the telling words of the
text counts that it has too. Measured on the seed with the bar of ``SHARE``: every summary brings
back its own component, and of all others three times one (a test does it again).
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload, load_only, selectinload

from govhub.catalogue.models import Component
from govhub.search.dutch import informative, terms, tokens
from govhub.search.engine import Query, SearchEngine
from govhub.search.understanding import MAX_WORDS

SHARE = 0.75
"""Of the telling words; the others may be put differently."""
FEWEST_WORDS = 4
"""Fewer telling words than this describe nothing."""
_CANDIDATES = 20


def alike(
    session: Session, engine: SearchEngine, text: str, *, besides: Iterable[str] = ()
) -> list[str]:
    """Return the public ids of what is described in nearly these words, the most alike first.

    ``besides`` are public ids of components that are not in the index but count too. Raises
    SearchUnavailable.
    """
    if len(set(terms(text))) < FEWEST_WORDS:
        return []
    query = Query(text=_longest_words(text), is_literal=True, facets=(), per_page=_CANDIDATES)
    likeliest = [hit.id for hit in engine.search(query).hits]
    return described_alike(session, text, [*likeliest, *besides])


def described_alike(session: Session, text: str, ids: Iterable[str]) -> list[str]:
    """Return which of these are described in nearly these words, the most alike first."""
    wanted = set(terms(text))
    shares = {
        str(each.public_id): len(wanted & _own_words(each)) / len(wanted)
        for each in _read(session, [UUID(text) for text in ids])
    }
    near = [key for key, share in shares.items() if share >= SHARE]
    return sorted(near, key=lambda key: (-shares[key], key))


def _longest_words(text: str) -> str:
    """Return what an engine looks at of a question; of Dutch the longest words tell most."""
    told = dict.fromkeys(informative(tokens(text)))
    return " ".join(sorted(told, key=len, reverse=True)[:MAX_WORDS])


def _read(session: Session, ids: Sequence[UUID]) -> Sequence[Component]:
    return session.scalars(
        select(Component)
        .where(Component.public_id.in_(ids))
        .options(
            lazyload("*"),
            load_only(
                Component.public_id,
                Component.name,
                Component.summary,
                Component.description,
                Component.purposes,
                Component.keywords,
            ),
            selectinload(Component.aliases),
        )
    ).all()


def _own_words(component: Component) -> set[str]:
    """Return the telling words of what is written about the component, not those of its owner."""
    texts = (
        component.name,
        component.summary,
        component.description,
        *component.purposes,
        *component.keywords,
        *(alias.name for alias in component.aliases),
    )
    return {term for text in texts for term in terms(text)}
