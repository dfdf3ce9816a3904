"""Where the routes about who uses what come together."""

from flask import Blueprint

reuse = Blueprint("reuse", __name__)
