"""Which software printed a page, where the page says so."""

from __future__ import annotations

import re

from crawler.facts.head import Head
from crawler.markup.document import Document
from crawler.urls import host

_GENERATORS = (
    "wordpress", "movable type", "movabletype", "typepad", "blogger", "serendipity", "dotclear",
    "b2evolution",
    "textpattern", "drupal", "nucleus", "jekyll", "hugo", "eleventy", "ghost", "squarespace", "joomla",
    "known", "micro.blog",
    "tumblr", "medium", "hexo", "pelican", "wix", "typo3", "habari", "chyrp", "expressionengine",
    "geeklog", "livedoor",
    "hatena", "fc2", "seesaa", "textcube", "tistory", "tdiary", "greymatter", "pivot", "lifetype",
    "mephisto", "typo",
    "blosxom", "pyblosxom", "xoops", "publify", "wagtail", "octopress", "gatsby", "astro", "bear blog",
    "writefreely",
)  # fmt: skip
# What a platform's pages hold, and what they hold elsewhere than in links: blogs link to those of others.
_TRACES = (
    ("wordpress", ("/wp-content/", "/wp-includes/", "wp-block-", "/wp-json/", "wp-comments-post.php"), ()),
    ("typepad", ("static.typepad", ), (".typepad.com/", "typepad.jp")),
    ("movabletype", ("mt-tb.cgi", "mt-comments.cgi", "/mt-static/", "mt-search.cgi"), ()),
    ("blogger", ("blogger.com/comment.g", "blogger.googleusercontent", "b:skin"), ("www.blogger.com/", )),
    ("serendipity", ("serendipity_", ), ()),
    ("dotclear", ("dotclear.org", "dotclear.net", "/dotclear/"), ()),
    ("squarespace", ("static1.squarespace.com", "squarespace.com/universal"), ()),
    ("b2evolution", ("b2evolution", "/htsrv/trackback"), ()),
    ("hatena", ("hatena.ne.jp/images/theme", ), ("hatenablog", )),
    ("livedoor", ("parts.blog.livedoor", "livedoor.blogimg"), ()),
    ("fc2", ("blog_css.fc2", "static.fc2.com"), ()),
    ("tistory", ("t1.daumcdn.net/tistory", ), ("tistory.com/", )),
    ("drupal", ("/sites/default/files", "drupal.settings"), ()),
)  # fmt: skip
_IN_ELEMENT = re.compile(r"<(?!a\s)[a-z][^<>]*\Z", re.I)
_LONGEST_ELEMENT = 300
_MOST_PLACES = 20
_WORD = re.compile(r"[^a-z0-9.]+")


def read_platform(document: Document, head: Head) -> str | None:
    """The software's name in lower case without spaces ("wordpress", "movabletype"); None where unknown."""
    generator = " ".join(head.meta.get("generator", ())).lower()
    for name in _GENERATORS:
        # "NanoBlogger" is none of Blogger's.
        if name in generator and re.search(rf"(?<![a-z]){re.escape(name)}", generator):
            return "movabletype" if name.startswith("movable") else name.replace(" ", "")
    if generator:
        # An unknown generator is still what the page says: its first word.
        first = next((word for word in _WORD.split(generator) if len(word) > 2), "")
        if first and not first[0].isdigit() and "http" not in first:
            return first[:40]
    return next(
        (name for name, sure, loaded in _TRACES if document.has(*sure) or _is_loaded(document, loaded)), None
    )


def _is_loaded(document: Document, traces: tuple[str, ...]) -> bool:
    """Whether any of these pieces of addresses stands in an element that is no link, or in the page's own."""
    return any(
        trace.strip("./") in host(document.url)
        or _IN_ELEMENT.search(document.around(place, _LONGEST_ELEMENT, 0)[0]) is not None
        for trace in traces
        for place in document.places_of(trace)[:_MOST_PLACES]
    )
