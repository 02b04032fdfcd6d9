"""The name by which trackgraph introduces itself to the blogs that it reads."""

from __future__ import annotations

import re
from importlib.metadata import metadata

from crawler.errors import CrawlError

_ADDRESS = re.compile(r"(?:mailto:)?[^\s@:/]+@[^\s@/]+|https?://[^\s/]+\S*", re.I)


def user_agent(contact: str = "") -> str:
    """Product, version, the project's page, and `contact`: a URL or mail address that the user gave.

    Raises CrawlError for a contact that is neither, or that would break the header.
    """
    broken = not contact.isprintable() or any(sign in contact for sign in "()")
    if broken or (contact and not _ADDRESS.fullmatch(contact)):
        raise CrawlError(
            "--contact is a mail address (you@example.org) or a web address (https://…), without brackets"
        )
    project = metadata("trackgraph")
    about = f"+{project['Project-URL'].partition(', ')[2]}"
    return (
        f"trackgraph/{project['Version']} ({about}; {contact})"
        if contact
        else f"trackgraph/{project['Version']} ({about})"
    )
