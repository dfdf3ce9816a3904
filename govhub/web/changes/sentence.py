"""What was asked of the list of changes, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from govhub.platform.language import gettext as _
from govhub.platform.language import long_date, ngettext
from govhub.web.changes.asked import Asked, Show


@dataclass(frozen=True)
class Filter:
    """A filter that is chosen."""

    name: str
    """Of its parameter."""
    group: str
    """What it is about, for people …"""
    label: str
    """… what was chosen …"""
    phrase: str
    """… and how that reads in a sentence."""


def filters(asked: Asked) -> Iterator[Filter]:
    """Give the chosen filters, in the order in which they make a sentence."""
    if asked.old:
        yield _filter("oud", _("Status was"), asked.old.label, _("van ‘%s’"))
    if asked.new:
        yield _filter("nieuw", _("Status werd"), asked.new.label, _("naar ‘%s’"))
    if asked.category:
        yield _filter("categorie", _("Categorie"), asked.category.name, _("in %s"))
    if asked.organisation:
        yield _filter("organisatie", _("Organisatie"), asked.organisation.name, _("bij %s"))
    if asked.principle:
        yield _filter("richtlijn", _("Richtlijn"), asked.principle.title, _("bij richtlijn ‘%s’"))
    if asked.since:
        yield _filter("van", _("Vanaf"), long_date(asked.since), _("vanaf %s"))
    if asked.until:
        yield _filter("tot", _("Tot en met"), long_date(asked.until), _("tot en met %s"))


def sentence(asked: Asked, total: int) -> str:
    """Say how many changes there are, and which: "12 wijzigingen naar ‘Beschikbaar’ in Zaken"."""
    return " ".join([_counted(asked, total), *(each.phrase for each in filters(asked))])


def _counted(asked: Asked, total: int) -> str:
    if asked.show is Show.TO_COME:
        many = ngettext(
            "%(num)s aangekondigde wijziging", "%(num)s aangekondigde wijzigingen", total
        )
    elif asked.with_plans:
        many = ngettext(
            "%(num)s wijziging of aankondiging", "%(num)s wijzigingen en aankondigingen", total
        )
    else:
        many = ngettext("%(num)s wijziging", "%(num)s wijzigingen", total)
    return many % {"num": total}


def _filter(name: str, group: str, label: str, phrase: str) -> Filter:
    return Filter(name, group, str(label), phrase % label)
