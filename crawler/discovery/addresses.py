"""Queries of lookup addresses: read one parameter, set one, leave one out."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote_plus

_SAFE = ":,/;@!*()~'"


def parameters(url: str) -> list[tuple[str, str]]:
    """The query's pairs in order, decoded; empty where there is none."""
    return parse_qsl(url.partition("#")[0].partition("?")[2], keep_blank_values=True)


def parameter(url: str, name: str) -> str | None:
    """Value of a query parameter, decoded; None where it is absent."""
    if f"{name}=" not in url:
        return None
    return next((value for key, value in parameters(url) if key == name), None)


def number_in(url: str, name: str) -> int | None:
    """Value of a query parameter as a whole number; None where it is none."""
    return whole_number(parameter(url, name))


def whole_number(text: str | None) -> int | None:
    """A text of nothing but digits, at most nine, as a number; None for any other."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def with_query(url: str, /, **wanted: str | None) -> str:
    """The URL with parameters set (in place, else at the end), or left out where the value is None.

    Other parameters stay byte for byte as they were.
    """
    path, _, query = url.partition("#")[0].partition("?")
    left = dict(wanted)
    parts = []
    for part in query.split("&") if query else ():
        name = unquote_plus(part.partition("=")[0])
        if name not in wanted:
            parts.append(part)
        elif (value := left.pop(name, None)) is not None:
            parts.append(f"{name}={quote(value, safe=_SAFE)}")
    parts += [f"{name}={quote(value, safe=_SAFE)}" for name, value in left.items() if value is not None]
    return f"{path}?{'&'.join(parts)}" if parts else path
