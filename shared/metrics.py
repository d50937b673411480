"""Every metric, in one place."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

MESSAGES = Counter(
    "copydesk_messages_total",
    "Messages settled, by stage and outcome (done, skipped, retried, dead_lettered).",
    ["stage", "outcome"],
)
DEAD_LETTERS = Counter("copydesk_dead_letters_total", "Messages given up on, by stage and cause.", ["stage", "cause"])
HANDLING_SECONDS = Histogram(
    "copydesk_handling_seconds",
    "Time that the handler took for one batch.",
    ["stage"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)
BATCH_MESSAGES = Histogram(
    "copydesk_batch_messages",
    "Messages that were handled together.",
    ["stage"],
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
)
AGE_SECONDS = Histogram(
    "copydesk_message_age_seconds",
    "Time from a message's arrival on its stream to its settlement, for the oldest of each batch.",
    ["stage"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200),
)
BACKLOG = Gauge("copydesk_backlog_messages", "Messages on the stage's stream that are not settled yet.", ["stage"])
WAITING = Gauge("copydesk_waiting_messages", "Messages that wait for their next try.", ["stage"])
PAUSED = Gauge("copydesk_paused", "1 while the stage is paused by an operator, else 0.", ["stage"])
HELD_BACK = Gauge("copydesk_held_back", "1 while the stage waits for a slower next stage, else 0.", ["stage"])
CLAIMED = Counter("copydesk_claimed_total", "Messages taken over from a replica that went silent.", ["stage"])
LOST_LEASES = Counter(
    "copydesk_lost_leases_total", "Messages handled here that another replica had taken over meanwhile.", ["stage"]
)
REDIS_ERRORS = Counter("copydesk_redis_errors_total", "Calls to Redis that failed and were repeated.", ["stage"])
HTTP_REQUESTS = Counter(
    "copydesk_http_requests_total",
    "HTTP requests that were answered, by method, route and status.",
    ["method", "route", "status"],
)
HTTP_SECONDS = Histogram(
    "copydesk_http_seconds",
    "Time that answering an HTTP request took; for event streams, how long they lasted.",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600),
)
EVENT_CLIENTS = Gauge("copydesk_event_clients", "Clients that listen to the stream of events now.")
