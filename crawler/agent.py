"""The name by which trackgraph introduces itself to the blogs that it reads."""

from __future__ import annotations

from importlib.metadata import metadata


def user_agent(contact: str = "") -> str:
    """Product, version, the project's page, and `contact`: a URL or mail address that the user gave."""
    project = metadata("trackgraph")
    about = f"+{project['Project-URL'].partition(', ')[2]}"
    return (
        f"trackgraph/{project['Version']} ({about}; {contact})"
        if contact
        else f"trackgraph/{project['Version']} ({about})"
    )
