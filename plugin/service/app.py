"""``create_app``: the Flask application, without state beyond its settings and its queue."""

from __future__ import annotations

import http
from dataclasses import replace
from importlib.metadata import version as distribution_version
from types import TracebackType
from typing import Any

from flask import Flask, current_app, request
from flask_smorest import Api

from framing.config import PROFILES, Config
from framing.engine import version
from framing.errors import ConfigError
from framing.readers.blocks import CONTENTS
from plugin.service import cors, headers, health, pages, problems, views
from plugin.service.keys.marks import Marks
from plugin.service.languagetool import views as languagetool
from plugin.service.observe import logs, record
from plugin.service.schemas import KINDS, ProblemSchema
from plugin.service.settings import Settings
from plugin.service.state import State
from plugin.service.webhooks import views as webhooks


class Service(Flask):
    """A Flask app that never writes a story to its log."""

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log where an error came from, not what it says: messages and source lines may quote the story."""
        kind, _, place = exc_info
        self.logger.error("request %s: %s", record.Record.current().id, logs.place_of(kind, place))


class DocumentedApi(Api):  # type: ignore[misc]
    """OpenAPI whose failures are problems, as they are sent."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave failures to ``problems``."""

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            if status >= http.HTTPStatus.BAD_REQUEST:
                content = {problems.MEDIA_TYPE: {"schema": ProblemSchema}}
                response = {"description": status.phrase, "content": content}
                self.spec.components.response(status.name, response, lazy=True)


def create_app(config: Config | None = None, settings: Settings | None = None, *, marks: Marks | None = None) -> Flask:
    """The service as a WSGI application.

    ``config``    how stories are judged unless a request says otherwise
    ``settings``  access, limits, and the doors that are open; from the environment unless given
    ``marks``     of used signatures and rates, where an app takes over from another

    Raises ConfigError for malformed settings in the environment, a profile that is not there, and tracing without its
    packages.
    """
    settings = settings or Settings.from_environment()
    app = Service("plugin.service", static_folder=None)
    app.config.update(
        API_TITLE="Framing",
        API_VERSION=distribution_version("newsroom-framing"),
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        API_SPEC_OPTIONS={"info": {"description": _about(), "license": {"name": "MIT", "identifier": "MIT"}}},
        MAX_CONTENT_LENGTH=settings.max_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_bytes,
    )
    app.extensions["framing"] = State(config or Config(), settings, marks or Marks())
    _check_profiles(app.extensions["framing"])
    problems.register(app)
    record.register(app)
    logs.register(app, version())
    if settings.metrics:
        from plugin.service.observe import metrics

        metrics.register(app)
    if settings.tracing:
        _trace(app)
    app.before_request(_refuse_when_full)
    api = DocumentedApi(app)
    api.register_blueprint(views.blueprint)
    if settings.webhooks:
        api.register_blueprint(webhooks.blueprint)
    if settings.languagetool:
        api.register_blueprint(languagetool.blueprint)
    _refine(api.spec, app.extensions["framing"])
    app.register_blueprint(health.blueprint)
    app.register_blueprint(pages.blueprint)
    app.after_request(headers.harden)
    cors.register(app)
    return app


def _trace(app: Flask) -> None:
    try:
        from plugin.service.observe import tracing
    except ImportError:
        raise ConfigError("tracing needs OpenTelemetry: pip install 'newsroom-framing[otel]'") from None
    tracing.register(app, version())


def _refuse_when_full() -> None:
    """Before a body is read or a key looked up: under overload, refusals must cost next to nothing."""
    if request.method == "POST":
        State.of(current_app).admission.check()


def _check_profiles(state: State) -> None:
    for webhook in state.settings.webhooks.values():
        replace(state.config, profile=webhook.profile or state.config.profile).choices()


def _about() -> str:
    return (
        "Reads a news story and answers with annotations that sit on the exact words: who says what, which numbers "
        "have no source, where the outlet's own voice takes sides, how hard it is to read."
    )


def _refine(spec: Any, state: State) -> None:
    """Say what marshmallow cannot: exactly one story, exactly one content of a block, the house's profiles, keys."""
    schemas = spec.components.schemas
    schemas["Story"]["oneOf"] = [{"required": [kind]} for kind in KINDS]
    schemas["Block"]["oneOf"] = [{"required": [content]} for content in CONTENTS]
    schemas["Story"]["properties"]["profile"]["enum"] = sorted({*PROFILES, *state.config.profiles})
    if state.settings.languagetool:
        schemas["Form"]["oneOf"] = [{"required": ["text"]}, {"required": ["data"]}]
        schemas["Piece"]["oneOf"] = [{"required": ["text"]}, {"required": ["markup"]}]
    spec.components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    spec.options["security"] = [{"key": []}] if state.keyring.asked else [{}, {"key": []}]
