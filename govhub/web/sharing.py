"""Answers that programs and other sites may keep for a while, or show on pages of their own."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

KEEP_FOR = 300
"""Seconds that a reader need not ask again; a change of status is seen that soon."""


def for_other_sites(response: Response) -> AnyResponse:
    """Let every site read it, and keep it a while."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return kept_a_while(response)


def kept_a_while(response: Response) -> AnyResponse:
    """Let the reader keep it a while; 304 for who has it already."""
    response.cache_control.public = True
    response.cache_control.max_age = KEEP_FOR
    response.add_etag()
    return response.make_conditional(request)
