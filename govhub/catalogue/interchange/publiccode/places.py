"""Where a publiccode.yml may lie, given the address of a repository or of a file. No network.

Knows how GitHub, GitLab, Gitea (with Forgejo) and Bitbucket write the address of a file as it is,
also where somebody else runs them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import parse_qs, quote, unquote, urlsplit

from govhub.catalogue.interchange.publiccode.proposals import tidy
from govhub.kernel.errors import InvalidInput
from govhub.platform.language import gettext as _

FILES = ("publiccode.yml", "publiccode.yaml")
DEFAULT = "HEAD"
"""The branch that a repository shows first."""
BRANCHES = ("main", "master", "develop", "development", "trunk")
"""Where a file may lie that is not on that branch yet."""


class Forge(StrEnum):
    """A program that shows repositories on the web."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"
    BITBUCKET = "bitbucket"
    BITBUCKET_SERVER = "bitbucket-server"


_ANY = (Forge.GITLAB, Forge.GITEA, Forge.GITHUB)
"""Bitbucket writes the address of a file as GitHub does."""
_BY_HOST = (
    ("github", (Forge.GITHUB,)),
    ("gitlab", (Forge.GITLAB,)),
    ("gitea", (Forge.GITEA,)),
    ("forgejo", (Forge.GITEA,)),
    ("codeberg", (Forge.GITEA,)),
    ("bitbucket", (Forge.BITBUCKET,)),
)
_OWNER_AND_NAME = {"github.com": 2, "bitbucket.org": 2, "codeberg.org": 2}
"""Hosts where a repository is the first parts of the path, whatever follows."""
_RAW_GITHUB = "raw.githubusercontent.com"
_FEWEST_PARTS = 2
_IN_PATH = "/~!$&'()*+,;=:@-._"

_SHAPES: tuple[tuple[re.Pattern[str], tuple[Forge, ...]], ...] = (
    (
        re.compile(
            r"(?P<repo>.+?)/-(?:/(?:raw|blob|tree|blame|edit)/(?P<ref>[^/]+)(?:/(?P<path>.+))?)?"
            r"(?:/.*)?"
        ),
        (Forge.GITLAB,),
    ),
    (
        re.compile(
            r"(?P<repo>(?:.+/)?(?:projects|users)/[^/]+/repos/[^/]+)"
            r"(?:/(?:browse|raw)(?:/(?P<path>.+))?)?(?:/.*)?"
        ),
        (Forge.BITBUCKET_SERVER,),
    ),
    (
        re.compile(
            r"(?P<repo>(?:.+/)?[^/]+/[^/]+)/(?:src|raw)/(?P<by>branch|commit|tag)/(?P<ref>[^/]+)"
            r"(?:/(?P<path>.+))?"
        ),
        (Forge.GITEA,),
    ),
    (
        re.compile(
            r"(?P<repo>[^/]+/[^/]+)/(?:tree|blob|raw|blame|edit)/(?:refs/heads/)?(?P<ref>[^/]+)"
            r"(?:/(?P<path>.+))?"
        ),
        (Forge.GITHUB, Forge.GITLAB),
    ),
    (
        re.compile(r"(?P<repo>.+?)/(?:tree|blob|raw)/(?P<ref>[^/]+)(?:/(?P<path>.+))?"),
        (Forge.GITLAB,),
    ),
    (
        re.compile(r"(?P<repo>[^/]+/[^/]+)/src/(?P<ref>[^/]+)(?:/(?P<path>.+))?"),
        (Forge.BITBUCKET,),
    ),
)
"""What a path looks like inside a repository, and whose shape that is; the first that fits."""
_CLONED = re.compile(r"(?P<before>(?:.+/)?)scm/(?P<project>[^/]+)/(?P<name>[^/]+)")
"""Where Bitbucket lets a repository be cloned."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A repository to look in, or a file to read."""

    address: str
    """As people open it: of the repository, or of the file itself."""
    repository: str | None = None
    """The address of the repository; None when only a file is known."""
    is_file: bool = False
    """The address is that of the file as it is: nothing else needs to be tried."""
    forges: tuple[Forge, ...] = _ANY
    """What the host may run, the likeliest first."""
    refs: tuple[str, ...] = (DEFAULT, *BRANCHES)
    by: str = "branch"
    """What Gitea calls a ref."""
    files: tuple[str, ...] = FILES

    def running(self, forge: Forge) -> "Place":
        """Return the same, now that it is known what the host runs."""
        return replace(self, forges=(forge,))

    def candidates(self) -> Iterator[str]:
        """Give the addresses where the file may be, the likeliest first."""
        if self.is_file or self.repository is None:
            yield self.address
            return
        first, *others = self.refs
        for refs in ((first,), others):
            for ref in refs:
                for forge in self.forges:
                    for file in self.files:
                        yield self._raw(forge, ref, file)

    def _raw(self, forge: Forge, ref: str, file: str) -> str:
        """Return the address of a file as it is, in the way of this program."""
        repository, file, at = str(self.repository), quote(file, safe=_IN_PATH), quote(ref)
        match forge:
            case Forge.GITHUB if repository.startswith("https://github.com/"):
                return f"https://{_RAW_GITHUB}{urlsplit(repository).path}/{at}/{file}"
            case Forge.GITLAB:
                return f"{repository}/-/raw/{at}/{file}"
            case Forge.GITEA if ref == DEFAULT:
                parts = urlsplit(repository)
                return f"{parts.scheme}://{parts.netloc}/api/v1/repos{parts.path}/raw/{file}"
            case Forge.GITEA:
                return f"{repository}/raw/{self.by}/{at}/{file}"
            case Forge.BITBUCKET_SERVER:
                return f"{repository}/raw/{file}" + ("" if ref == DEFAULT else f"?at={at}")
            case _:
                return f"{repository}/raw/{at}/{file}"


def place_of(written: str) -> Place:
    """Return where to look, for what somebody wrote as address. Raises InvalidInput."""
    address = _whole(written)
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError as error:
        raise _no_address() from error
    if parts.scheme not in {"http", "https"} or not host:
        raise _no_address()
    base = f"{parts.scheme}://{parts.netloc}"
    path = unquote(re.sub(r"/{2,}", "/", parts.path)).strip("/")
    if host == _RAW_GITHUB:
        return _raw_on_github(address, path)
    is_raw = re.search(r"/raw/", parts.path) is not None
    if is_raw and _is_yaml(path):
        inside = _inside(host, path)
        repository = f"{base}/{quote(inside[0]['repo'], safe=_IN_PATH)}" if inside else None
        return Place(address=address, repository=repository, is_file=True)
    inside = _inside(host, path)
    if inside is None and _is_yaml(path):
        return Place(address=address, is_file=True)
    if inside is None:
        return _repository(base, host, path)
    found, forges = inside
    return _part_of_repository(base, found, forges, parts.query)


def name_in(address: str) -> str | None:
    """Return the name of a repository, as its address says it; None when it names none."""
    try:
        repository = place_of(address).repository
    except InvalidInput:
        return None
    if repository is None:
        return None
    name = unquote(urlsplit(repository).path.rstrip("/").rpartition("/")[2])
    words = " ".join(re.split(r"[-_\s]+", name)).strip()
    return words[:1].upper() + words[1:] or None


def _whole(written: str) -> str:
    """Return the address with its scheme, as people open it; without what points inside a page."""
    address, _reasons = tidy("".join(written.split()))
    if "://" not in address:
        address = f"https://{address}"
    scheme, _colon, rest = address.partition("://")
    return f"{scheme.lower()}://{rest.partition('#')[0]}"


def _no_address() -> InvalidInput:
    return InvalidInput(
        "address",
        _(
            "Dit is geen adres van een repository of een publiccode.yml. Plak het adres uit uw "
            "browser, bijvoorbeeld https://github.com/organisatie/repository."
        ),
    )


def _is_yaml(path: str) -> bool:
    return path.lower().endswith((".yml", ".yaml"))


def _raw_on_github(address: str, path: str) -> Place:
    parts = path.split("/")
    known = len(parts) >= _FEWEST_PARTS
    repository = f"https://github.com/{parts[0]}/{parts[1]}" if known else None
    return Place(address=address, repository=repository, is_file=True)


def _inside(host: str, path: str) -> tuple[re.Match[str], tuple[Forge, ...]] | None:
    """Return what a path says that leads into a repository; None when it does not."""
    known = _by_host(host)
    for shape, forges in _SHAPES:
        found = shape.fullmatch(path)
        if found is not None:
            return found, known or forges
    return None


def _by_host(host: str) -> tuple[Forge, ...]:
    """Return what runs on a host with a telling name."""
    return next((forges for word, forges in _BY_HOST if word in host), ())


def _repository(base: str, host: str, path: str) -> Place:
    """Return the place of a repository whose address leads to its front page."""
    cloned = _CLONED.fullmatch(path.removesuffix(".git"))
    if cloned is not None:
        path = f"{cloned['before']}projects/{cloned['project']}/repos/{cloned['name']}"
        return _at_front(base, path, (Forge.BITBUCKET_SERVER,))
    path = "/".join(path.split("/")[: _OWNER_AND_NAME.get(host)]).removesuffix(".git")
    if path.count("/") + 1 < _FEWEST_PARTS:
        raise _no_address()
    return _at_front(base, path, _by_host(host) or _ANY)


def _at_front(base: str, path: str, forges: tuple[Forge, ...]) -> Place:
    repository = f"{base}/{quote(path, safe=_IN_PATH)}"
    return Place(address=repository, repository=repository, forges=forges)


def _part_of_repository(
    base: str, found: re.Match[str], forges: tuple[Forge, ...], query: str
) -> Place:
    """Return the place that an address inside a repository points to."""
    parts = {"ref": None, "path": None, "by": None} | found.groupdict()
    if Forge.BITBUCKET_SERVER in _shape_of(found):
        forges = (Forge.BITBUCKET_SERVER,)
        parts["ref"] = next(iter(parse_qs(query).get("at", [])), None)
    start = _at_front(base, found["repo"].removesuffix(".git"), forges)
    ref, path = parts["ref"], (parts["path"] or "").strip("/")
    start = replace(start, by=parts["by"] or "branch")
    if _is_yaml(path):
        return replace(start, files=(path,), refs=(ref or DEFAULT,))
    files = tuple(f"{path}/{file}" for file in FILES) if path else ()
    refs = (ref, *(each for each in start.refs if each != ref)) if ref else start.refs
    return replace(start, files=(*files, *FILES), refs=refs)


def _shape_of(found: re.Match[str]) -> tuple[Forge, ...]:
    return next(forges for shape, forges in _SHAPES if shape is found.re)
