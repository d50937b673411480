"""What the explorer's log says, for whoever runs `copydesk up`."""

from __future__ import annotations

import json

from cli.api_lines import api_address, without_api


def test_the_line_of_its_start_tells_the_address():
    line = json.dumps({"event": "service_started", "host": "127.0.0.1", "port": 8400})
    assert api_address(line) == "http://127.0.0.1:8400"
    assert api_address(line.replace("127.0.0.1", "::1")) == "http://[::1]:8400"


def test_any_other_line_tells_none():
    for line in ("", "not JSON", "[1]", '{"event": "request_done", "port": 8400}'):
        assert api_address(line) is None


def test_a_taken_port_is_said_with_what_to_do():
    line = json.dumps({"event": "port_refused", "host": "127.0.0.1", "port": 8400, "error": "Address already in use"})
    assert without_api(["{}", line]) == (
        "There is no HTTP API: port 8400 of 127.0.0.1 cannot be used (Address already in use). "
        "Choose another with --http-port, or --no-explorer. All else runs."
    )


def test_what_else_ended_it_is_shown():
    assert "  Wrong settings:" in without_api(["Wrong settings:", "api_keys"])
