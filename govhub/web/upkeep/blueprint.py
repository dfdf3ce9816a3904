"""The blueprint of the pages for upkeep; each kind of page adds its routes."""

from flask import Blueprint

upkeep = Blueprint("upkeep", __name__)
