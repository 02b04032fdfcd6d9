"""Seeds: URLs, hosts, and files of them; the blog that each names."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.errors import SeedError
from crawler.seeds import in_scope, page_address, prefix_of, read_seeds, seed_of

C = "https://c.example/"
OPML = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="A" type="rss" xmlUrl="https://a.example/feed/" htmlUrl="https://a.example/"/>
<outline text="B" type="rss" xmlUrl="https://b.example/blog/feed/"/></body></opml>"""


@pytest.mark.parametrize(
    ("text", "home", "prefix"),
    [
        ("https://alice.example", "https://alice.example/", "alice.example/"),
        ("alice.example", "https://alice.example/", "alice.example/"),
        ("alice.example/blog", "https://alice.example/blog", "alice.example/blog/"),
        ("http://uni.example/~bob/", "http://uni.example/~bob/", "uni.example/~bob/"),
        ("http://x.example/weblog/index.html", "http://x.example/weblog/index.html", "x.example/weblog/"),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8001/", "127.0.0.1:8001/"),
        ("localhost:8001", "http://localhost:8001/", "localhost:8001/"),
        ("localhost", "http://localhost/", "localhost/"),
        ("blog.localhost/a/", "http://blog.localhost/a/", "blog.localhost/a/"),
        ("127.0.0.1", "http://127.0.0.1/", "127.0.0.1/"),
        ("[::1]:8001", "http://[::1]:8001/", "[::1]:8001/"),
        ("alice.example:8080/blog/", "http://alice.example:8080/blog/", "alice.example:8080/blog/"),
        ("alice.example:443", "https://alice.example/", "alice.example/"),
        ("alice.example:8443", "https://alice.example:8443/", "alice.example:8443/"),
        ("localhost.example", "https://localhost.example/", "localhost.example/"),
        ("müller.example", "https://xn--mller-kva.example/", "xn--mller-kva.example/"),
        ("例え.example/b", "https://xn--r8jz45g.example/b", "xn--r8jz45g.example/b/"),
        ("http://EXAMPLE.org/#top", "http://example.org/", "example.org/"),
        ("http://example.org.", "http://example.org/", "example.org/"),
        ("http://example.org.:8080/a.b./", "http://example.org:8080/a.b./", "example.org:8080/a.b./"),
    ],
)
def test_a_seed_names_a_home_and_what_stands_below_it(text: str, home: str, prefix: str) -> None:
    seed = seed_of(text)
    assert (seed.home, seed.prefix) == (home, prefix)


@pytest.mark.parametrize(
    "text", ["", "not a url", "ftp://a.example/", "mailto:a@b.example", "nodots", "http://"]
)
def test_what_is_no_seed_is_one_line(text: str) -> None:
    with pytest.raises(SeedError) as caught:
        read_seeds([text])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "seeds.txt",
            "# blogs\nhttps://a.example/\n\nhttps://b.example/blog/  # second\nhttps://a.example/\n",
        ),
        ("seeds.csv", "name,url\nA,https://a.example/\nB,https://b.example/blog/\n"),
        ("bare.csv", "A,https://a.example/\nB,https://b.example/blog/\n"),
        ("semi.csv", "name;Website\nA;https://a.example/\nB;https://b.example/blog/\n"),
        ("tabs.tsv", "url\tname\nhttps://a.example/\tA\nhttps://b.example/blog/\tB\n"),
        ("subs.opml", OPML),
        ("excel.csv", "sep=;\r\nName;URL\r\nA, B;https://a.example/\r\nC;https://b.example/blog/\r\n"),
        ("names.csv", "Blog;Adresse\nAlice;https://a.example/\nBob;https://b.example/blog/\n"),
        ("dotted.csv", "blog,Feed,n\nSt.Pauli,https://a.example/,1\nBob,https://b.example/blog/,2\n"),
        ("commas.csv", "Name;URL\nA, B, C;https://a.example/\nD;https://b.example/blog/\n"),
        ("noted.csv", "# good, old blogs\nname;url\nA;https://a.example/\n\nB;https://b.example/blog/\n"),
        ("numbered.csv", "#,url\n1,https://a.example/\n2,https://b.example/blog/\n3,\n"),
        ("blank.csv", "url,found\n,https://a.example/\n,https://b.example/blog/\n"),
        ("hosts.csv", "Name,Site\nA,https://a.example/\nB,https://b.example/blog/\n"),
        ("domains.csv", "rank,Domain,title\n1,a.example,A\n2,b.example/blog/,B\n"),
        ("spaced.csv", "Name,Blog URL\nA,a.example\nB,b.example/blog/\n"),
        ("hyphen.csv", "Name,Home-Page,Visits\nA,a.example,3.50\nB,b.example/blog/,4.20\n"),
        ("address.csv", "Blog,Address\nSt.Pauli,a.example\nBob,b.example/blog/\nTed,n/a\n"),
        ("tabs.txt", "# mine\nName\tURL\nA\thttps://a.example/\nB\thttps://b.example/blog/\n"),
        ("beside.txt", "https://a.example/\tA\nhttps://b.example/blog/\tB\n"),
        ("one-line.txt", "https://a.example/, https://b.example/blog/;\n"),
    ],
)
def test_files_of_seeds(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    assert [one.home for one in read_seeds([str(path)])] == ["https://a.example/", "https://b.example/blog/"]


@pytest.mark.parametrize("name", ["seeds.txt", "seeds.csv", "seeds.tsv"])
@pytest.mark.parametrize(("encoding", "end"), [("utf-16", "\r\n"), ("utf-8-sig", "\r\n"), ("utf-8", "\r")])
def test_lists_as_spreadsheets_write_them(tmp_path: Path, name: str, encoding: str, end: str) -> None:
    path = tmp_path / name
    path.write_bytes(f"https://a.example/{end}https://b.example/blog/{end}".encode(encoding))
    assert [one.home for one in read_seeds([str(path)])] == ["https://a.example/", "https://b.example/blog/"]


@pytest.mark.parametrize("name", ["seeds.txt", "seeds.csv"])
def test_a_list_in_the_code_page_of_a_western_spreadsheet(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("http://müller.example/\r\n".encode("cp1252"))
    assert [one.home for one in read_seeds([str(path)])] == ["http://xn--mller-kva.example/"]


def test_urls_with_the_commas_of_a_list_are_taken_without_them() -> None:
    found = read_seeds(["https://a.example/,", "b.example;"])
    assert [one.home for one in found] == ["https://a.example/", "https://b.example/"]


def test_a_table_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "seeds.csv"
    path.write_text(f'name,url\n"{"x" * 200_000}",https://a.example/\n')
    with pytest.raises(SeedError, match="cannot be read"):
        read_seeds([str(path)])


@pytest.mark.parametrize(
    ("other", "blogs"),
    [
        ("http://a.example", 1),
        ("https://www.a.example/", 1),
        ("http://a.example/index.html", 1),
        ("https://a.example/?utm_source=x", 1),
        ("https://a.example/blog/", 2),
        ("https://b.a.example/", 2),
        ("https://a.example:8443/", 2),
        ("https://a.example/?page_id=2", 2),
    ],
)
def test_one_blog_is_one_seed_in_whatever_spelling(other: str, blogs: int) -> None:
    assert len(read_seeds(["https://a.example/", other])) == blogs


@pytest.mark.parametrize(
    ("name", "lines", "said"),
    [
        ("seeds.csv", ["n/a"], "1 line names no address of the web and is left out, such as 'n/a'"),
        (
            "seeds.txt",
            ["mailto:jo@a.example", "@alice", "jo@a.example", "tbd"],
            "4 lines name no address of the web and are left out, such as 'mailto:jo@a.example', '@alice',",
        ),
        ("seeds.txt", ["https://jo:s3cret@a.example/"], "such as an address with a user name or password"),
        ("seeds.txt", ["", "  ", "# https://jo:s3cret@a.example/"], ""),
    ],
)
def test_lines_of_a_file_that_name_no_blog_are_left_out_and_told(
    name: str, lines: list[str], said: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blogs = [f"https://{letter}.example/" for letter in "abcd"]
    path = tmp_path / name
    path.write_text("\n".join(["url", *blogs[:2], *lines, *blogs[2:]][name == "seeds.txt" :]))
    assert [one.home for one in read_seeds([str(path)])] == blogs
    assert len(caplog.messages) == bool(said)
    assert said in caplog.text
    assert "s3cret" not in caplog.text


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Dear all,", "see you at", "alice.example"], "notes.txt: 'Dear all' is no URL of a blog"),
        (["jo:s3cret@a.example"], "notes.txt: A seed with a user name or password"),
    ],
)
def test_a_text_most_of_whose_lines_are_no_addresses_is_no_list(
    lines: list[str], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("\n".join(lines))
    with pytest.raises(SeedError, match=said) as caught:
        read_seeds([str(path)])
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("mailto:jo@a.example", "'mailto:jo@a.example' is a mail address or the name of an account"),
        ("jo@a.example", "'jo@a.example' is a mail address or the name of an account"),
        ("@alice", "'@alice' is a mail address or the name of an account"),
        ("jo:pw@a.example", "user name or password"),
        ("mailto:jo:pw@a.example", "user name or password"),
        ("https://jo@a.example/", "user name or password"),
    ],
)
def test_an_address_with_an_at_sign_is_told_for_what_it_is(text: str, what: str) -> None:
    with pytest.raises(SeedError) as caught:
        seed_of(text)
    assert what in str(caught.value)
    assert "pw" not in str(caught.value).partition("password")[0]


@pytest.mark.parametrize(
    ("name", "content"), [("empty.txt", "\n# none\n"), ("bad.txt", "no url here\n"), (None, "")]
)
def test_files_without_seeds_are_named(tmp_path: Path, name: str | None, content: str) -> None:
    path = tmp_path / (name or "missing.txt")
    if name:
        path.write_text(content)
    with pytest.raises(SeedError, match=path.name):
        read_seeds([str(path)])


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://a.example/blog/post", True),
        ("http://www.a.example/blog/", True),
        ("https://a.example/blog", True),
        ("https://a.example/blog?p=3", True),
        ("https://a.example/other/", False),
        ("https://a.example/blogroll/", False),
        ("https://a.example.evil.example/blog/", False),
        ("https://b.example/https://a.example/blog/", False),
    ],
)
def test_scope_is_the_prefix(url: str, inside: bool) -> None:
    assert in_scope(url, prefix_of("https://a.example/blog/")) is inside


@pytest.mark.parametrize(
    ("home", "url", "inside"),
    [
        ("https://a.example/%7Ebob/", "https://a.example/~bob/2004/", True),
        ("https://a.example/~bob/", "https://a.example/%7ebob/2004/", True),
        ("https://a.example/блог/", "https://a.example/%d0%b1%d0%bb%d0%be%d0%b3/1/", True),
        ("https://a.example/%7Ebob/", "https://a.example/~bobby/%20/", False),
        ("https://a.example/~bob/", "https://b.example/%7Ebob/", False),
        ("https://a.example/", "https://b.example/%61.example/", False),
    ],
)
def test_a_folder_has_more_than_one_spelling(home: str, url: str, inside: bool) -> None:
    assert in_scope(url, seed_of(home).prefix) is inside


def test_a_table_without_a_column_of_urls_names_no_blog(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("date,title,site\n2024-01-01,Hello,Alice\n")
    with pytest.raises(SeedError, match="names no blog: it needs a URL a line, or a column of URLs"):
        read_seeds([str(table)])


@pytest.mark.parametrize(
    "text",
    ["blogs.json", "./blogs", "../x.opml", "/no/such/file", "seeds.txt", "my blogs.xlsx", "C:\\x.opml"],
)
def test_files_that_are_not_there_are_not_taken_for_hosts(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SeedError, match="There is no file"):
        read_seeds([text])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OPML[:-14], ["subs.opml ends early: 2 blogs were read of it, others may be missing"]),
        (OPML[: OPML.index('<outline text="B"') + 20], ["subs.opml ends early: 1 blog was read"]),
        (OPML.replace('"A"', '"A & B"'), ["subs.opml is damaged (", "2 blogs were read"]),
        (OPML, []),
        (f"\n{OPML}", []),
    ],
)
def test_a_damaged_opml_file_is_read_with_a_warning(
    content: str, said: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "subs.opml"
    path.write_text(content)
    assert read_seeds([str(path)])[0].home == "https://a.example/"
    assert len(caplog.messages) == bool(said)
    assert [words for words in said if words not in caplog.text] == []


@pytest.mark.parametrize(
    ("outline", "homes"),
    [
        ('xmlUrl="http://feeds.example/c" htmlUrl="https://c.example/"', ["https://c.example/"]),
        ('xmlUrl="https://c.example/blog/feed/atom/" htmlUrl="https://c.example/"', ["https://c.example/"]),
        ('type="rss" XMLURL="https://c.example/feed" HTMLURL=" https://c.example/blog "', [f"{C}blog"]),
        ('xmlUrl="https://c.example/blog/rss.xml" htmlUrl=""', [f"{C}blog/"]),
        ('xmlUrl="https://c.example/blog/index.rdf" htmlUrl="about:blank"', [f"{C}blog/"]),
        ('xmlUrl="https://c.example/?feed=rss2"', [f"{C}?"]),
        ('xmlUrl="feed://c.example/blog.xml"', ["http://c.example/blog.xml"]),
        ('xmlUrl="feed:https://c.example/blog.xml"', [f"{C}blog.xml"]),
        ('type="link" url="https://c.example/"', [C]),
        ('type="include" url="https://c.example/more.opml"', []),
        ('text="A folder"', []),
        ('xmlUrl="newsletter:7" htmlUrl="inbox"', []),
    ],
)
def test_the_home_page_of_a_subscription_is_the_one_that_it_states(
    outline: str, homes: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "subs.opml"
    path.write_text(OPML.replace("</body>", f"<!-- --><outline {outline}/></body>"))
    found = [one.home for one in read_seeds([str(path)])]
    assert found == ["https://a.example/", "https://b.example/blog/", *homes]
    told = "subs.opml: 1 subscription names no address of the web and is left out, such as 'inbox'"
    assert (told in caplog.text) == ("newsletter" in outline)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("alice.example/2006/a-post/", "https://alice.example/2006/a-post/"),
        ("http://alice.example/page.html", "http://alice.example/page.html"),
        ("localhost:8001/p", "http://localhost:8001/p"),
        ("page.html", None),
        ("./alice.example", None),
        ("no-such-page", None),
    ],
)
def test_a_page_s_address_may_lack_its_scheme(text: str, address: str | None) -> None:
    assert page_address(text) == address


@pytest.mark.parametrize("text", ["", " "])
def test_nothing_is_no_address(text: str) -> None:
    with pytest.raises(SeedError, match="is no web address and no file"):
        page_address(text)
