"""Who may use which route: the table that is checked in, and what the application has."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from govhub.accounts.models import UserRole
from govhub.web.access import Access, declared

FILE = Path(__file__).with_name("access.txt")
ANONYMOUS = "niemand"
WHO = (ANONYMOUS, *(role.value for role in UserRole))
MAY = {
    Access.PUBLIC: WHO,
    Access.DEMO: WHO,
    Access.FIRST_STEP: WHO[1:],
    Access.SIGNED_IN: WHO[1:],
    Access.MANAGER: WHO[2:],
    Access.EDITOR: WHO[2:],
}
_AUTOMATIC = {"HEAD", "OPTIONS"}


@dataclass(frozen=True, order=True)
class Route:
    """One line of the table."""

    address: str
    method: str
    endpoint: str
    rule: str
    who: tuple[str, ...]

    def __str__(self) -> str:
        """Return the line."""
        fields = (self.address, self.method, self.endpoint, self.rule, " ".join(self.who))
        return " | ".join(fields)

    @classmethod
    def read(cls, line: str) -> "Route":
        """Return the route on this line."""
        address, method, endpoint, rule, who = (field.strip() for field in line.split("|"))
        return cls(address, method, endpoint, rule, tuple(who.split()))


def table() -> list[Route]:
    """Return the table that is checked in."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [Route.read(line) for line in lines if line and not line.startswith("#")]


def routes(app: Flask) -> list[Route]:
    """Return what the application has. Raises LookupError for a route that declares nothing."""
    return sorted(
        _route(app, rule.rule, method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in (rule.methods or set()) - _AUTOMATIC
    )


def _route(app: Flask, address: str, method: str, endpoint: str) -> Route:
    rule = declared(app, endpoint)
    if rule is None:
        raise LookupError(f"{endpoint} ({address}) does not declare who may use it")
    return Route(address, method, endpoint, rule.name, MAY[rule])
