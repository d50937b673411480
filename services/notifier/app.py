"""The notifier's process: tells webhooks of matches."""

from __future__ import annotations

from importlib.metadata import version

from services.notifier.send_notices import Notifier
from services.notifier.settings import NotifierSettings
from shared.streams.service import Service, build_service
from shared.streams.topology import NOTIFIER


def create_app(settings: NotifierSettings | None = None) -> Service:
    settings = settings or NotifierSettings()
    notifier = Notifier(
        keys=settings.keys,
        answer_within=settings.answer_within,
        host_limit=settings.host_limit,
        hosts_at_once=settings.hosts_at_once,
        rest=settings.rest,
        any_address=settings.any_address,
        agent=f"copydesk-notifier/{version('copydesk')}",
    )
    return build_service(
        NOTIFIER,
        lambda deliveries: notifier.notify([delivered.message for delivered in deliveries]),
        settings,
        version=version("copydesk"),
        about={"signatures": str(len(settings.keys))},
        close=notifier.close,
    )
