"""The user's lists of hosts: which addresses an entry covers, and what is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.spam_lists import SpamList, is_rule, unused


@pytest.mark.parametrize(
    ("rule", "url", "expected"),
    [
        ("x.example", "https://x.example/1", True),
        ("x.example", "https://blog.x.example/1", True),
        ("https://x.example/", "http://x.example/1", True),
        ("x.example/spam", "https://x.example/spam/1", True),
        ("x.example", "http://x.example:8080/1", True),
        ("x.example:8080", "http://blog.x.example:8080/1", True),
        ("x.example:8080", "http://x.example/1", False),
        ("x.example:80", "http://x.example:8080/1", False),
        ("x.example", "https://notx.example/1", False),
        ("x.example/spam", "https://x.example/spammer", False),
        ("x.example", "https://y.example/x.example", False),
        ("", "https://x.example/1", False),
        ("x.example", "", False),
        ("x.example/spam", "http://blog.x.example/spam/1", False),
        ("x.example/spam", "https://x.example/spam?p=1", True),
        ("X.example/Spam/", "https://x.example/spam", True),
        ("192.0.2.7", "http://192.0.2.7/1", True),
        ("192.0.2.7", "http://192.0.2.71/1", False),
        ("[2001:db8::1]", "http://[2001:db8::1]:8080/1", True),
    ],
)
def test_what_a_list_entry_covers(rule: str, url: str, expected: bool) -> None:
    assert list(SpamList([rule]).covering(url)) == [rule] * expected
    # Among others as well, however many.
    others = [f"other{n}.example" for n in range(100)]
    assert list(SpamList([*others, rule]).covering(url)) == [rule] * expected
    assert unused([*others, rule], [url]) == others + [rule] * (not expected)


def _covers(rule: str, url: str) -> bool:
    """The definition in plain words."""
    address, wanted = url.split("://")[1], rule.split("://")[-1].rstrip("/")
    name, bare = address.split("/")[0], address.split("/")[0].split(":")[0]
    if "/" in wanted:
        return address == wanted or address.startswith(f"{wanted}/")
    return any(one == wanted or one.endswith(f".{wanted}") for one in (name, bare))


_PLACES = [f"{host}{port}" for host in ("x.example", "b.x.example", "y.example") for port in ("", ":81")]
_PATHS = ["", "/a", "/a/b", "/ab"]


@given(
    st.lists(st.tuples(st.sampled_from(["", "http://"]), st.sampled_from(_PLACES), st.sampled_from(_PATHS))),
    st.sampled_from(_PLACES),
    st.sampled_from(_PATHS),
)
def test_a_list_covers_what_its_entries_cover_one_by_one(
    entries: list[tuple[str, str, str]], place: str, path: str
) -> None:
    rules, url = ["".join(parts) for parts in entries], f"https://{place}{path or '/'}"
    assert sorted(SpamList(rules).covering(url)) == sorted(rule for rule in rules if _covers(rule, url))


@pytest.mark.parametrize(
    "rule",
    ["x.example", " blog.x.example ", "https://x.example/spam", "x.example/a?b=c", "müller.example",
     "192.0.2.7", "[2001:db8::1]",
     "x.example:8080", "localhost", "http://localhost:8700/", "a_b.x.example", "X.EXAMPLE"],
)  # fmt: skip
def test_an_entry_of_a_list(rule: str) -> None:
    assert is_rule(rule)
