"""A publiccode.yml that is right, to make one thing wrong in it."""

LONG = "Een lange tekst die zegt wat dit is, voor wie het is en wat u ermee kunt doen. " * 3

VALID = f"""\
publiccodeYmlVersion: "0"
name: Zaakbrug
url: https://example.org/zaakbrug.git
releaseDate: 2026-03-01
platforms:
  - web
developmentStatus: stable
softwareType: standalone/web
description:
  nl:
    shortDescription: Verbindt oude en nieuwe zaaksystemen.
    longDescription: {LONG}
    features:
      - Vertalen van berichten
legal:
  license: EUPL-1.2
maintenance:
  type: community
  contacts:
    - name: Team Zaakbrug
localisation:
  localisationReady: false
  availableLanguages:
    - nl
"""


def changed(old: str, new: str) -> str:
    """Return the right file with one thing in it replaced."""
    assert VALID.count(old) == 1, f"{old!r} is in the file {VALID.count(old)} times"
    return VALID.replace(old, new)
