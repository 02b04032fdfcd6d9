"""The front door: the command line, and nothing else."""

from __future__ import annotations

import dataclasses
import logging
import os
import sys
import threading
from contextlib import suppress
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer
from rich.console import Console
from typer.exceptions import TyperException

from crawler.errors import TrackgraphError, lack_of
from crawler.garbage import rare_collections
from crawler.interrupts import heard_interrupts

if TYPE_CHECKING:
    from crawler.options import CrawlOptions, CrawlResult

DEFAULT_STORE = "trackgraph.db"
USER_ERROR = 2
INTERRUPTED = 130
"""What shells say of a program that Ctrl-C ended."""

app = typer.Typer(
    name="trackgraph",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _folder(text: str) -> Path:
    if not str(text).strip():
        raise TrackgraphError("The folder has no name: give one with --out DIR")
    return Path(text)


Folder = Annotated[Path, typer.Option("--out", metavar="DIR", parser=_folder, help="Folder to write to.")]
Store = Annotated[str, typer.Option("--store", metavar="PATH|URL", help="SQLite file or database URL.")]


@rare_collections()
@heard_interrupts()
def main(argv: list[str] | None = None) -> int:
    """Run one command. Exit code 0; 2, with one line on stderr, for what users can mend; 130 after Ctrl-C."""
    _open_streams()
    try:
        given = sys.argv[1:] if argv is None else argv
        code = app(given or ["--help"], prog_name="trackgraph", standalone_mode=False)
        sys.stdout.flush()
    except TyperException as exc:
        command = _command_of(exc, given)
        return _fail(f"{_ended(_with_unit(exc), command)} See: {command} --help")
    except TrackgraphError as exc:
        return _fail(str(exc))
    except typer.Abort:
        code = INTERRUPTED
    except (BrokenPipeError, SystemExit) as exc:
        # The reader of our output (head, less) went away: its right, and no error. rich makes an exit of it.
        if not isinstance(exc.__context__ if isinstance(exc, SystemExit) else exc, BrokenPipeError):
            raise
        sys.stderr.close()
        return 0
    except (MemoryError, OSError) as exc:
        lack = lack_of(exc)
        if not lack:
            raise
        return _fail(lack)
    if code == INTERRUPTED:
        # typer makes an exit code of Ctrl-C, and says nothing.
        resumes = "crawl" in given and "--dry-run" not in given
        return _fail("stopped; the same command goes on from here" if resumes else "stopped", INTERRUPTED)
    return code if isinstance(code, int) else 0


def _open_streams() -> None:
    """What a program prints goes nowhere where it was started without these streams, as by some services."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115


def _ended(sentence: str, command: str) -> str:
    if "unexpected extra argument" in sentence and command.endswith((" report", " status")):
        return f"{sentence}. Name the store with --store."  # `crawl` takes what it is for without an option
    return sentence if sentence.endswith("?") else f"{sentence.rstrip('.')}."


def _with_unit(exc: TyperException) -> str:
    """What is wrong, with what the option takes (DAYS): who gives it a date is told so."""
    option = getattr(exc, "param", None)
    names, unit = getattr(option, "opts", None) or [""], getattr(option, "metavar", None)
    return exc.format_message().replace(f"'{names[0]}'", f"'{names[0]} {unit}'" if unit else f"'{names[0]}'")


def _fail(text: str, code: int = USER_ERROR) -> int:
    sys.stderr.write(f"trackgraph: {' '.join(text.split())}\n")
    return code


def _command_of(exc: TyperException, given: list[str]) -> str:
    context = getattr(exc, "ctx", None)
    if context:
        return str(context.command_path)
    named = [command.callback.__name__ for command in app.registered_commands if command.callback]
    return " ".join(["trackgraph", *(word for word in given[:1] if word in named)])


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"trackgraph {version('trackgraph')}")
        raise typer.Exit


@app.callback()
def _root(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Who references whom: harvest the trackbacks, pingbacks and webmentions that
    blogs list, and report hot topics, counts and discoverability per post.

    Begin with: trackgraph demo
    """


@app.command()
def crawl(
    seeds: Annotated[
        list[str], typer.Argument(metavar="SEEDS", help="Blog URLs, or files of them: text, OPML, CSV.")
    ],
    store: Store = DEFAULT_STORE,
    delay: Annotated[
        float,
        typer.Option(min=0, max=86_400, metavar="SECONDS", help="Wait between two requests to one host."),
    ] = 1.0,
    contact: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Mail or web address that the user agent names.")
    ] = "",
    max_posts: Annotated[
        int, typer.Option(min=0, metavar="N", help="Posts per blog at most; 0 is no limit.")
    ] = 0,
    max_age: Annotated[
        int, typer.Option(min=0, metavar="DAYS", help="Leave out posts older than this; 0 keeps all.")
    ] = 0,
    time_per_blog: Annotated[
        int, typer.Option(min=0, metavar="SECONDS", help="Time per blog at most; 0 is no limit.")
    ] = 0,
    follow: Annotated[
        int, typer.Option(min=0, metavar="HOPS", help="Crawl blogs met as sources or targets, so many hops.")
    ] = 0,
    max_blogs: Annotated[
        int, typer.Option(min=0, metavar="N", help="With --follow: so many join at most; 0 is no limit.")
    ] = 0,
    reach: Annotated[
        list[str] | None,
        typer.Option(metavar="NETWORK", help="Private network or host to be reached as well."),
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Fetch the sources of linkbacks: do they link, are they dead?")
    ] = False,
    thorough: Annotated[
        bool,
        typer.Option("--thorough", help="Infer nothing: read posts said to have no comments, and all lists."),
    ] = False,
    processes: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help="Processes to share the work.")
    ] = 1,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the plan: ways, posts, requests, time. Fetch no post.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log answers, skips and retries.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong (for cron).")
    ] = False,
) -> None:
    """Harvest blogs into a store. Interrupted, the same command goes on.

    Example: trackgraph crawl https://alice.example/ blogs.txt --store my.db
    """
    from crawler.options import CrawlOptions, harvest_of, next_step

    options = CrawlOptions(
        seeds=tuple(seeds),
        store=store,
        delay=delay,
        contact=contact,
        max_posts=max_posts,
        max_age=max_age,
        time_per_blog=time_per_blog,
        follow=follow,
        max_blogs=max_blogs,
        reach=tuple(reach or ()),
        verify=verify,
        thorough=thorough,
        processes=processes,
        dry_run=dry_run,
        verbose=verbose,
        quiet=quiet,
        progress=not quiet,
    )
    result = _crawl(options)
    if not (dry_run or quiet):
        # Late: it loads much, and the processes of the crawl load at the same time.
        from crawler.store import shown_name

        name = shown_name(store)
        typer.echo(f"{harvest_of(result)} in {name}. Next: {next_step(result, name)}")
    if result.failed_seeds or result.lost_seeds:
        # Each has had its line on stderr; the others were crawled. That a blog met on the way is dead is no
        # mistake of the user's.
        raise typer.Exit(USER_ERROR)


@app.command()
def report(
    store: Store = DEFAULT_STORE,
    out: Folder = Path("trackgraph-report"),
    blog: Annotated[
        str, typer.Option(metavar="URL", help="Blog that the page shows when it is opened.")
    ] = "",
    window: Annotated[
        int, typer.Option(min=1, metavar="DAYS", help="Length of 'recent', for hot topics.")
    ] = 180,
    spam_threshold: Annotated[
        float, typer.Option(min=0, max=1, metavar="SCORE", help="Score from which a linkback is spam.")
    ] = 0.5,
    allow: Annotated[
        list[str] | None, typer.Option(metavar="HOST|FILE", help="Never spam; may be repeated.")
    ] = None,
    deny: Annotated[
        list[str] | None, typer.Option(metavar="HOST|FILE", help="Always spam; may be repeated.")
    ] = None,
) -> None:
    """Write the report: index.html, figures, tables, graph files.

    Example: trackgraph report --store my.db --out my-report
    """
    from crawler.host_lists import read_hosts

    opinions = {"spam_threshold": spam_threshold, "allow": read_hosts(allow), "deny": read_hosts(deny)}
    page = _report(store, out, blog=blog, window_days=window, **opinions)
    typer.echo(f"Report: {page}")


@app.command()
def inspect(
    page: Annotated[str, typer.Argument(metavar="URL-or-FILE", help="Address of a page, or a saved page.")],
    url: Annotated[str, typer.Option(metavar="BASE", help="Of a saved page: the address it came from.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Everything that was read, as JSON.")] = False,
) -> None:
    """Show what is read on one page: why was my trackback not found?

    Example: trackgraph inspect https://alice.example/2006/a-post/
    """
    from crawler import read_page
    from crawler.fetch import page_named
    from crawler.inspecting import json_text, page_lines, refuse_feed

    got = page_named(page, url)
    if got.note:
        sys.stderr.write(f"trackgraph: {got.note}\n")
    read = read_page(got.body, got.url, got.headers)
    refuse_feed(read, got.body, page)
    if as_json:
        typer.echo(json_text(dataclasses.asdict(read)))
    else:
        typer.echo("\n".join(page_lines(read)))


@app.command()
def status(
    store: Store = DEFAULT_STORE,
    as_json: Annotated[bool, typer.Option("--json", help="The manifests of all runs, as JSON.")] = False,
) -> None:
    """Show runs, blogs, what is left, and errors and skips by kind.

    Example: trackgraph status --store my.db
    """
    from crawler.inspecting import json_text
    from crawler.status import manifest, read_status, show_status

    if as_json:
        typer.echo(json_text(manifest(store)))
    else:
        # Nothing is cut for a file or another program.
        show_status(read_status(store), Console(highlight=False, width=None if sys.stdout.isatty() else 160))


@app.command()
def demo(
    out: Folder = Path("trackgraph-demo"),
    keep_serving: Annotated[
        bool,
        typer.Option("--keep-serving", help="Serve the sample blogs until Ctrl-C, to look around in them."),
    ] = False,
) -> None:
    """Crawl sample blogs served on this machine and write a report.

    Needs no network and no settings. Example: trackgraph demo --out demo
    """
    from crawler.options import CrawlOptions, harvest_of
    from sample.serving import sample_blogs

    store = _fresh_store(out)
    today = datetime.now(UTC).date()
    with sample_blogs(today) as homes:
        if not homes:
            raise TrackgraphError("the sample blogs cannot be served: no port of this machine is free")
        typer.echo(f"{len(homes)} sample blogs served on this machine, one at {homes[0]}")
        result = _crawl(CrawlOptions(seeds=homes, store=store, delay=0.0, thorough=True))
        typer.echo(f"{harvest_of(result)}: {_against_truth(store, homes, today)}")
        page = _report(store, out / "report")
        typer.echo(f"Report: {page}\nOpen it in a browser. Your own blogs: trackgraph crawl URL...")
        if keep_serving:
            with suppress(KeyboardInterrupt):
                typer.echo("Serving the sample blogs until Ctrl-C.")
                threading.Event().wait()


def _crawl(options: CrawlOptions) -> CrawlResult:
    from crawler.engine.worker import Crew

    with Crew(options.processes if options.processes > 1 else 0) as crew:
        # They load while this process does.
        from crawler.run import crawl as run

        result = run(options, crew)
    if result.state == "interrupted":
        # Ctrl-C ended it cleanly, with all that was fetched in the store; the user is told as ever.
        raise KeyboardInterrupt
    return result


def _report(store: str, out: Path, *, blog: str = "", **opinions: Any) -> Path:
    # Where its own folder cannot be written Matplotlib takes a temporary one, and says so at length.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from analysis.summary import idle_rules, summarize
    from crawler.store import shown_name
    from reports import write_report

    summary = summarize(store, **opinions)
    if summary.runs.empty:
        name = shown_name(store)
        raise TrackgraphError(
            f"the store {name} holds no crawl yet; begin with: trackgraph crawl URL... --store {name}"
        )
    for note in idle_rules(summary):
        sys.stderr.write(f"trackgraph: {note}\n")
    return write_report(summary, out, blog=blog).index


def _fresh_store(out: Path) -> str:
    """Path of a demo store in `out`, the one of an earlier demo taken away."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-wal", "-shm"):
            (out / f"demo.db{suffix}").unlink(missing_ok=True)
    except OSError as exc:
        raise TrackgraphError(f"{out}: {exc.strerror}; name another folder with --out") from exc
    return str(out / "demo.db")


def _against_truth(store: str, homes: tuple[str, ...], today: date) -> str:
    """Whether the store holds just what the sample blogs show; raises when it does not."""
    from analysis import load
    from analysis.linkbacks import listed
    from sample.network import build_network
    from sample.truth import differences

    served = build_network(today=today, port=urlsplit(homes[0]).port or 80)
    with load(store) as corpus:
        wrong = differences(served, listed(corpus))
    if wrong:
        raise TrackgraphError(
            f"the harvest differs from the sample's truth in {len(wrong)} rows, first {wrong[0]}"
        )
    return "all that the sample blogs show"


if __name__ == "__main__":
    sys.exit(main())
