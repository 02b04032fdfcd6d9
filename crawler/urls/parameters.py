"""Which parameters of an address name a page, and which say only how one came to it."""

from __future__ import annotations

import re

from crawler.urls.escapes import unescape

# Parameters that say how a reader came or what part of the page he sees, not which page it is.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|mc_[ce]id|igshid|yclid|_ga|_gl|"
    r"twclid|ttclid|li_fat_id|"
    r"mkt_tok|_hsenc|_hsmi|ref_src|ref_url|__twitter_impression|cmpid|ncid|sr_share|share|replytocom|"
    r"cpage|amp|print|"
    r"like_comment|_wpnonce|wt_mc|piwik_\w+|pk_\w+|mtm_\w+|hsctatracking|phpsessid|jsessionid|nb|"
    r"relatedposts_\w+|ysclid|xtor|itm_\w+|oly_(?:anon|enc)_id|mibextid|epik|at_(?:campaign|medium)|"
    r"unapproved|moderation-hash|noamp|usqp|amp_js_v|amp_gsa|"
    r"igsh|srsltid|_openstat|vero_\w+|matomo_\w+|showcomment|spref)$",
    re.I,
)
# Print and AMP copies are asked for by a flag; with any other value the name is the site's own.
_FLAGS: dict[str, tuple[str, ...] | None] = {
    "amp": ("", "1", "true", "amp"),
    "print": ("", "1", "true", "print", "yes"),
    "share": None,
    "nb": ("1",),
}
_OUTPUT = {
    "outputtype": ("amp",),
    "output": ("amp",),
    "view": ("amp",),
}
_VIEWS = {
    "tb": ("tb=1",),
    "feed": tuple(
        f"feed={name}" for name in ("rss2", "rss", "atom", "rdf", "comments-rss2", "comments-atom")
    ),
    "m": ("m=1", "m=0"),
}


def kept_query(search: str, path: str) -> str:
    """A query without tracking parameters and those that show a page in another way, sorted by name; ""
    where none is left."""
    named = [(pair, *pair.partition("=")[::2]) for pair in search.split("&") if pair]
    kept = [pair for pair, name, value in named if not _is_tracking(name, value)]
    for view in _VIEWS if kept else ():
        kept = [pair for pair in kept if pair.lower() not in _VIEWS[view] or not _shows(view, path, kept)]
    kept = [unescape(pair.replace("+", "%20")) if "%" in pair or "+" in pair else pair for pair in kept]
    return "&".join(sorted(kept)) if len(kept) > 1 else "".join(kept)


def _shows(view: str, path: str, kept: list[str]) -> bool:
    """Whether a parameter of this name asks for another view of the page that the rest of the address names.

    ?feed= is a post's feed, or the home page's, which is another page. Blogger's ?m=1 is its telephone view;
    elsewhere it may be January. WordPress's ?tb=1 needs a post.
    """
    if view == "feed":
        return bool(path) or len(kept) > 1
    if view == "m":
        return path.endswith(".html") or (not path and len(kept) == 1)
    return any(pair.startswith(("p=", "page_id=")) for pair in kept)


def _is_tracking(name: str, value: str) -> bool:
    lower = name.lower()
    if lower in _FLAGS:
        flags = _FLAGS[lower]
        return flags is None or value.lower() in flags
    if lower in _OUTPUT:
        return value.lower() in _OUTPUT[lower]
    # ?cid= opens a pop-up at one comment in TypePad and Blogspot; elsewhere it names the page.
    if lower == "source":
        return "---" in value  # Medium's "rss----0c1d---4": by which link one came
    return bool(_TRACKING.match(name)) or (lower == "cid" and value.startswith("6a"))
