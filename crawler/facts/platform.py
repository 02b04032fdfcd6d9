"""Which software printed a page, where the page says so."""

from __future__ import annotations

import re

from crawler.facts.head import Head
from crawler.markup.document import Document

_GENERATORS = (
    "wordpress", "movable type", "movabletype", "typepad", "blogger", "serendipity", "dotclear",
    "b2evolution",
    "textpattern", "drupal", "nucleus", "jekyll", "hugo", "eleventy", "ghost", "squarespace", "joomla",
    "known", "micro.blog",
    "tumblr", "medium", "hexo", "pelican", "wix", "typo3", "habari", "chyrp", "expressionengine",
    "geeklog", "livedoor",
    "hatena", "fc2", "seesaa", "textcube", "tistory", "tdiary", "greymatter", "pivot", "lifetype",
    "mephisto", "typo",
    "blosxom", "pybloxsom", "xoops", "publify", "wagtail", "octopress", "gatsby", "astro", "bear blog",
    "writefreely",
)  # fmt: skip
_TRACES = (
    ("wordpress", ("/wp-content/", "/wp-includes/", "wp-block-", "/wp-json/", "wp-comments-post.php")),
    ("typepad", (".typepad.com/", "static.typepad", "typepad.jp")),
    ("movabletype", ("mt-tb.cgi", "mt-comments.cgi", "/mt-static/", "mt-search.cgi")),
    ("blogger", ("www.blogger.com/", "blogger.googleusercontent", "b:skin")),
    ("serendipity", ("serendipity_", )),
    ("dotclear", ("dotclear", )),
    ("squarespace", ("static1.squarespace.com", "squarespace.com/universal")),
    ("b2evolution", ("b2evolution", "/htsrv/trackback")),
    ("hatena", ("hatenablog", "hatena.ne.jp/images/theme")),
    ("livedoor", ("parts.blog.livedoor", "livedoor.blogimg")),
    ("fc2", ("blog_css.fc2", "static.fc2.com")),
    ("tistory", ("tistory.com/", "t1.daumcdn.net/tistory")),
    ("drupal", ("/sites/default/files", "drupal.settings")),
)  # fmt: skip
_WORD = re.compile(r"[^a-z0-9.]+")


def read_platform(document: Document, head: Head) -> str | None:
    """The software's name in lower case without spaces ("wordpress", "movabletype"); None where unknown."""
    generator = " ".join(head.meta.get("generator", ())).lower()
    for name in _GENERATORS:
        if name in generator:
            return "movabletype" if name.startswith("movable") else name.replace(" ", "")
    if generator:
        # An unknown generator is still what the page says: its first word.
        first = next((word for word in _WORD.split(generator) if len(word) > 2), "")
        if first and not first[0].isdigit() and "http" not in first:
            return first[:40]
    return next((name for name, traces in _TRACES if document.has(*traces)), None)
