"""A home page that shows no posts: the page of the blog to which it leads, behind a door or a welcome."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.discovery.answers import Scene
from crawler.discovery.archives import form_shown, judged, read_archive
from crawler.discovery.classify import LinkUse
from crawler.records import Page
from crawler.words.expressions import expression

_BLOG = expression(
    r"(?:(?:my|our|the|to|mein|mon|mi|read) )*(?:(?:web ?)?log(?:buch|s)?|(?:web ?)?blogg?s?|journal|"
    r"diary|tagebuch|carnet|bit[aá]cora|diario|dagboek|dagbok|日[記誌]|ブログ|블로그|博客|日志|"
    r"enter(?: here)?|eingang|entr(?:er|ez|ar|ada|a))",
    re.I,
)
"""What the link to a blog is called on the page before it, or the file or folder that it names."""
_NO_BLOG = expression(
    r"about|contact|kontakt|impressum|imprint|profile?|mail|guest|links|photo|foto|album|galler|log-?in|admin|shop",
    re.I,
)
_AROUND = re.compile(r"\A[\W_]+|[\W_]+\Z")


def door(page: Page, scene: Scene) -> str | None:
    """The one page to which a home page leads that names no feed, shows no posts and leads to no lists: the
    only page of the blog that it links, or else the only one that is called a blog; None where there is none.
    """
    if page.feeds or page.rest:
        return None
    scene = replace(scene, form=form_shown(page, scene))
    shown = read_archive(page, scene=scene)
    if shown.posts or shown.lookups:
        return None
    own = {
        target: link.text for target, link, verdict in judged(page, scene) if verdict.use is LinkUse.UNSURE
    }
    found = [target for target, text in own.items() if _is_blog(text) or _is_blog(_name(target))]
    if len(own) == 1:
        found = [target for target in own if not _NO_BLOG.search(f"{_name(target)} {own[target]}")]
    return found[0] if len(found) == 1 else None


def _is_blog(words: str) -> bool:
    return _BLOG.fullmatch(_AROUND.sub("", words)) is not None


def _name(url: str) -> str:
    """The name of the file or folder that an address ends in."""
    return url.partition("://")[2].partition("?")[0].rstrip("/").rpartition("/")[2].partition(".")[0]
