"""Where posts of a blog were led to and were not: a login, a question for consent, a notice. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from crawler.harvest import OTHER_PAGE, Harvest, Role, Task


@dataclass(slots=True)
class DeadEnds:
    """Pages that one blog's posts were led to in this run, and the reasons for which they are no posts.

    A question is one page for all posts, whatever its query says; of other pages each address is its own.
    """

    pages: dict[str, str] = field(default_factory=dict)

    def met(self, harvest: Harvest) -> None:
        """Keep where a post ended that was led to a page which is none."""
        task, reason = harvest.task, harvest.reason
        if task.role is not Role.POST or not task.via or reason not in (OTHER_PAGE, "moved_away"):
            return
        for url in (*task.via[1:], task.url):
            if leads_back(task.asked, url):
                self.pages[url.partition("?")[0]] = reason
            elif reason == "moved_away":
                self.pages[url] = reason

    def reason(self, task: Task, target: str) -> str | None:
        """Why a post that is led to `target` will not be there; None where that is not known."""
        question = target.partition("?")[0] if leads_back(task.asked, target) else target
        return self.pages.get(question)


def leads_back(asked: str, url: str) -> bool:
    """Whether a page is one that leads back to a post, asked for at `asked`: it names it in its own query, as
    a question for consent or age and a login do."""
    wanted, here = urlsplit(asked), urlsplit(url)
    if len(wanted.path) < 2:
        return False
    slug = unquote(wanted.path.rstrip("/").rpartition("/")[2])
    return unquote(wanted.path) in unquote(unquote(here.query)) and slug not in unquote(here.path)
