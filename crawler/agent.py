"""The name by which trackgraph introduces itself to the blogs that it reads."""

from __future__ import annotations

from importlib.metadata import metadata

from crawler.errors import CrawlError


def user_agent(contact: str = "") -> str:
    """Product, version, the project's page, and `contact`: a URL or mail address that the user gave.

    Raises CrawlError for a contact that would break the header, or spoil it.
    """
    if not contact.isprintable() or any(sign in contact for sign in "()"):
        raise CrawlError(
            "--contact is a mail or web address in one line, without brackets and control characters"
        )
    project = metadata("trackgraph")
    about = f"+{project['Project-URL'].partition(', ')[2]}"
    return (
        f"trackgraph/{project['Version']} ({about}; {contact})"
        if contact
        else f"trackgraph/{project['Version']} ({about})"
    )
