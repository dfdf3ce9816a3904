"""Every feature of the portal, in the order of the main navigation."""

from flask import Blueprint

from govhub.web.about.routes import about
from govhub.web.accounts.routes import accounts
from govhub.web.demo.routes import demo
from govhub.web.display.routes import display
from govhub.web.following.routes import following
from govhub.web.health.routes import health

BLUEPRINTS: tuple[Blueprint, ...] = (
    following,
    accounts,
    demo,
    about,
    display,
    health,
)
