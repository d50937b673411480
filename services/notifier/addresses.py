"""Which addresses no webhook may have: those of cloud metadata services, and what they are reached by. Pure.

Who may save a search may make the notifier post to any address that it can reach. Private networks are allowed, for
newsrooms have their own servers there; link-local addresses, where clouds hand out credentials, are not.
"""

from __future__ import annotations

import ipaddress

# Metadata services that are not link-local: AWS over IPv6, Google over IPv6, Azure, Alibaba, Oracle.
_METADATA = frozenset(
    map(ipaddress.ip_address, ("fd00:ec2::254", "fd20:ce::254", "168.63.129.16", "100.100.100.200", "192.0.0.192"))
)
# IPv6 addresses that stand for an IPv4 address, which is their end (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def why_refused(address: str) -> str | None:
    """What is wrong with a numeric IP address; None when a webhook may have it. Raises ValueError when it is none."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        parsed = _meant(parsed)
    if parsed in _METADATA:
        return "a cloud metadata service"
    if parsed.is_link_local:
        return "a link-local address, where cloud metadata services are"
    if parsed.is_multicast:
        return "a multicast address"
    if parsed.is_unspecified:
        return "no host's address"
    return None


def _meant(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
