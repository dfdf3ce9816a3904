"""Answers that any other site may read and keep for a while."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

KEEP_FOR = 300
"""Seconds that a reader need not ask again; a change of status is seen that soon."""


def for_other_sites(response: Response) -> AnyResponse:
    """Let every site read it; 304 for who has it already."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.cache_control.public = True
    response.cache_control.max_age = KEEP_FOR
    response.add_etag()
    return response.make_conditional(request)
