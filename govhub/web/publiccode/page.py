"""What was found in a publiccode.yml, beside the lines that it is about."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from govhub.catalogue.interchange.publiccode import Result, Type, check, dutch, is_valid
from govhub.catalogue.interchange.publiccode.prefill import prefill
from govhub.catalogue.interchange.publiccode.reading import MOST_BYTES
from govhub.kernel.text import showable
from govhub.platform.language import gettext as _
from govhub.platform.language import ngettext

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that is wrong, in Dutch."""

    is_error: bool
    kind: str
    """The word for how bad it is."""
    key: str
    sentence: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the file, and what is wrong in it."""

    number: int
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """Another way to write something, that a person decides about."""

    key: str
    present: str
    proposed: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CheckedPage:
    """The answer about one file."""

    is_valid: bool
    findings: tuple[Finding, ...]
    proposals: tuple[Proposed, ...]
    lines: tuple[Line, ...]

    @property
    def verdict(self) -> str:
        """Say in one sentence whether the file is right."""
        errors = sum(each.is_error for each in self.findings)
        warnings = len(self.findings) - errors
        if errors:
            return ngettext("Er is %(num)s fout.", "Er zijn %(num)s fouten.", errors) % {
                "num": errors
            }
        if warnings:
            return ngettext(
                "Dit bestand klopt. Er is %(num)s waarschuwing.",
                "Dit bestand klopt. Er zijn %(num)s waarschuwingen.",
                warnings,
            ) % {"num": warnings}
        return _("Dit bestand klopt.")


def checked_page(data: bytes | str) -> CheckedPage:
    """Check the file and put it beside what was found; never fails, whatever the file is."""
    results = check(data)
    findings = tuple(_finding(result) for result in results if not result.follows)
    return CheckedPage(
        is_valid=is_valid(results),
        findings=findings,
        proposals=tuple(
            Proposed(
                key=".".join(map(str, each.path)),
                present=showable(each.found),
                proposed=showable(each.proposed),
                reason=" ".join(str(reason.sentence) for reason in each.reasons),
            )
            for each in prefill(data).proposals
        ),
        lines=_lines(data, findings),
    )


def _finding(result: Result) -> Finding:
    return Finding(
        is_error=result.type is Type.ERROR,
        kind=dutch.type_of(result),
        key=showable(result.key),
        sentence=showable(dutch.sentence(result)),
        line=result.line,
    )


def _lines(data: bytes | str, findings: Sequence[Finding]) -> tuple[Line, ...]:
    text = data.decode(errors="replace") if isinstance(data, bytes) else data
    by_line = defaultdict(list)
    for finding in findings:
        by_line[finding.line].append(finding)
    return tuple(
        Line(number=number, text=showable(line), findings=tuple(by_line[number]))
        for number, line in enumerate(_LINE_END.split(text[:MOST_BYTES].rstrip("\r\n")), 1)
    )
