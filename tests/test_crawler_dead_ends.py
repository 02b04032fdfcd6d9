"""Where posts are led to and are not: asked for once, and not for each post."""

from __future__ import annotations

import pytest

from crawler.engine.dead_ends import DeadEnds, leads_back
from crawler.harvest import Harvest, Role, Task

BLOG = "https://a.example"
POST = f"{BLOG}/2004/11/soup/"
OTHER = f"{BLOG}/2004/11/bread/"


@pytest.mark.parametrize(
    ("asked", "url", "back"),
    [
        (POST, f"{BLOG}/login?next=/2004/11/soup/", True),
        (POST, f"{BLOG}/login?next=%2F2004%2F11%2Fsoup%2F", True),
        (
            POST,
            "https://consent.example/?to=https%253A%252F%252Fa.example%252F2004%252F11%252Fsoup%252F",
            True,
        ),
        (POST, f"{BLOG}/login", False),
        (POST, f"{BLOG}/login?next=/2004/11/bread/", False),
        (POST, f"{BLOG}/en/soup/?from=/2004/11/soup/", False),
        (f"{BLOG}/", f"{BLOG}/login?next=/", False),
    ],
)
def test_a_question_names_the_post_that_it_leads_back_to(asked: str, url: str, back: bool) -> None:
    assert leads_back(asked, url) is back


def _ended(*via: str, at: str, reason: str | None, role: Role = Role.POST) -> Harvest:
    task = Task(url=at, blog=1, role=role, via=via)
    return Harvest(task=task, url=at, state="failed" if reason else "done", reason=reason)


QUESTION = f"{BLOG}/ask?to=/2004/11/soup/"


@pytest.mark.parametrize(
    ("ended", "target", "reason"),
    [
        (_ended(POST, at=QUESTION, reason="other_page"), f"{BLOG}/ask?to=/2004/11/bread/", "other_page"),
        (_ended(POST, at=f"{BLOG}/login", reason="moved_away"), f"{BLOG}/login", "moved_away"),
        (_ended(POST, f"{BLOG}/login", at=f"{BLOG}/in", reason="moved_away"), f"{BLOG}/login", "moved_away"),
        (_ended(POST, at=f"{BLOG}/login", reason="moved_away"), f"{BLOG}/login?a=b", None),
        (_ended(POST, at=QUESTION, reason="other_page"), f"{BLOG}/ask?to=/about/", None),
        (_ended(POST, at=f"{BLOG}/x/soup/", reason="other_page"), f"{BLOG}/x/soup/", None),
        (_ended(POST, at=f"{BLOG}/x/soup/", reason="http_404"), f"{BLOG}/x/soup/", None),
        (_ended(POST, at=f"{BLOG}/x/soup/", reason=None), f"{BLOG}/x/soup/", None),
        (_ended(at=f"{BLOG}/login", reason="moved_away"), f"{BLOG}/login", None),
        (_ended(POST, at=f"{BLOG}/b", reason="moved_away", role=Role.SOURCE), f"{BLOG}/b", None),
    ],
)
def test_where_one_post_ended_others_are_not_looked_for(
    ended: Harvest, target: str, reason: str | None
) -> None:
    ends = DeadEnds()
    ends.met(ended)
    assert ends.reason(Task(url=OTHER, blog=1, role=Role.POST), target) == reason
