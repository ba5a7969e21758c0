"""Measure the identity engine on generated enterprise records with known truth, or on a file with a truth column.

    python benchmarks/bench_identity.py FILE.csv [--processes 2] [--queries 10000]

FILE has the columns id, name, credit_code, address, phone, truth. Without FILE a generated list of 100,000 is made by
the generator among the shared data, if that is there. Prints pair and cluster F1, seconds and the peak of memory, and
the time of matching new records against the rest.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from shanghui.engines.identity import Budget, IdentityIndex, Problem, Record, solve

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHANGHUI_SHARED", ROOT.parent / "shared"))


def pair_f1(labels: Sequence[int], truth: Sequence[str]) -> tuple[float, float, float]:
    """Give precision, recall and F1 over pairs of records in one cluster."""

    def pairs(sizes: Counter[object]) -> int:
        return sum(size * (size - 1) // 2 for size in sizes.values())

    found, true = pairs(Counter(labels)), pairs(Counter(truth))
    both = pairs(Counter(zip(labels, truth, strict=True)))
    return both / max(found, 1), both / max(true, 1), 2 * both / max(found + true, 1)


def cluster_f1(labels: Sequence[int], truth: Sequence[str], least: int) -> float:
    """Give F1 over whole clusters of `least` records or more: right are those with exactly one enterprise's records."""

    def sets(keys: Sequence[object]) -> set[tuple[int, ...]]:
        members: dict[object, list[int]] = defaultdict(list)
        for at, key in enumerate(keys):
            members[key].append(at)
        return {tuple(one) for one in members.values() if len(one) >= least}

    found, true = sets(labels), sets(truth)
    return 2 * len(found & true) / (len(found) + len(true))


def generated() -> Path:
    """Make the default list; leave quietly where the generator is absent."""
    generator = SHARED / "data" / "identity" / "gen_enterprises.py"
    if not generator.exists():
        print("bench_identity: the generator is not there, nothing measured")
        sys.exit(0)
    out = Path(tempfile.mkdtemp()) / "enterprises.csv"
    subprocess.run(
        [sys.executable, str(generator), "--records", "100000", "--seed", "7", "--out", str(out)], check=True
    )
    return out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--queries", type=int, default=10_000)
    options = parser.parse_args()
    records, truth = [], []
    with (options.file or generated()).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            records.append(Record(row["id"], row["name"], row["credit_code"], row["address"], row["phone"]))
            truth.append(row["truth"])
    began = time.perf_counter()
    result = solve(Problem(records), budget=Budget(processes=options.processes))
    took = time.perf_counter() - began
    labels = [membership.cluster for membership in result.memberships]
    precision, recall, f1 = pair_f1(labels, truth)
    print(f"{len(records)} records: pairs P {precision:.4f} R {recall:.4f} F1 {f1:.4f}")
    print(f"clusters F1 {cluster_f1(labels, truth, 1):.4f}, of two and more {cluster_f1(labels, truth, 2):.4f}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{took:.1f} s, peak {memory:.2f} GB, {len(result.doubtful)} pairs to ask about")
    new = records[: options.queries]
    began = time.perf_counter()
    index = IdentityIndex.of(records[options.queries :][:100_000])
    built = time.perf_counter()
    matched = sum(bool(pairs) for pairs in index.query(new))
    asked = time.perf_counter()
    print(f"index of {len(index.records)} records: {built - began:.1f} s")
    print(f"{len(new)} new records: {asked - built:.1f} s, {matched} with candidates")


if __name__ == "__main__":
    main()
