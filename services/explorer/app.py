"""The explorer's process: an HTTP API that reads the index, looks at the pipeline and takes articles in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from services.explorer.access import reader_allowed
from services.explorer.api_description import describe
from services.explorer.errors import answer_errors
from services.explorer.explorer import Explorer, opened
from services.explorer.manners import EntityTags, Manners
from services.explorer.reference_page import reference_page
from services.explorer.routes import (
    articles,
    entities,
    events,
    pipeline,
    saved_searches,
    search,
    submissions,
    timeline,
)
from services.explorer.settings import ExplorerSettings
from shared.http.process import HttpService
from shared.http.request_log import RequestLog

_UNKEPT = {"Cache-Control": "no-store"}

ROUTES = (search, articles, entities, timeline, saved_searches, events, pipeline, submissions)


def create_service(settings: ExplorerSettings | None = None) -> HttpService:
    settings = settings or ExplorerSettings()
    app = create_app(settings)

    def stop() -> None:
        if (explorer := _explorer(app)) is not None:
            explorer.feed.stop()

    async def is_ready() -> bool:
        return (explorer := _explorer(app)) is not None and await explorer.is_ready()

    def fault() -> str | None:
        return explorer.fault if (explorer := _explorer(app)) is not None else None

    return HttpService(
        name="explorer",
        app=RequestLog(app),
        host=settings.host,
        port=settings.port,
        logs=settings.logs,
        health=settings.health,
        stop=stop,
        is_ready=is_ready,
        fault=fault,
        grace=settings.shutdown_grace,
        about={"version": version("copydesk"), "index": str(settings.index_path)},
    )


def create_app(settings: ExplorerSettings) -> FastAPI:
    """The ASGI application. Nothing is opened before it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with opened(settings) as explorer:
            app.state.explorer = explorer
            yield
        app.state.explorer = None

    app = FastAPI(
        title="Copydesk",
        version=version("copydesk"),
        lifespan=lifespan,
        # Their pages load scripts from elsewhere, which a newsroom's machine may not reach; /docs is our own.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=_middleware(settings),
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    answer_errors(app)
    for module in ROUTES:
        app.include_router(module.router, dependencies=[Depends(reader_allowed)])
    _add_pages(app, settings)
    return app


def _middleware(settings: ExplorerSettings) -> list[Middleware]:
    kinds = [Middleware(Manners, allowed_hosts=settings.allowed_hosts)]
    if settings.allowed_origins:
        kinds.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.allowed_origins,
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["Content-Type", "Last-Event-ID", "X-API-Key", "X-Request-ID"],
                expose_headers=["ETag", "Location", "Retry-After", "X-Request-ID"],
            )
        )
    return [*kinds, Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5), Middleware(EntityTags)]


def _add_pages(app: FastAPI, settings: ExplorerSettings) -> None:
    document: dict[str, Any] = describe(app, reading_needs_key=settings.reading_needs_key)
    page = reference_page(document)

    @app.get("/openapi.json", include_in_schema=False)
    async def openapi() -> JSONResponse:
        return JSONResponse(document)

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(page)

    @app.get("/", include_in_schema=False)
    async def home() -> RedirectResponse:
        return RedirectResponse("/docs")

    @app.get("/live", include_in_schema=False)
    async def live() -> JSONResponse:
        explorer = _explorer(app)
        fault = explorer.fault if explorer is not None else None
        return JSONResponse({"ok": fault is None, "fault": fault}, 503 if fault else 200, _UNKEPT)

    @app.get("/ready", include_in_schema=False)
    async def ready() -> JSONResponse:
        explorer = _explorer(app)
        is_ready = explorer is not None and await explorer.is_ready()
        return JSONResponse({"ok": is_ready}, 200 if is_ready else 503, _UNKEPT)


def _explorer(app: FastAPI) -> Explorer | None:
    return getattr(app.state, "explorer", None)
