"""What a browser says it is, in the words by which its owner knows it."""

import ipaddress

_BROWSERS = (
    (" Line/", "LINE"),
    ("FBAN/", "Facebook"),
    ("FBAV/", "Facebook"),
    ("Edg", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""The first that is found: most call themselves by the names of others, too."""
_DEVICES = (
    ("Android", "โทรศัพท์หรือแท็บเล็ต Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "คอมพิวเตอร์ Windows"),
    ("Macintosh", "เครื่อง Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "คอมพิวเตอร์ Linux"),
)
UNKNOWN = "อุปกรณ์ที่ไม่ทราบชนิด"


def browser_of(user_agent: str) -> str:
    """«Chrome บนคอมพิวเตอร์ Windows» of a User-Agent header; versions are left out."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    device = next((name for mark, name in _DEVICES if mark in user_agent), "")
    if browser and device:
        return f"{browser} บน{device}" if device[0] > "z" else f"{browser} บน {device}"
    return browser or device or UNKNOWN


def short_address(address: str) -> str:
    """The network of an address without the machine: «203.0.113.*», «2001:0db8:0001:*»; '' of none."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    known = getattr(known, "ipv4_mapped", None) or known
    if known.version == 4:
        return f"{str(known).rpartition('.')[0]}.*"
    return f"{':'.join(known.exploded.split(':')[:3])}:*"


def network_of(address: str) -> str:
    """The address as it is counted: a household of IPv6 owns a whole /56 (RFC 6177)."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    known = getattr(known, "ipv4_mapped", None) or known
    return str(known if known.version == 4 else ipaddress.ip_network((known, 56), strict=False))


def is_own_machine(address: str) -> bool:
    """Whether all callers would bear this address: a proxy beside us that TRUSTED_PROXY does not name."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return not address
