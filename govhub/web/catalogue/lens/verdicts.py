"""May I go on today? The answer to each role, in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from govhub.catalogue.status import Status
from govhub.guidance.models import Role
from govhub.platform.language import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a status means for somebody in a role."""

    ready: str
    trying: str
    ending: str
    ended: str
    not_yet: str

    def of(self, status: Status) -> str:
        """Return the sentence for this status."""
        by_status = {
            Status.AVAILABLE: self.ready,
            Status.DEMO: self.trying,
            Status.PHASING_OUT: self.ending,
            Status.ENDED: self.ended,
        }
        return str(by_status.get(status, self.not_yet))


VERDICTS: Mapping[Role, Verdict] = {
    Role.DEVELOPER: Verdict(
        ready=_l("U kunt het nu inbouwen."),
        trying=_l("U kunt het proberen, maar bouw er nog niets op dat moet blijven werken."),
        ending=_l("Bouw er niets nieuws meer op. Plan de overstap."),
        ended=_l("Bouw dit niet meer in."),
        not_yet=_l("U kunt er nog niet op bouwen. Meekijken of meebouwen kan vaak wel."),
    ),
    Role.LAWYER: Verdict(
        ready=_l("Het is klaar voor gebruik. Let op de licentie en de voorwaarden hieronder."),
        trying=_l("Het is een proef zonder garanties. Leg dat vast als u meedoet."),
        ending=_l("Het stopt. Kijk naar de afspraken over het einde en over de gegevens."),
        ended=_l("Het is gestopt. Kijk of er nog gegevens of afspraken over zijn."),
        not_yet=_l("Er is nog niets om afspraken over te maken."),
    ),
    Role.BUYER: Verdict(
        ready=_l("U kunt vragen dat een leverancier dit gebruikt of erop aansluit."),
        trying=_l("Eis het nog niet. U kunt wel vragen of een leverancier het kent."),
        ending=_l("Eis het niet meer. Vraag naar de overstap."),
        ended=_l("Neem het niet meer op in een aanbesteding."),
        not_yet=_l("Eis het nog niet: het is er nog niet."),
    ),
    Role.PROJECT_LEAD: Verdict(
        ready=_l("U kunt het opnemen in uw plan."),
        trying=_l("U kunt er een proef mee doen. Plan nog niets dat ervan afhangt."),
        ending=_l("Begin er niet meer aan. Gebruikt u het al? Plan dan de overstap."),
        ended=_l("Gebruik het niet meer."),
        not_yet=_l("Plan er nog niet op. Volg het, dan hoort u wanneer dat verandert."),
    ),
    Role.CXO: Verdict(
        ready=_l("U kunt erop inzetten."),
        trying=_l("Het is nog een proef. Voor een besluit om over te stappen is het te vroeg."),
        ending=_l("Het stopt. Zorg dat uw organisatie op tijd overstapt."),
        ended=_l("Het is gestopt."),
        not_yet=_l("Het is er nog niet. Meedoen kan helpen om het er te krijgen."),
    ),
    Role.POLICY_MAKER: Verdict(
        ready=_l("Het is er. Beleid kan erop rekenen."),
        trying=_l("Het is een proef. Reken er nog niet op."),
        ending=_l("Het verdwijnt. Kijk wat ervoor in de plaats komt."),
        ended=_l("Het is gestopt."),
        not_yet=_l("Het is er nog niet. Reken er nog niet op."),
    ),
}
