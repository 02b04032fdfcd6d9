"""Blogs on loopback whose servers answer oddly, as in `odd_blogs.py`."""

from __future__ import annotations

from dataclasses import replace

from odd_blogs import Answer, addresses, blog, moved, number_of, plain, post, root, serve, sitemap

CONSENT = Answer(
    "<html><head><title>We value your privacy</title></head><body><h1>Cookies</h1></body></html>"
)


def _front(name: str) -> Answer:
    links = "".join(f'<h2><a rel="bookmark" href="{url}">{url[-3:]}</a></h2>' for url in addresses(name))
    return Answer(f"<html><head><title>Blog {name}</title></head><body>{links}</body></html>")


def _walled(path: str) -> Answer | None:
    if path.startswith("consent?"):
        return CONSENT
    return moved(f"/consent?next=%2F{path.replace('/', '%2F')}") if number_of(path) is not None else None


@blog
def walled(name: str, path: str, week: int) -> Answer | None:
    """From the second week on its posts lead to a question that leads back to them."""
    return _walled(path) if week > 1 else None


@blog
def walled_first(name: str, path: str, week: int) -> Answer | None:
    """Its posts lead there from the first week on, but for the third."""
    return _walled(path) if week != 3 else None


@blog
def left_behind(name: str, path: str, week: int) -> Answer | None:
    """From the second week on all its pages send readers to its new host, by a refresh; three, which list
    something, are left as they were, and one sends them to the same post there."""
    number = number_of(path)
    if week == 1 or path == "robots.txt" or number in (0, 1, 2):
        return _sending(post(number or 0), "/elsewhere/") if number == 2 else None
    there = root("new-home")
    return _sending(Answer("<p>We have moved.</p>"), f"{there}{path}" if number == 3 else there)


def _sending(answer: Answer, to: str) -> Answer:
    return replace(answer, body=f'<meta http-equiv="refresh" content="0; url={to}">{answer.body}')


@blog
def new_home(name: str, path: str, week: int) -> Answer | None:
    return _front(name) if path == "" else None


@blog
def tongues(name: str, path: str, week: int) -> Answer | None:
    """Its posts lead to those of a language, which tell where readers came from."""
    if path.startswith("en/"):
        return post(number_of(path.removeprefix("en/").partition("?")[0]) or 0)
    return moved(f"/en/{path}?from=/{path}") if number_of(path) is not None else None


@blog
def proxied(name: str, path: str, week: int) -> Answer | None:
    """A proxy changes what passes through it, and says so."""
    answer = plain(name, path)
    return replace(answer, status=203) if answer.status == 200 else None


@blog
def cut_map(name: str, path: str, week: int) -> Answer | None:
    """Its sitemap was written to a full disk."""
    if path == "sitemap.xml":
        whole = sitemap(addresses(name))
        return replace(whole, body=whole.body[: len(whole.body) // 2])
    return _front(name) if path == "" else None


@blog
def ended_map(name: str, path: str, week: int) -> Answer | None:
    """Something signs its sitemap behind the end."""
    whole = sitemap(addresses(name))
    return replace(whole, body=f"{whole.body}\n<!-- cached -->") if path == "sitemap.xml" else None


@blog
def patient(name: str, path: str, week: int) -> Answer | None:
    """It wants visitors to wait."""
    return Answer("User-agent: *\nCrawl-delay: 0.5\n", kind="text/plain") if path == "robots.txt" else None


if __name__ == "__main__":
    serve()
