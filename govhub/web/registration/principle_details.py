"""The field in which somebody says how a component serves each principle."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from govhub.catalogue.serving import PrincipleDetail, in_order
from govhub.guidance.models import Phase
from govhub.guidance.text.headings import Heading
from govhub.platform.language import gettext as _
from govhub.registration import validation

LONGEST_MOTIVATION = 500


class PrincipleDetailsField(Field):
    """How the component serves each principle, by the key of the principle.

    Its data holds only what says something. Of each principle a form sends
    ``<name>-motivation-<key>`` (always, also when it is empty), any number of
    ``<name>-phases-<key>``, and ``<name>-anchor-<key>``.
    """

    data: dict[str, PrincipleDetail]
    headings: Mapping[str, Sequence[Heading]] = {}  # set for each form
    """By the key of the principle: the parts of its text that can be chosen."""
    likely: Mapping[str, str] = {}
    """Why a principle that is not chosen probably fits, by its key."""
    phases = tuple(Phase)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take what was filled in for each principle."""
        super().process(formdata, dict(data) if isinstance(data, Mapping) else {}, extra_filters)
        start = self._name("motivation", "")
        keys = [name.removeprefix(start) for name in formdata or () if name.startswith(start)]
        if keys:
            sent = {key: self._sent(formdata, key) for key in keys}
            self.data = {key: detail for key, detail in sent.items() if detail}

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Leave it: each part has a name of its own."""

    def pre_validate(self, form: Any) -> None:
        """Refuse a text that is too long, and a part of the text that is not there."""
        for key, detail in self.data.items():
            if len(detail.motivation) > LONGEST_MOTIVATION:
                raise ValidationError(
                    _("Gebruik voor elke richtlijn hoogstens %(longest)s tekens.")
                    % {"longest": LONGEST_MOTIVATION}
                )
            stored = form.known.principle_details.get(key, PrincipleDetail())
            known = [stored.anchor, *(each.anchor for each in self.headings.get(key, ()))]
            if detail.anchor and detail.anchor not in known:
                raise ValidationError(_("Kies het onderdeel van de richtlijn uit de lijst."))

    def detail(self, key: str) -> PrincipleDetail:
        """Return what is said about a principle."""
        return self.data.get(key, PrincipleDetail())

    def parts_of(self, key: str) -> list[tuple[str, str]]:
        """Return the parts of the text of a principle: what is sent, and the words.

        One that was chosen and is no longer in the text is among them.
        """
        found = [(each.anchor, each.title) for each in self.headings.get(key, ())]
        chosen = self.detail(key).anchor
        if chosen and chosen not in dict(found):
            found.append((chosen, _("%(part)s (staat niet meer in de tekst)") % {"part": chosen}))
        return found

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give everything that is filled in as it would be sent."""
        for key, detail in self.data.items():
            yield self._name("motivation", key), detail.motivation
            yield from ((self._name("phases", key), each.value) for each in detail.phases)
            yield self._name("anchor", key), detail.anchor or ""

    def _name(self, part: str, key: str) -> str:
        return f"{self.name}-{part}-{key}"

    def _sent(self, formdata: Any, key: str) -> PrincipleDetail:
        return PrincipleDetail(
            motivation=validation.one_line(formdata.get(self._name("motivation", key)) or ""),
            phases=in_order(formdata.getlist(self._name("phases", key))),
            anchor=validation.one_line(formdata.get(self._name("anchor", key)) or "") or None,
        )

    def _value(self) -> str:
        return "\n".join(detail.motivation for detail in self.data.values())
