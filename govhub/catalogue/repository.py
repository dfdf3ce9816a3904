"""Which addresses lead to the same source code. Pure: no database, no network."""

import re
from urllib.parse import urlsplit

LONGEST = 500
_OVER_SSH = re.compile(r"(?:ssh://)?(?:[\w.-]+@)([\w.-]+):(?!//)/?(.+)")
"""``git@github.com:owner/name.git``."""
_OWNER_AND_NAME = {"github.com": 2, "bitbucket.org": 2, "codeberg.org": 2}
"""Hosts where a repository is the first parts of the path; what follows is a place inside it."""
_INSIDE = re.compile(r"/(?:-/|(?:src|tree|blob)/)")
"""Elsewhere (GitLab, Gitea): where the path goes on inside the repository."""


def repository_key(address: str | None) -> str | None:
    """Return what all addresses of one repository have in common; None when it names none.

    Scheme, ``www.``, ``.git``, capitals, a slash at the end and a place inside the repository make
    no difference. A bare host ("https://github.com") belongs to everybody, and is none.
    """
    text = (address or "").strip().lower()
    if over_ssh := _OVER_SSH.fullmatch(text):
        text = f"https://{over_ssh[1]}/{over_ssh[2]}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = _whole(host, re.sub(r"/{2,}", "/", parts.path))
    return f"{host}/{path}"[:LONGEST] if host and path else None


def _whole(host: str, path: str) -> str:
    """Return the path of the repository itself."""
    depth = _OWNER_AND_NAME.get(host)
    if depth:
        path = "/".join(path.strip("/").split("/")[:depth])
    else:
        path = _INSIDE.split(path, maxsplit=1)[0]
    return path.strip("/").removesuffix(".git").strip("/")
