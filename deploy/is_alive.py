"""The containers' health check: exit code 0 when the service on this machine answers 200 to /live.

Only `socket`, no HTTP client: it runs every few seconds beside each replica, and this starts three times as fast.
"""

import socket
import sys

PATIENCE_S = 4


def is_alive(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        connection.sendall(b"GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        status_line = connection.makefile("rb").readline()
    return status_line.split()[1:2] == [b"200"]


if __name__ == "__main__":
    sys.exit(0 if is_alive(int(sys.argv[1])) else 1)
