"""What the live blogs hold: four blogs of different looks, and who links to whom. Deterministic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from live.servers import Blog

PORT = 8321
BLOGS = (
    Blog(
        name="alder",
        home=f"http://127.0.1.1:{PORT}",
        title="Alder Notes",
        locale="en_US",
        theme="twentytwentyone",
        permalinks="/%year%/%monthnum%/%day%/%postname%/",
        options={"page_comments": 1, "comments_per_page": 5, "default_comments_page": "newest"},
    ),
    Blog(
        name="birke",
        home=f"http://127.0.1.2:{PORT}",
        title="Birkenblatt",
        locale="de_DE",
        theme="twentytwentytwo",
        permalinks="/%postname%/",
        options={"page_comments": 1, "comments_per_page": 4, "default_comments_page": "oldest"},
    ),
    Blog(
        name="cedre",
        home=f"http://127.0.1.3:{PORT}",
        title="Carnet de cèdre",
        locale="fr_FR",
        theme="twentytwentythree",
        permalinks="",
        options={"page_comments": 0},
    ),
    Blog(
        name="momi",
        home=f"http://127.0.1.4:{PORT}/nikki",
        title="もみの日記",
        locale="ja",
        theme="twentytwentyone",
        permalinks="/index.php/archives/%post_id%",
        options={"page_comments": 1, "comments_per_page": 3, "comment_order": "desc"},
    ),
)
POSTS_EACH = 40
_WORDS = {
    "alder": ("River", "lantern", "paper", "orchard", "kettle", "granite", "ferry"),
    "birke": ("Straße", "Garten", "Übung", "Laterne", "Brücke", "Äpfel", "Hafen"),
    "cedre": ("Forêt", "été", "lettre", "marché", "où", "crayon", "vélo"),
    "momi": ("庭", "手紙", "灯籠", "図書館", "朝", "港", "森"),
}


@dataclass(slots=True)
class Draft:
    """A post as the test wants it. `links`, `trackbacks`: keys of posts that it links, that it pings."""

    blog: str
    key: str
    number: int
    comments: int = 0
    ping: str = "open"
    type: str = "post"
    links: list[str] = field(default_factory=list)
    trackbacks: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        words = _WORDS[self.blog]
        return f"{words[self.number % 7]} {words[(self.number * 3 + 1) % 7]} {self.number}"

    def arguments(self) -> dict[str, Any]:
        """The form that php/command.php takes."""
        return {
            "key": self.key,
            "title": self.title,
            "slug": f"{self.key.replace(':', '-')}-text",
            "text": f"<p>{self.title}.</p>",
            "type": self.type,
            "date": f"{2010 + self.number // 12}-{self.number % 12 + 1:02d}-07 08:30:00",
            "tags": [_WORDS[self.blog][self.number % 5]],
            "ping": self.ping,
            "comments": self.comments,
            "reader": BLOGS[0].home + "/",
        }


def drafts() -> dict[str, Draft]:
    """All posts by key ("alder:7"). About half of them have neither comments nor linkbacks."""
    found = {
        f"{blog.name}:{n}": Draft(blog.name, f"{blog.name}:{n}", n)
        for blog in BLOGS
        for n in range(POSTS_EACH)
    }
    names = [blog.name for blog in BLOGS]
    for place, name in enumerate(names):
        others = names[:place] + names[place + 1 :]
        for n in range(20, POSTS_EACH):
            other = others[n % 3]
            # every second one is a source; targets repeat, so that some posts have many linkbacks
            if n % 2 == 0:
                target = found[f"{name}:{n}"].links if n % 4 else found[f"{name}:{n}"].trackbacks
                target.append(f"{other}:{n % 7 + 1}")
    for n in range(30, POSTS_EACH):
        found[f"birke:{n}"].links.append("alder:0")
        found[f"cedre:{n}"].trackbacks.append("alder:0")
        found[f"momi:{n}"].links.append("birke:0")
    found["alder:10"].comments = 7
    found["momi:11"].comments = 2
    found["alder:12"].links.append("alder:11")
    found["cedre:38"].links += ["momi:0", "alder:13", "birke:9"]
    found["birke:39"].links += ["momi:0", "cedre:9", "alder:13"]
    found["alder:39"].links += ["momi:0", "cedre:9", "birke:9"]
    found["alder:38"].trackbacks.append("momi:0")
    found["alder:14"].ping = "closed"
    found["birke:38"].links.append("alder:14")
    for key in ("alder:15", "alder:16", "alder:17", "birke:10"):
        found["cedre:39"].links.append(key)
    found["alder:about"] = Draft("alder", "alder:about", 3, type="page")
    found["momi:39"].links.append("alder:about")
    return found
