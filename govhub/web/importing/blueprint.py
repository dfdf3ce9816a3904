"""Where the routes about bringing in a publiccode.yml come together."""

from flask import Blueprint

importing = Blueprint("importing", __name__)
