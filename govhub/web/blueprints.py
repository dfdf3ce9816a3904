"""Every feature of the portal, in the order of the main navigation."""

from flask import Blueprint

from govhub.web.health.routes import health

BLUEPRINTS: tuple[Blueprint, ...] = (health,)
