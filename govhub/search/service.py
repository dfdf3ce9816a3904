"""What the redactie does so that people find more. Never commits: the caller decides when."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from govhub.catalogue import service as catalogue
from govhub.catalogue.facts import facts_of
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.kernel.errors import InvalidInput
from govhub.kernel.slug import fold
from govhub.platform.language import gettext as _
from govhub.search import queries
from govhub.search.dutch import tokens
from govhub.search.models import LONGEST_TEXT, SearchMiss, Synonym


def add_synonym(session: Session, term: str, meaning: str) -> Synonym:
    """Say that two phrases mean the same. Raises InvalidInput that names the field."""
    _check(session, term, meaning, present=None)
    now = clock.now()
    synonym = Synonym(term=term, meaning=meaning, added_at=now, changed_at=now)
    session.add(synonym)
    session.flush()
    return synonym


def change_synonym(session: Session, synonym: Synonym, term: str, meaning: str) -> None:
    """Write a synonym in other words. Raises InvalidInput that names the field."""
    _check(session, term, meaning, present=synonym)
    synonym.term, synonym.meaning = term, meaning
    synonym.changed_at = clock.now()
    session.flush()


def remove_synonym(session: Session, synonym: Synonym) -> None:
    """Say no longer that these mean the same; removing it twice is fine."""
    session.execute(sa.delete(Synonym).where(Synonym.id == synonym.id))


def add_keyword(session: Session, component: Component, keyword: str) -> None:
    """Let a component be found by this word. Raises InvalidInput when that is so already."""
    catalogue.hold(session, component)
    if fold(keyword) in map(fold, component.keywords):
        raise InvalidInput(
            "keyword",
            _("%(name)s heeft dit trefwoord al.") % {"name": component.name},
        )
    facts = facts_of(component)
    catalogue.edit(
        session,
        component,
        replace(facts, keywords=(*facts.keywords, keyword)),
        seen_version=component.version,
    )


def settle(session: Session, miss: SearchMiss) -> None:
    """Take a miss from the list because something was done; if it did not help, it comes back."""
    session.execute(sa.delete(SearchMiss).where(SearchMiss.id == miss.id))


def dismiss(session: Session, miss: SearchMiss, *, because: str) -> None:
    """Do nothing about a miss, and say why."""
    _write(session, miss, because)


def restore(session: Session, miss: SearchMiss) -> None:
    """Put a dismissed miss back in the list."""
    _write(session, miss, None)


def _write(session: Session, miss: SearchMiss, because: str | None) -> None:
    """Write only this, because the worker counts the same row."""
    session.execute(
        sa.update(SearchMiss).where(SearchMiss.id == miss.id).values(dismissed_because=because)
    )


def _check(session: Session, term: str, meaning: str, *, present: Synonym | None) -> None:
    for field, phrase in (("term", term), ("meaning", meaning)):
        if not tokens(phrase):
            raise InvalidInput(field, _("Vul een woord of een paar woorden in."))
        if len(phrase) > LONGEST_TEXT:
            raise InvalidInput(field, _("Gebruik hoogstens 60 tekens."))
    if tokens(term) == tokens(meaning):
        raise InvalidInput("meaning", _("Vul iets anders in dan hierboven."))
    same = queries.same_synonym(session, term, meaning)
    if same is not None and same is not present:
        raise InvalidInput("meaning", _("Dit synoniem is er al."))
