"""What may change in who uses which component. Never commits: the caller decides when.

One side says so, the other confirms (``sides``). Counted is what both say, for a year; the
organisation that uses it may say so again.
"""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govhub.accounts.models import Organisation, User
from govhub.accounts.organisations import has_ended
from govhub.catalogue import service as catalogue
from govhub.catalogue.models import Component
from govhub.kernel import clock
from govhub.kernel.errors import Conflict, InvalidInput, NotAllowed
from govhub.platform.language import gettext as _
from govhub.platform.outbox import record
from govhub.reuse import asking, facts, queries, sides
from govhub.reuse.events import ReuseConfirmed, ReusePhaseChanged, ReuseRefused
from govhub.reuse.facts import Use
from govhub.reuse.holding import hold, note
from govhub.reuse.models import Phase, Reuse, ReuseStep, Side, Standing


def claim(  # what is said, by whom, and whom to ask
    session: Session,
    user: User,
    component: Component,
    organisation: Organisation,
    use: Use,
    *,
    email: str | None = None,
) -> Reuse:
    """Say that the organisation uses the component; the other side is asked to confirm it.

    What the other side said already is confirmed by this; what this side said, is changed.
    ``email`` is an address of the other side, for when it has nobody in GovHub.

    Raises NotAllowed for who is on neither side, InvalidInput, and Conflict when the other side
    says that it is not so.
    """
    catalogue.hold(session, component)
    _require_public(component)
    side = sides.side_for(user, component, organisation)
    if side is None:
        raise NotAllowed(
            _("Alleen een redacteur of beheerder van %(name)s kan dit doen.")
            % {"name": organisation.name}
        )
    if has_ended(organisation):
        raise InvalidInput(
            "organisation", _("Deze organisatie bestaat niet meer. Kies een andere.")
        )
    use = facts.checked(use)
    if side is Side.OWNER:
        _require_no_experience(use)
    reuse, is_new = _the_one(session, user, component, organisation, side, use)
    if not is_new:
        _say_again(session, user, reuse, side, use)
        return reuse
    note(session, user, reuse, "gemeld", fase=reuse.phase.value, door=side.value)
    if sides.is_own(component, organisation):
        _set_confirmed(session, reuse)
    else:
        asking.ask(session, reuse, email=email)
    return reuse


def confirm(session: Session, user: User, reuse: Reuse) -> None:
    """Say that it is so, that it still is, or that it is after all; twice on a day is once.

    Raises NotAllowed for who cannot say that.
    """
    hold(session, reuse)
    if not sides.may_confirm(user, reuse):
        is_said = reuse.component.is_public and reuse.standing is Standing.CONFIRMED
        if is_said and sides.may_see(user, reuse):
            return  # a colleague was first
        raise NotAllowed(_("U kunt dit niet bevestigen."))
    confirm_as(session, reuse, by=user)


def confirm_as(session: Session, reuse: Reuse, *, by: User | None) -> None:
    """Do it, once it is known that whoever asks it may; by a link it is nobody that we know."""
    side = sides.waits_for(reuse)
    is_first = reuse.confirmed_at is None or reuse.standing is Standing.DISPUTED
    _set_confirmed(session, reuse)
    if side is not None and is_first:
        record(session, ReuseConfirmed(subject=str(reuse.public_id), by=side.value))
    note(session, by, reuse, "bevestigd")


def dispute(session: Session, user: User, reuse: Reuse, *, reason: str | None) -> None:
    """Say that it is not so, and why: nobody but both sides and the redactie sees it any more.

    Raises NotAllowed for who is not of the other side, and InvalidInput without a reason.
    """
    hold(session, reuse)
    if not sides.may_dispute(user, reuse):
        raise NotAllowed(_("U kunt dit niet betwisten."))
    side = Side.OWNER if reuse.confirmed_at is not None else reuse.claimed_by.other
    dispute_as(session, reuse, side, reason=facts.checked_reason(reason), by=user)


def dispute_as(session: Session, reuse: Reuse, side: Side, *, reason: str, by: User | None) -> None:
    """Do it, once it is known that whoever asks it may."""
    reuse.refused_at = clock.now()
    reuse.refused_by = side
    reuse.refused_reason = reason
    if side is Side.USER:
        reuse.answered_from = None
    session.flush()
    record(session, ReuseRefused(subject=str(reuse.public_id), by=side.value, reason=reason))
    note(session, by, reuse, "weggehaald" if side is Side.EDITORS else "betwist", door=side.value)


def change(session: Session, user: User, reuse: Reuse, use: Use) -> None:
    """Tell something else of the use; the other side hears when the phase is another.

    Raises NotAllowed and InvalidInput.
    """
    hold(session, reuse)
    if not sides.may_change(user, reuse):
        raise NotAllowed(_("U kunt dit niet wijzigen."))
    use = facts.checked(use)
    if not sides.is_on(user, Side.USER, reuse):
        _require_no_experience(use)
    change_as(session, reuse, use, by=user)


def change_as(session: Session, reuse: Reuse, use: Use, *, by: User | None) -> None:
    """Do it, once it is known that whoever asks it may."""
    old = reuse.phase
    was_stopped = old is Phase.STOPPED
    if (old, reuse.software_version) != (use.phase, use.software_version):
        reuse.steps.append(_step(use))
    reuse.phase = use.phase
    reuse.software_version = use.software_version
    reuse.since = use.since
    reuse.experience = use.experience
    if use.phase is Phase.STOPPED:
        reuse.expires_on = None
        reuse.answered_from = None
    elif was_stopped:
        reuse.expires_on = in_a_year()
        reuse.asked_again_at = reuse.lapse_told_at = None
    session.flush()
    if old is not use.phase:
        event = ReusePhaseChanged(subject=str(reuse.public_id), old=old.value, new=use.phase.value)
        if reuse.confirmed_at is not None:
            record(session, event)
        note(session, by, reuse, "gewijzigd", was=old.value, fase=use.phase.value)


def withdraw(session: Session, user: User, reuse: Reuse) -> None:
    """Take back what should not have been said. What was so and ended is *stopped* instead.

    Raises NotAllowed.
    """
    hold(session, reuse)
    if not sides.may_withdraw(user, reuse):
        raise NotAllowed(_("U kunt dit niet intrekken."))
    note(session, user, reuse, "ingetrokken", component=str(reuse.component.public_id))
    session.delete(reuse)
    session.flush()


def remove(session: Session, editor: User, reuse: Reuse, *, reason: str | None) -> None:
    """Take away what is wrong, as the redactie; both sides are told why.

    Raises NotAllowed, InvalidInput without a reason, and Conflict when it was taken away already.
    """
    hold(session, reuse)
    _require_editor(editor)
    if reuse.standing is Standing.REMOVED:
        raise Conflict(_("Dit is al weggehaald."))
    dispute_as(session, reuse, Side.EDITORS, reason=facts.checked_reason(reason), by=editor)


def restore(session: Session, editor: User, reuse: Reuse) -> None:
    """Put back what the redactie took away or one side disputed. Raises NotAllowed, Conflict."""
    hold(session, reuse)
    _require_editor(editor)
    if reuse.standing.is_shown:
        raise Conflict(_("Dit staat er al."))
    _set_undisputed(reuse)
    session.flush()
    note(session, editor, reuse, "teruggezet")


def in_a_year() -> date:
    """Return the first day on which what is confirmed today is not counted any more."""
    today = clock.today()
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year + 1, day=28 if is_leap_day else today.day)


# --- how -----------------------------------------------------------------------------------


def _the_one(  # all that the row holds
    session: Session,
    user: User,
    component: Component,
    organisation: Organisation,
    side: Side,
    use: Use,
) -> tuple[Reuse, bool]:
    """Return the only record of these two, and whether it is new."""
    reuse = queries.found(session, component, organisation)
    if reuse is None:
        reuse = Reuse(
            component=component,
            organisation=organisation,
            phase=use.phase,
            software_version=use.software_version,
            since=use.since,
            experience=use.experience,
            claimed_by=side,
            claimed_by_id=user.id,
            claimed_at=clock.now(),
            expires_on=None if use.phase is Phase.STOPPED else in_a_year(),
            steps=[_step(use)],
        )
        try:
            with session.begin_nested():
                session.add(reuse)
        except IntegrityError:  # somebody says the same at this very moment
            reuse = queries.found(session, component, organisation)
            if reuse is None:
                raise
        else:
            return reuse, True
    hold(session, reuse)
    return reuse, False


def _say_again(session: Session, user: User, reuse: Reuse, side: Side, use: Use) -> None:
    """Take what is said of a record that is there: as a change, as a confirmation, or both."""
    if not reuse.standing.is_shown and not sides.may_confirm(user, reuse):
        raise Conflict(
            _("Hierover is al gezegd dat het niet klopt: %(reason)s")
            % {"reason": reuse.refused_reason}
        )
    if sides.may_confirm(user, reuse):
        confirm_as(session, reuse, by=user)
    if sides.may_change(user, reuse) and (side is Side.USER or reuse.claimed_by is side):
        change_as(session, reuse, use, by=user)


def _step(use: Use) -> ReuseStep:
    return ReuseStep(phase=use.phase, software_version=use.software_version, noted_at=clock.now())


def _set_confirmed(session: Session, reuse: Reuse) -> None:
    reuse.confirmed_at = clock.now()
    reuse.expires_on = None if reuse.phase is Phase.STOPPED else in_a_year()
    reuse.asked_again_at = reuse.lapse_told_at = None
    _set_undisputed(reuse)
    session.flush()


def _set_undisputed(reuse: Reuse) -> None:
    reuse.refused_at = reuse.refused_by = reuse.refused_reason = None


def _require_no_experience(use: Use) -> None:
    """Raise InvalidInput for what only the organisation itself can have experienced."""
    if use.experience:
        raise InvalidInput(
            "experience",
            _("Alleen de organisatie zelf kan haar ervaring vertellen. Laat dit veld leeg."),
        )


def _require_public(component: Component) -> None:
    if not component.is_public:
        raise Conflict(_("Dit component staat niet in de catalogus."))


def _require_editor(user: User) -> None:
    if not user.is_editor:
        raise NotAllowed(_("Alleen de redactie kan hierover besluiten."))
