"""Every feature of the portal, in the order of the main navigation."""

from flask import Blueprint

from govhub.web.about.routes import about
from govhub.web.accounts.routes import accounts
from govhub.web.actions.routes import actions
from govhub.web.audit.routes import audit
from govhub.web.catalogue.routes import catalogue
from govhub.web.changes.routes import changes
from govhub.web.contact.routes import contact
from govhub.web.deliveries.routes import deliveries
from govhub.web.demo.routes import demo
from govhub.web.display.routes import display
from govhub.web.elsewhere.routes import elsewhere
from govhub.web.following.routes import following
from govhub.web.gaps.routes import gaps
from govhub.web.health.routes import health
from govhub.web.home.routes import home
from govhub.web.importing.routes import importing
from govhub.web.lookalikes.routes import lookalikes
from govhub.web.organisations.editing import organisation_editing
from govhub.web.organisations.members import members
from govhub.web.organisations.ownership import ownership
from govhub.web.organisations.routes import organisations
from govhub.web.principles.routes import principles
from govhub.web.publiccode.routes import publiccode
from govhub.web.registration.routes import registration
from govhub.web.relations.routes import relations_pages
from govhub.web.reuse.routes import reuse
from govhub.web.review.routes import review
from govhub.web.search.routes import search
from govhub.web.status.by_link import confirmation
from govhub.web.status.routes import status
from govhub.web.upkeep.routes import upkeep
from govhub.web.webhooks.routes import webhooks_pages

BLUEPRINTS: tuple[Blueprint, ...] = (
    home,
    catalogue,
    changes,
    organisations,
    members,
    ownership,
    organisation_editing,
    principles,
    elsewhere,
    gaps,
    following,
    webhooks_pages,
    publiccode,
    importing,
    registration,
    lookalikes,
    status,
    confirmation,
    contact,
    upkeep,
    relations_pages,
    reuse,
    review,
    search,
    deliveries,
    actions,
    audit,
    accounts,
    demo,
    about,
    display,
    health,
)
