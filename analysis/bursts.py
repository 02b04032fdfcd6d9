"""Bursts of a stream of events, by Kleinberg's two-state automaton over periods.

J. Kleinberg, Bursty and hierarchical structure in streams, KDD 2002, section 4 (batched arrivals).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log

S, GAMMA = 2.0, 1.0
_MOST = 0.9999


@dataclass(frozen=True, slots=True)
class Burst:
    """Places of the first and the last period, and how much better than the base rate the burst explains
    them (in nats)."""

    start: int
    end: int
    weight: float


def bursts(hits: Sequence[int], totals: Sequence[int], *, s: float = S, gamma: float = GAMMA) -> list[Burst]:
    """Bursts of `hits` among `totals` of successive periods; [] without hits or where all are hits.

    In the base state each event is a hit with p0 = Σhits/Σtotals, in the burst state with s·p0 (under 1). A
    period costs -ln of its binomial probability, a step up costs gamma·ln(number of periods), a step down
    nothing; the cheapest sequence of states is taken, starting in the base state, base before burst at a tie.
    """
    if not sum(hits) or sum(hits) >= sum(totals):
        return []
    base = sum(hits) / sum(totals)
    chances = (base, min(s * base, _MOST))
    costs = [tuple(_cost(p, h, t) for p in chances) for h, t in zip(hits, totals, strict=True)]
    return _spans(_cheapest(costs, gamma * log(len(hits))), costs)


def _cost(p: float, hits: int, total: int) -> float:
    """-ln of the binomial probability, but for the coefficient: it is the same in both states."""
    return -(hits * log(p) + (total - hits) * log(1 - p))


def _cheapest(costs: Sequence[tuple[float, ...]], step_up: float) -> list[int]:
    calm, busy = 0.0, inf
    came: list[tuple[int, int]] = []
    for low, high in costs:
        came.append((int(busy < calm), int(busy < calm + step_up)))
        calm, busy = min(calm, busy) + low, min(busy, calm + step_up) + high
    state, states = int(busy < calm), []
    for origins in reversed(came):
        states.append(state)
        state = origins[state]
    return states[::-1]


def _spans(states: Sequence[int], costs: Sequence[tuple[float, ...]]) -> list[Burst]:
    found: list[Burst] = []
    start: int | None = None
    for place, state in enumerate([*states, 0]):
        if state and start is None:
            start = place
        elif not state and start is not None:
            weight = sum(calm - busy for calm, busy in costs[start:place])
            found.append(Burst(start, place - 1, weight))
            start = None
    return found
