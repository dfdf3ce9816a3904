"""Whatever is renamed, merged, hidden and put back: an address that was public always answers."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govhub.catalogue import hiding, merging, queries, service
from govhub.catalogue.facts import facts_of
from govhub.kernel.errors import DomainError
from govhub.platform.db import transaction
from govhub.web.upkeep.movers import MOVERS
from tests.databases import empty_all_tables
from tests.making import make_component, make_editor, make_follower, make_relation

NAMES = ("Balie", "Loket", "Register", "Register 2", "Café")
PATHS = ("", ".json", ".atom", ".ics", "/publiccode.yml", "/volgen", "/verloop", "?op=2026-01-01")
REASON = "Dat besloot de redactie."
MOST_STEPS = 3
"""Redirects in a row: to the new name, to what it became, and from its ledger to its page."""

_numbers = st.integers(0, 3)
_steps = st.one_of(
    st.tuples(st.just("rename"), _numbers, st.sampled_from(NAMES)),
    st.tuples(st.just("merge"), _numbers, _numbers),
    st.tuples(st.just("hide"), _numbers, st.none()),
    st.tuples(st.just("restore"), _numbers, st.none()),
)


def do(session, step, components, editor):
    """Do the step, unless the domain refuses it."""
    what, number, how = step
    component = components[number]
    with suppress(DomainError), transaction(session):
        match what:
            case "rename":
                facts = replace(facts_of(component), name=how)
                service.edit(session, component, facts, seen_version=component.version)
            case "merge":
                merging.merge(
                    session,
                    component,
                    components[how],
                    reason=REASON,
                    decided_by=editor,
                    movers=MOVERS,
                )
            case "hide":
                hiding.hide(session, component, reason=REASON, decided_by=editor)
            case "restore":
                hiding.restore(session, component, decided_by=editor)


def end_of(client, address):
    """Return the last answer; every one before it is a redirect, and none comes twice."""
    seen = []
    while True:
        assert address not in seen, f"round: {seen}"
        seen.append(address)
        assert len(seen) <= MOST_STEPS + 1, seen
        answer = client.get(address)
        if answer.status_code not in {301, 302, 308}:
            return answer
        address = answer.location


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=8
)
@given(steps=st.lists(_steps, min_size=2, max_size=8))
def test_no_address_that_was_ever_public_is_lost(session, engine, client, steps):
    session.rollback()
    empty_all_tables(engine)
    session.expunge_all()
    editor = make_editor(session)
    components = [make_component(session, name=name) for name in ("Balie", "Loket", "Balie", "Y")]
    make_relation(session, components[0], "vervangt", components[1])
    make_relation(session, components[2], "vereist", components[0])
    for component in components:
        make_follower(session, component, email="volger@voorbeeld.nl")
    addresses = {each.slug for each in components}
    for step in steps:
        do(session, step, components, editor)
        session.rollback()
        session.expire_all()
        addresses |= {each.slug for each in queries.public_components(session)}
    for slug in sorted(addresses):
        for path in PATHS:
            answer = end_of(client, f"/componenten/{slug}{path}")
            assert answer.status_code in {200, 410}, (slug, path)
            assert answer.status_code == 200 or REASON in answer.text
    session.rollback()
