"""Proposes how to write what a file says in a strange way. A person decides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from govhub.catalogue.interchange.publiccode import lists, rules
from govhub.catalogue.interchange.publiccode.facts import STATUSES, day
from govhub.catalogue.interchange.publiccode.looking import Tree, find, text, texts
from govhub.platform.language import lazy_gettext as _l


class Reason(StrEnum):
    """Why another way to write it is proposed."""

    BLANKS = "blanks"
    DATE_ORDER = "date order"
    ELSEWHERE = "elsewhere"
    GIT_SUFFIX = "git suffix"
    LANGUAGE_FORM = "language form"
    LICENCE_NAME = "licence name"
    NO_DATE = "no date"
    OR_LATER = "or later"
    SCHEME = "scheme"
    STATUS_NAME = "status name"
    VERSION_OF_SOFTWARE = "version of software"

    @property
    def sentence(self) -> str:
        """Return the reason for people."""
        return _REASONS[self]


_REASONS = {
    Reason.BLANKS: _l("Er staan spaties omheen."),
    Reason.DATE_ORDER: _l("De datum staat in een andere volgorde."),
    Reason.ELSEWHERE: _l("Dit is een ander adres dan waar het bestand staat."),
    Reason.GIT_SUFFIX: _l("Zonder .git erachter is het een adres dat iedereen kan openen."),
    Reason.LANGUAGE_FORM: _l("In een taalcode staat een streepje."),
    Reason.LICENCE_NAME: _l("Zo heet deze licentie in de lijst van SPDX."),
    Reason.NO_DATE: _l("Dit is geen datum. Laat hem weg, of vul de goede in."),
    Reason.OR_LATER: _l("Deze licentie staat zonder “of later” in de lijst van SPDX."),
    Reason.SCHEME: _l("Een adres met https:// kan iedereen openen."),
    Reason.STATUS_NAME: _l("De standaard heeft hier een ander woord voor."),
    Reason.VERSION_OF_SOFTWARE: _l("Dit lijkt de versie van de software zelf."),
}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Something in a file that is better written otherwise."""

    fact: str
    """The fact of ``Publication`` that it is about."""
    path: tuple[str | int, ...]
    """Where it stands in the file."""
    found: str
    proposed: str
    """Empty: leave it out."""
    reasons: tuple[Reason, ...]


_LICENCES = {
    "bsl-1.1": "BUSL-1.1",
    "eupl": "EUPL-1.2",
    "eupl-1.2+": "EUPL-1.2",
    "eupl v1.2": "EUPL-1.2",
    "eupl-v1.2": "EUPL-1.2",
    "eupl 1.2": "EUPL-1.2",
    "european union public licence 1.2": "EUPL-1.2",
    "european union public license 1.2": "EUPL-1.2",
    "european union public licence": "EUPL-1.2",
    "european union public license": "EUPL-1.2",
    "apache": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "mit license": "MIT",
    "the mit license": "MIT",
    "gpl": "GPL-3.0-or-later",
    "gplv3": "GPL-3.0-only",
    "gpl v3": "GPL-3.0-only",
    "gplv2": "GPL-2.0-only",
    "agpl": "AGPL-3.0-or-later",
    "agplv3": "AGPL-3.0-only",
    "lgplv3": "LGPL-3.0-only",
    "bsd": "BSD-3-Clause",
    "mozilla public license 2.0": "MPL-2.0",
    "cc0": "CC0-1.0",
}
"""What people write for a licence, in small letters, and what they will mean."""

_STATUSES = {
    "production": "stable",
    "productie": "stable",
    "released": "stable",
    "release": "stable",
    "live": "stable",
    "active": "stable",
    "alpha": "development",
    "in development": "development",
    "archived": "obsolete",
    "deprecated": "obsolete",
    "idea": "concept",
}

_SOFTWARE_VERSION = re.compile(r"v?[0-9]+(?:\.[0-9]+)+")
_SSH = re.compile(r"(?:ssh://)?git@([^:/]+)[:/](.+)")


def proposals_in(tree: Tree, found_at: str | None = None) -> Iterator[Proposal]:
    """Give what is better written otherwise; ``found_at`` is the repository of the file itself."""
    yield from _addresses(tree, found_at)
    yield from _licence(tree)
    yield from _release_date(tree)
    yield from _status(tree)
    yield from _version(tree)
    yield from _languages(tree)


def _addresses(tree: Tree, found_at: str | None) -> Iterator[Proposal]:
    for fact, key in (("repository_url", "url"), ("website_url", "landingURL")):
        value = find(tree, key)
        if not isinstance(value, str) or not value.strip():
            continue
        proposed, reasons = tidy(value)
        if fact == "repository_url" and found_at is not None and not is_same(value, found_at):
            proposed, reasons = found_at, (Reason.ELSEWHERE,)
        if reasons:
            yield Proposal(fact=fact, path=(key,), found=value, proposed=proposed, reasons=reasons)


def tidy(address: str) -> tuple[str, tuple[Reason, ...]]:
    """Return an address as people open it, and what was changed in it."""
    steps = (
        (Reason.BLANKS, str.strip),
        (Reason.SCHEME, _with_https),
        (Reason.GIT_SUFFIX, lambda text: text.removesuffix("/").removesuffix(".git")),
    )
    reasons = []
    for reason, change in steps:
        changed = change(address)
        if changed not in {address, address.removesuffix("/")}:
            reasons.append(reason)
            address = changed
    return address, tuple(reasons)


def _with_https(address: str) -> str:
    found = _SSH.fullmatch(address)
    if found is not None:
        return f"https://{found[1]}/{found[2]}"
    scheme, colon, rest = address.partition("://")
    if colon and scheme.lower() in {"git", "git+https", "git+http"}:
        return f"https://{rest}"
    return address


def is_same(one: str, other: str) -> bool:
    """Tell whether two addresses are of one repository, in whatever way they are written."""
    return _essence(one) == _essence(other)


def _essence(address: str) -> str:
    tidied, _reasons = tidy(address.strip().lower())
    try:
        parts = urlsplit(tidied)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return tidied
    return host + parts.path.rstrip("/").removesuffix(".git")


def _licence(tree: Tree) -> Iterator[Proposal]:
    found = text(find(tree, "legal", "license"))
    if found is None:
        return
    proposed, reason = _known_licence(found)
    if proposed != found:
        yield Proposal(
            fact="licence",
            path=("legal", "license"),
            found=found,
            proposed=proposed,
            reasons=(reason,),
        )


def _known_licence(written: str) -> tuple[str, Reason]:
    """Return the licence that somebody will mean; the same text when nobody can tell."""
    if rules.is_licence(written):
        return rules.as_spdx_writes(written), Reason.LICENCE_NAME
    bare = re.sub(r"(?:\+|-or-later|-only)$", "", written, flags=re.IGNORECASE)
    if bare != written and rules.is_licence(bare):
        return rules.as_spdx_writes(bare), Reason.OR_LATER
    return _LICENCES.get(written.lower(), written), Reason.LICENCE_NAME


def _release_date(tree: Tree) -> Iterator[Proposal]:
    found = text(find(tree, "releaseDate"))
    if found is None or day(found) is not None:
        return
    other = _in_other_order(found)
    yield Proposal(
        fact="released_on",
        path=("releaseDate",),
        found=found,
        proposed="" if other is None else other.isoformat(),
        reasons=(Reason.NO_DATE if other is None else Reason.DATE_ORDER,),
    )


def _in_other_order(written: str) -> date | None:
    """Return the day of ``2021-16-12``, ``16-12-2021``, ``2021-8-2`` or one with a time behind."""
    shapes = (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ].*)?",
        r"(?P<y>\d{4})[-/.](?P<d>\d{1,2})[-/.](?P<m>\d{1,2})",
        r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})",
    )
    for shape in shapes:
        found = re.fullmatch(shape, written, flags=re.ASCII)
        if found is not None:
            year, month, of_month = (int(found[part]) for part in "ymd")
            other = day(f"{year:04}-{month:02}-{of_month:02}")
            if other is not None:
                return other
    return None


def _status(tree: Tree) -> Iterator[Proposal]:
    found = text(find(tree, "developmentStatus"))
    if found is None or found in STATUSES:
        return
    meant = found.lower() if found.lower() in STATUSES else _STATUSES.get(found.lower())
    if meant is not None:
        yield Proposal(
            fact="status",
            path=("developmentStatus",),
            found=found,
            proposed=meant,
            reasons=(Reason.STATUS_NAME,),
        )


def _version(tree: Tree) -> Iterator[Proposal]:
    """Propose a version of the software that was written where that of the standard belongs."""
    found = text(find(tree, "publiccodeYmlVersion"))
    if found is None or text(find(tree, "softwareVersion")):
        return
    is_of_standard = found in lists.versions() or found.startswith("0.") or found in {"1", "1.0"}
    if not is_of_standard and _SOFTWARE_VERSION.fullmatch(found):
        yield Proposal(
            fact="software_version",
            path=("publiccodeYmlVersion",),
            found=found,
            proposed=found,
            reasons=(Reason.VERSION_OF_SOFTWARE,),
        )


def _languages(tree: Tree) -> Iterator[Proposal]:
    path = ("localisation", "availableLanguages")
    found = texts(find(tree, *path))
    proposed = tuple(dict.fromkeys(tag.replace("_", "-") for tag in found))
    if proposed != found and all(map(rules.is_language, proposed)):
        yield Proposal(
            fact="languages",
            path=path,
            found=", ".join(found),
            proposed=", ".join(proposed),
            reasons=(Reason.LANGUAGE_FORM,),
        )
