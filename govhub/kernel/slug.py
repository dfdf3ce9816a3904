"""Names in addresses."""

import re
import unicodedata
from collections.abc import Callable

MAX_LENGTH = 80
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents: ``Coöperatie`` becomes ``cooperatie``."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def slugify(name: str) -> str:
    """Return the name as it stands in an address; empty when it has no letter or digit."""
    return _SEPARATORS.sub("-", fold(name)).strip("-")[:MAX_LENGTH].strip("-")


def free_slug(name: str, is_taken: Callable[[str], bool], *, otherwise: str = "component") -> str:
    """Return the slug of ``name``, with -2, -3, … behind it while it is taken."""
    base = slugify(name) or otherwise
    slug, number = base, 1
    while is_taken(slug):
        number += 1
        ending = f"-{number}"
        slug = base[: MAX_LENGTH - len(ending)].rstrip("-") + ending
    return slug
