"""What records on a cluster cost in hours and money: a simulation from measured costs of a row.

`python benchmarks/cost.py [--core-hour 0.06] [--draws 200]`. The costs below were measured by
`lying.py`; the rest are assumptions, named as such. Each stage is tasks of 128 MB that take turns
on the cores of the cluster: how long one takes is drawn, some straggle, and a machine that is lost
takes its tasks with it. Before the stages the driver reads every file for its SHA-256, and a
shuffle moves every id to where its like is. Prints a table for docs/scale.md.
"""

import argparse
import heapq
from dataclasses import dataclass

import numpy as np

TASK = 128e6  # bytes of records that a task reads
CORES = 16  # of a machine


@dataclass(frozen=True, kw_only=True)
class Costs:
    """Of a row, on Spark: microseconds of a core, and bytes."""

    taken: float = 29.0  # measured: checks, ids, totals, words
    counted: float = 3.0  # measured: placing by point, and the cube
    bytes: float = 24.0  # assumed: twice what was measured, for real ids are less regular
    id: float = 24.0  # assumed: of an id in a shuffle


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Machines, and what is assumed of them."""

    machines: int
    start: float = 180.0  # seconds until all are there
    stages: int = 16  # measured: passes over the records and the small ones after them
    pause: float = 3.0  # measured: seconds between stages, planning
    hashed: float = 1e9  # bytes a second that the driver reads through for SHA-256
    moved: float = 0.5e9  # bytes a second that a machine sends and receives
    spread: float = 0.3  # of the logarithm of a task's time
    straggling: float = 0.01  # of the tasks take three times as long
    lost: float = 1e-3  # machines an hour


def stage(random: np.random.Generator, tasks: int, mean: float, cluster: Cluster) -> float:
    """Seconds until the last of equal tasks is done, each given to the core that is free first."""
    took = mean * random.lognormal(-(cluster.spread**2) / 2, cluster.spread, tasks)
    took[random.random(tasks) < cluster.straggling] *= 3
    free = [0.0] * min(tasks, cluster.machines * CORES)
    for each in took:
        heapq.heappush(free, heapq.heappop(free) + float(each))
    last = max(free)
    losses = random.poisson(cluster.lost * cluster.machines * last / 3600)
    return last + losses * mean * 2  # what a lost machine had in hand is done again, at the end


def run(random: np.random.Generator, rows: float, costs: Costs, cluster: Cluster) -> float:
    """Seconds of taking in and counting, from the first machine on."""
    size = rows * costs.bytes
    tasks = max(1, round(size / TASK))
    passes = 6  # stages that read every row; their costs add up to what a row costs
    each = (costs.taken + costs.counted) * 1e-6 * rows / tasks / passes
    worked = sum(stage(random, tasks, each, cluster) for _ in range(passes))
    shuffled = 2 * rows * costs.id / (cluster.machines * cluster.moved)
    waited = cluster.start + cluster.stages * cluster.pause
    return waited + size / cluster.hashed + worked + shuffled


def main() -> None:
    """Print hours and money by size and machines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--core-hour", type=float, default=0.06, help="US dollars; assumed.")
    parser.add_argument("--draws", type=int, default=200)
    asked = parser.parse_args()
    random, costs = np.random.default_rng(2026), Costs()
    print("| records | bytes | machines | hours, median | 95 % | of it SHA-256 | US dollars |")
    print("|---|---|---|---|---|---|---|")
    for power, machines in ((9, 1), (9, 4), (10, 4), (10, 16), (11, 16), (11, 64)):
        rows, cluster = 10.0**power, Cluster(machines=machines)
        draws = max(20, asked.draws // 10 ** max(0, power - 9))
        hours = np.array([run(random, rows, costs, cluster) for _ in range(draws)]) / 3600
        middle, most = np.median(hours), np.quantile(hours, 0.95)
        hashed = rows * costs.bytes / cluster.hashed / 3600
        money = most * machines * CORES * asked.core_hour
        size = f"{rows * costs.bytes / 1e9:,.0f} GB"
        told = f"{middle:.2f} | {most:.2f} | {hashed / middle:.0%} | {money:,.2f}"
        print(f"| 10^{power} | {size} | {machines} | {told} |")


if __name__ == "__main__":
    main()
