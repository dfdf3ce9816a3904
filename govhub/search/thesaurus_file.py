"""Reads ``seed/thesaurus.yaml``, which a redacteur can read and change.

::

    negeren: [hoe, wat, wie]            words that tell nothing in a question
    bijzaak: [maken, nieuwe, software]  words that tell little: they count less
    groepen:
    - gelijk: [inloggen, login]         the same for somebody who searches
      smaller: [single sign-on]         narrower: a kind of it
      ruimer: [authenticatie]           broader: it is a kind of that
"""

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _
from govhub.search.thesaurus import Group, Thesaurus

_Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class ThesaurusRefused(DomainError):
    """The file cannot be used; the message names it and says what is wrong in it."""


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    gelijk: Annotated[tuple[_Phrase, ...], Field(min_length=1)]
    smaller: tuple[_Phrase, ...] = ()
    ruimer: tuple[_Phrase, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    negeren: tuple[_Phrase, ...] = ()
    bijzaak: tuple[_Phrase, ...] = ()
    groepen: tuple[_Group, ...] = ()


@lru_cache(maxsize=4)
def load(path: Path) -> Thesaurus:
    """Return the thesaurus of a file; it is read once. Raises ThesaurusRefused."""
    try:
        read = _File.model_validate(YAML(typ="safe").load(path) or {})
    except OSError as error:
        raise ThesaurusRefused(_("Het bestand %(path)s is er niet.") % {"path": path}) from error
    except ValidationError as error:
        raise ThesaurusRefused(_sentence(path, error.errors()[0])) from error
    except (YAMLError, UnicodeDecodeError) as error:
        message = _("Het bestand %(path)s is geen geldige YAML: %(why)s")
        raise ThesaurusRefused(message % {"path": path, "why": error}) from error
    groups = (Group(each.gelijk, each.smaller, each.ruimer) for each in read.groepen)
    return Thesaurus(groups, read.negeren, read.bijzaak)


def _sentence(path: Path, mistake: ErrorDetails) -> str:
    """Say what does not fit, and in which group."""
    where = list(map(str, mistake["loc"]))
    if len(where) > 1 and where[0] == "groepen":
        where[1] = _("nr. %(number)s") % {"number": int(where[1]) + 1}
    said = {"path": path, "where": " → ".join(where), "why": _why(mistake)}
    if not where:
        return _("Het bestand %(path)s klopt niet: %(why)s") % said
    return _("In %(path)s klopt %(where)s niet: %(why)s") % said


def _why(mistake: ErrorDetails) -> str:
    known = {
        "missing": _("het ontbreekt."),
        "extra_forbidden": _("dit veld kennen we niet: gebruik gelijk, smaller en ruimer."),
        "string_type": _("hier hoort tekst; zet woorden als on en 112 tussen aanhalingstekens."),
        "tuple_type": _("hier hoort een lijst: [een, twee]."),
        "too_short": _("er staat niets."),
        "string_too_short": _("er staat niets."),
        "string_too_long": _("dit is te lang: hooguit 80 tekens."),
    }
    return known.get(mistake["type"], mistake["msg"])
