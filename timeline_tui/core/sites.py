"""Which web addresses are one address, and which are of one site (FORMAT section 4).

It compares texts and opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

PLATFORMS: Final[Mapping[str, str]] = {
    "t.me": r"(?:s/)?(c/\d+|[^/?+]+)",
    "x.com": r"(?!(?:i|intent|search|hashtag|home)\b)([^/?]+)",
    "facebook.com": r"(groups/[^/?]+|(?!(?:watch|story|photo|permalink|profile)\b)[^/?]+)",
    "youtube.com": r"((?:channel|c|user)/[^/?]+|@[^/?]+)",
    "instagram.com": r"(?!(?:p|reels?|tv|stories|explore)/)([^/?]+)",
    "tiktok.com": r"(@[^/?]+)",
    "vk.com": r"(?:wall|video|photo|topic)(-?\d+)_|(?!(?:wall|video|photo|topic)-?\d)([^/?]+)",
    "reddit.com": r"((?:r|u|user)/[^/?]+)",
    "medium.com": r"(?!p/)([^/?]+)",
    "github.com": r"([^/?]+)",
    "doi.org": r"([^/?]+)",  # the prefix of whoever registered it
    **dict.fromkeys(("youtu.be", "web.archive.org", "archive.today"), r"(?!)"),
}
"""The hosts that only carry what others publish, each with whose it is at the start of a path. An
address in which nobody is named has no site."""

_NAMES: Final = {
    "archive.today": "archive.ph archive.is archive.li archive.fo archive.vn archive.md",
    "t.me": "telegram.me telegram.dog",
    "x.com": "twitter.com",
    "facebook.com": "fb.com",
    "reddit.com": "old.reddit.com new.reddit.com",
    "vk.com": "vk.ru",
    "doi.org": "dx.doi.org",
}
_HOSTS: Final = {name: host for host, names in _NAMES.items() for name in names.split()}

_PARTS: Final = re.compile(
    r"\s*(?:https?:/+)?(?:[^/?#@]*@)?(?:(?:www|m|mobile)\.(?=[^/?#.]+\.))?"
    r"([^/?#:]*)(?::\d*)?([^?#]*)(?:\?([^#]*))?",
    re.IGNORECASE,
)
_TRACKING: Final = re.compile(
    r"(?:utm_\w*|fbclid|[dg]clid|gclsrc|[gw]braid|msclkid|ys?clid|twclid|ttclid|igsh(?:id)?"
    r"|mc_[ce]id|_g[al]|_openstat|ref_(?:src|url))(?:=|$)",
    re.IGNORECASE,
)
_COPIED: Final = {
    "web.archive.org": re.compile(r"/web/[^/]+/(.+)", re.DOTALL),
    "archive.today": re.compile(r"/.*?(https?:/.+)", re.DOTALL),
}


@lru_cache(maxsize=65_536)  # each address once per load
def address(url: str) -> str:
    """What is the same in all spellings of an address; of an archive's copy, the page it copies."""
    host, path, query = _parts(url)
    for _ in range(5):  # a copy may be of a copy
        whole = f"{path}?{query}" if query else path
        if host not in _COPIED or not (copied := _COPIED[host].match(whole)):
            break
        host, path, query = _parts(copied[1])
    kept = "&".join(one for one in query.split("&") if one and not _TRACKING.match(one))
    return f"{host}{path.rstrip('/')}{'?' if kept else ''}{kept}"


def _parts(url: str) -> tuple[str, str, str]:
    """Host, path and query."""
    found = _PARTS.match(url)
    assert found is not None  # every part may be empty
    host, path, query = found.groups(default="")
    host = host.lower().rstrip(".")
    return _HOSTS.get(host, host), path, query


@lru_cache(maxsize=65_536)
def site(url: str) -> str:
    """Whose address it is: a host, or an account where the host only carries what others publish
    (`t.me/mayor`). "" where that cannot be told."""
    host, _, path = address(url).partition("/")
    host = host.partition("?")[0]
    if host not in PLATFORMS:
        return host if "." in host else ""  # `file:`, `urn:`
    account = re.match(PLATFORMS[host], path, re.IGNORECASE)
    return f"{host}/{account[account.lastindex or 0].lower()}" if account else ""
