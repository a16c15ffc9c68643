"""Who may pass: bearer keys, their scopes, and how much of the service each may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from flask import Response, current_app, g, request

from plugin.service.keys.key import Key, Scope
from plugin.service.problems import Problem
from plugin.service.state import State

if TYPE_CHECKING:
    from flask_smorest import Blueprint

P = ParamSpec("P")
View = Callable[P, Response]
Made = TypeVar("Made", bound=Callable[..., Any])
KEY_WANTED: Final = "Send a valid key as Authorization: Bearer KEY."
REFUSALS: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


class Unauthorized(Problem):
    """401, with the challenge that the status asks for."""

    def __init__(self, detail: str, challenge: str = "Bearer") -> None:
        super().__init__(HTTPStatus.UNAUTHORIZED, detail)
        self.challenge = challenge

    def get_headers(self, *args: object) -> list[tuple[str, str]]:
        """The header that tells a client how to authenticate."""
        return [("WWW-Authenticate", f'{self.challenge} realm="framing"')]


def needs(blueprint: Blueprint, scope: Scope) -> Callable[[View[P]], View[P]]:
    """A view that only a key of that scope opens, before anything of the body is read."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Response:
            with admitted(scope, bearer()):
                return view(*args, **kwargs)

        return refusals(blueprint)(guarded)

    return decorate


def refusals(blueprint: Blueprint) -> Callable[[Made], Made]:
    """Describe what ``admitted`` answers."""

    def decorate(view: Made) -> Made:
        for status in REFUSALS:
            view = blueprint.alt_response(status, status.name)(view)
        return view

    return decorate


def bearer() -> str:
    """The key of the request's ``Authorization`` header; "" without."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key if scheme.lower() == "bearer" else ""


@contextmanager
def admitted(scope: Scope, *given: str, wanted: str = KEY_WANTED) -> Iterator[None]:
    """Let in who gave a key of that scope, within its limits.

    Raises Unauthorized without a key that is valid now, Problem 403 without the scope, Problem 429 beyond the limits.
    A key that is wrong, half or expired is refused as none is.
    """
    key = State.of(current_app).keyring.find(*given)
    if key is None:
        raise Unauthorized(wanted)
    if scope not in key.scopes:
        raise Problem(HTTPStatus.FORBIDDEN, f"This key may not do that; it needs the scope {scope}.")
    with counted(key):
        yield


@contextmanager
def counted(key: Key) -> Iterator[None]:
    """Count a request against the limits of a key, and name it for the log.  Raises Problem 429."""
    g.key = key.name
    with State.of(current_app).quota.turn(key):
        yield
