"""Figures of the report, drawn once and kept as SVG and PNG.

SVG text stays text, so that a browser sets it in the reader's own fonts, whatever the script; a PNG can show
only scripts for which a font is installed where the report is made.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from analysis.summary import Summary
from reports.formats import bare, one_line
from reports.tables import frame_of, ranked

INK, MUTED, LINE, PAPER, ACCENT, WARM = "#1d2125", "#62676e", "#dcd8cf", "#fffefb", "#0b6f6a", "#b5532c"
KINDS = {"trackback": "#0b6f6b", "pingback": "#5a63b8", "webmention": "#c5861a", "unknown": "#8f949b"}
VARIABLES = {
    INK: "--ink",
    MUTED: "--muted",
    LINE: "--line",
    PAPER: "--surface",
    ACCENT: "--accent",
    WARM: "--warm",
    **{colour: f"--{kind}" for kind, colour in KINDS.items()},
}
"""Colours as files carry them, and the page's variables by which they follow light and dark."""
BARS = 12
_APART = 60
"""So many months, at most, have bars with gaps between them."""
_MONTHLY = 120
"""Of more months than these the figure has a bar a year."""
_WIDTH, _ROW = 4.8, 0.24
_SCRIPTS = (
    "DejaVu Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans Arabic", "Noto Sans Hebrew",
    "Noto Sans Devanagari", "Noto Sans Thai", "Hiragino Sans", "Yu Gothic", "Meiryo", "Microsoft YaHei",
    "Malgun Gothic", "PingFang SC", "Arial Unicode MS", "Segoe UI", "Segoe UI Emoji",
)  # fmt: skip
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "trackgraph",
    "text.parse_math": False,  # a title "$x$" is no formula
    "font.size": 9.5,
    "font.family": ["DejaVu Sans"],
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": MUTED,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": INK,
    "grid.color": LINE,
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure: its file name, what it shows, and its bytes."""

    name: str
    title: str
    caption: str
    svg: str
    png: bytes


def draw_figures(summary: Summary) -> tuple[Picture, ...]:
    """The figures for which the summary has data, in the order in which the page shows them."""
    drawn = (_topics(summary), _months(summary), _posts(summary), _blogs(summary))
    return tuple(picture for picture in drawn if picture is not None)


def write_figures(pictures: tuple[Picture, ...], folder: Path) -> tuple[Path, ...]:
    """Each figure as `<name>.svg` and `<name>.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for picture in pictures:
        (folder / f"{picture.name}.svg").write_text(picture.svg, encoding="utf-8", newline="\n")
        (folder / f"{picture.name}.png").write_bytes(picture.png)
        paths += [folder / f"{picture.name}.svg", folder / f"{picture.name}.png"]
    return tuple(paths)


def for_page(picture: Picture) -> str:
    """The SVG as an element of a page: ids of its own, colours by the page's variables, the page's fonts."""
    svg = picture.svg[picture.svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{picture.name}-", svg)
    for colour, variable in VARIABLES.items():
        svg = svg.replace(colour, f"var({variable})")
    svg = re.sub(r'<svg ([^>]*?)(?:height|width)="[^"]*"', r"<svg \1", svg, count=1)
    svg = re.sub(r'<svg ([^>]*?)(?:height|width)="[^"]*"', r"<svg \1", svg, count=1)
    return svg.replace("<svg ", f'<svg role="img" aria-labelledby="caption-{picture.name}" ', 1)


def _topics(summary: Summary) -> Picture | None:
    frame = ranked("topics", frame_of(summary, "topics")).dropna(subset=["yield"])
    frame = frame[frame["votes"] > 0]
    frame = frame.sort_values("yield_low", ascending=False, kind="stable").head(BARS)
    labels = [_label(topic) for topic in frame["topic"]]

    def draw(axes: Axes) -> None:
        rows = range(len(frame))
        axes.hlines(rows, frame["yield_low"], frame["yield_high"], color=ACCENT, linewidth=5, alpha=0.35)
        axes.plot(frame["yield"], rows, "o", color=ACCENT, markersize=6)
        _names(axes, labels)
        axes.set_xlim(left=0)
        axes.set_xlabel("votes per post, with its 90 % interval")

    caption = (
        "Distinct sites per post (dot), and where the true value lies, nine times in ten (bar). In the order "
        "of the lower end of the bar: after few posts a high yield may be chance."
    )
    return _picture("topics", "Yield of topics", caption, draw, labels)


def _months(summary: Summary) -> Picture | None:
    frame = frame_of(summary, "months")
    frame = frame[frame["month"].str.fullmatch(r"[12]\d{3}-(?:0[1-9]|1[0-2])")]
    if frame.empty:
        return None
    span, of = pd.period_range(frame["month"].min(), frame["month"].max(), freq="M").astype(str), "month"
    if len(span) > _MONTHLY:
        frame, span, of = frame.assign(month=frame["month"].str[:4]), span.str[:4].unique(), "year"
    counts = frame.pivot_table(index="month", columns="kind", values="linkbacks", aggfunc="sum", fill_value=0)
    counts = counts.reindex(index=span, columns=list(KINDS), fill_value=0)
    clean = frame.groupby("month")["clean"].sum().reindex(span, fill_value=0)

    def draw(axes: Axes) -> None:
        floor = pd.Series(0, index=span)
        for kind, colour in KINDS.items():
            if counts[kind].any():
                _columns(axes, floor, floor + counts[kind], colour, kind)
                floor = floor + counts[kind]
        few = len(span) <= 24
        thin = 1.3 if few else 0.9
        # From the left edge of the first bar to the right edge of the last, and light around: seen on each.
        edges = [-0.5, *range(len(span)), len(span) - 0.5]
        steps = [clean.iloc[0], *clean, clean.iloc[-1]]
        around = [withStroke(linewidth=thin + 1.6, foreground=PAPER)]
        axes.plot(edges, steps, ds="steps-mid", color=INK, lw=thin, label="clean", path_effects=around)
        if few:
            axes.plot(range(len(span)), clean, "o", color=INK, ms=3.5)
        _ticks(axes, list(span))
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.grid(axis="y")
        axes.legend(loc="lower left", bbox_to_anchor=(-0.03, 1.0), ncols=3, handlelength=1, fontsize=8.5)

    caption = f"Linkbacks by {of} and kind; the line is what remains without self, spam and removed ones."
    return _picture("months", f"Linkbacks by {of}", caption, draw, list(span), height=3.1, top=0.84)


def _posts(summary: Summary) -> Picture | None:
    frame = ranked("posts", frame_of(summary, "posts")).dropna(subset=["grade"])
    if not frame["referring_sites"].any():
        return None  # A line of dots at 0 shows nothing that the table does not say.
    frame = frame.assign(grade=frame["grade"].round(), posts=1)
    frame = frame.pivot_table(index=["grade", "referring_sites"], values="posts", aggfunc="sum").reset_index()

    def draw(axes: Axes) -> None:
        shades: Any = 0.3 + 0.6 * (1 - 0.7 ** frame["posts"])
        axes.scatter(frame["grade"], frame["referring_sites"], s=16, color=WARM, alpha=shades, linewidths=0)
        axes.set_xlim(-2, 102)
        axes.set_yscale("symlog", linthresh=1)
        axes.set_ylim(bottom=-0.15)
        axes.set_yticks(_steps(int(frame["referring_sites"].max())))
        axes.minorticks_off()
        axes.yaxis.set_major_formatter("{x:.0f}")
        axes.grid()
        axes.set_xlabel("discoverability: percentile of reach from outside")
        axes.set_ylabel("referring sites")

    caption = (
        "Each dot is a post, a dark one several. Upper left: noticed, hard to find. "
        "Lower right: easy to find, not noticed."
    )
    return _picture("posts", "Noticed and found", caption, draw, [*map(str, frame["grade"])], height=3.1)


def _blogs(summary: Summary) -> Picture | None:
    frame = frame_of(summary, "blogs").dropna(subset=["harmonic"])
    frame = frame.sort_values(["harmonic", "url"], ascending=[False, True], kind="stable").head(BARS)
    frame = frame[frame["harmonic"] > 0]
    labels = [_label(title or bare(url)) for title, url in zip(frame["title"], frame["url"], strict=True)]

    def draw(axes: Axes) -> None:
        axes.barh(range(len(frame)), frame["harmonic"], height=0.62, color=ACCENT)
        _names(axes, labels)
        axes.set_xlabel("harmonic centrality")

    caption = "Authority of blogs: how near all other blogs are to it, going along references."
    return _picture("blogs", "Blogs by authority", caption, draw, labels)


def _picture(
    name: str,
    title: str,
    caption: str,
    draw: Callable[[Axes], None],
    rows: list[str],
    *,
    height: float | None = None,
    top: float = 0.97,
) -> Picture | None:
    """A figure of one plot; None where nothing is to draw. Without `height` each row has its own line."""
    if not rows:
        return None
    with _quiet(), mpl.rc_context({**_STYLE, "font.family": _installed()}):
        png = _saved(draw, len(rows), height, top, "png")
    with _quiet(), mpl.rc_context(_STYLE):
        svg = _saved(draw, len(rows), height, top, "svg").decode("utf-8")
    svg = re.sub(r"'DejaVu Sans'", "system-ui, 'DejaVu Sans', sans-serif", svg)
    return Picture(name, title, caption, svg, png)


def _saved(draw: Callable[[Axes], None], rows: int, height: float | None, top: float, form: str) -> bytes:
    tall = height or 0.6 + _ROW * max(rows, 4)
    figure = Figure(figsize=(_WIDTH, tall))
    left = 0.12 if height else 0.37
    axes = figure.add_axes((left, 0.5 / tall, 0.97 - left, top - 0.5 / tall))
    axes.tick_params(length=0)
    draw(axes)
    metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    stream = io.BytesIO()
    figure.savefig(stream, format=form, dpi=160 if form == "png" else 72, metadata=metadata)
    return stream.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warning that a glyph is lacking: in SVG the reader's fonts have it, a PNG shows a box."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from", category=UserWarning)
        yield


def _installed() -> list[str]:
    here = set(font_manager.get_font_names())
    return [family for family in _SCRIPTS if family in here]


def _names(axes: Axes, labels: list[str]) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)


def _columns(axes: Axes, low: pd.Series[Any], high: pd.Series[Any], colour: str, label: str) -> None:
    """A bar a month; of many months one shape, for bars would be the heaviest part of the whole page."""
    if len(low) <= _APART:
        axes.bar(range(len(low)), high - low, bottom=low, width=0.85, color=colour, label=label)
    else:
        edges = [place - 0.5 for place in range(len(low) + 1)]
        axes.stairs(high, edges, baseline=low, fill=True, color=colour, label=label)


def _ticks(axes: Axes, months: list[str]) -> None:
    """At most five months (or years) have a label, the first and the last among them; long ones of these two
    end where the axis ends."""
    last, most = len(months) - 1, 4
    steps = min(last, most) or 1
    places = [round(step * last / steps) for step in range(min(last, most) + 1)]
    axes.set_xticks(places, [months[place] for place in places])
    if last > 2 * most and len(months[0]) > len("2006"):
        axes.get_xticklabels()[0].set_horizontalalignment("left")
        axes.get_xticklabels()[-1].set_horizontalalignment("right")
    axes.tick_params(axis="x", length=3, color=MUTED, pad=4)
    axes.set_xlim(-0.7, max(len(months), 3) - 0.3)


def _steps(highest: int) -> list[int]:
    return [
        step for step in (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000) if step <= highest
    ] or [0]


def _label(text: str, width: int = 22) -> str:
    """A label that fits the margin: East Asian characters are twice as wide."""
    kept, used = "", 0
    for character in one_line(str(text)):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > width:
            return kept.rstrip() + "…"
        kept += character
    return kept
