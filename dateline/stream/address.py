"""Under which address a reader's live answers are counted."""

import ipaddress

# Whoever has one IPv6 address has all of its network: a household gets this much, and a telephone too.
NETWORK_BITS = 64


def counted(peer: str, forwarded: str, *, proxies: int) -> str:
    """Return the address to count a reader under, or "" for one who is not counted.

    `peer` is who connected; `forwarded` is `X-Forwarded-For`, in which each of our own `proxies` has noted who came to
    it. The first of ours has noted the reader; what stands before that a stranger may have written. A proxy that notes
    nobody is not counted itself, for it speaks for many.
    """
    if not proxies:
        return _network(peer)
    noted = forwarded.split(",")
    return _network(noted[-proxies].strip()) if len(noted) >= proxies else ""


def _network(text: str) -> str:
    """Return an IPv4 address, or the network of an IPv6 one. Some proxies note the port with it."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), NETWORK_BITS), strict=False))
