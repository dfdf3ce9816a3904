"""What a run of the seed did, counted."""

from dataclasses import dataclass, field

from govhub.catalogue.interchange.seed.following import Follower
from govhub.platform.language import gettext as _


@dataclass(kw_only=True)
class Tally:
    """What happened to the records of one kind."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    """Records in which something was left as a person wrote it; counted besides the others."""

    def count(self, follower: Follower) -> None:
        """Count a record."""
        if follower.is_new:
            self.added += 1
        elif follower.has_changed:
            self.updated += 1
        else:
            self.unchanged += 1
        self.kept += follower.has_kept

    def count_as_own(self) -> None:
        """Count a record that a person made."""
        self.unchanged += 1
        self.kept += 1

    def __str__(self) -> str:
        """Return a line for people."""
        line = _("%(added)d nieuw, %(updated)d bijgewerkt, %(unchanged)d ongewijzigd") % vars(self)
        if self.kept:
            line += ", " + _("%(kept)d met iets dat iemand zelf schreef (dat blijft)") % vars(self)
        return line


@dataclass(frozen=True, kw_only=True)
class SeedReport:
    """What ``load`` did, per kind of record."""

    categories: Tally = field(default_factory=Tally)
    principles: Tally = field(default_factory=Tally)
    standards: Tally = field(default_factory=Tally)
    organisations: Tally = field(default_factory=Tally)
    components: Tally = field(default_factory=Tally)
    left_out: list[str] = field(default_factory=list)
    """A sentence for everything in the seed that goes against what a person wrote."""

    def __str__(self) -> str:
        """Return a line per kind, for people."""
        lines = (
            (_("Categorieën"), self.categories),
            (_("Principes"), self.principles),
            (_("Standaarden"), self.standards),
            (_("Organisaties"), self.organisations),
            (_("Componenten"), self.components),
        )
        return "\n".join([*(f"{label}: {tally}" for label, tally in lines), *self.left_out])
