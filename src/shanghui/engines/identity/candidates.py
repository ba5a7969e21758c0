"""Which records to compare: those that share at least one rare enough key (blocking)."""

import numpy as np
import numpy.typing as npt

from shanghui.engines.identity.features import Column, Features

Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
_MIX = np.int64(-7046029254386353131)  # 2^64 / golden ratio: spreads what it multiplies over all bits


def candidate_pairs(features: Features, *, block: int, first_new: int = 0) -> Pairs:
    """Give the pairs (left < right) that share a key held by at most `block` records, each once, in order.

    With `first_new` only pairs whose right record is at or after it are given.
    """
    count = len(features)
    found = [_pairs_of(key, block, first_new, count) for key in _keys(features)]
    found += [_pairs_of(features[f"without{at}"], rare_block(block), first_new, count) for at in range(4)]
    every = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return every // max(count, 1), every % max(count, 1)


def rare_block(block: int) -> int:
    """Give the bound for keys that leave a character out and have no city beside them."""
    return max(block // 4, 2)


def _keys(features: Features) -> list[Column]:
    """Give the keys, 0 where a record has none of the kind."""
    city, street = features["city"], features["street"]
    keys = [
        features["code"],
        features["phone"],
        features["stem"],
        features["prefix4"],
        features["sound"],
        _both(street, features["prefix2"]),
        _both(street, features["without0"]),
        _both(street, features["without1"]),
        _both(street, features["tail"]),
        _both(city, features["prefix2"]),
        _both(city, features["stem"]),
    ]
    keys += [_both(city, features[f"without{at}"]) for at in range(4)]
    return keys


def _both(one: Column, other: Column) -> Column:
    """Join two keys; none where either is missing."""
    with np.errstate(over="ignore"):
        mixed = one * _MIX ^ (other * _MIX >> np.int64(7)) ^ other
    return np.where((one != 0) & (other != 0), mixed, 0)


def _pairs_of(key: Column, block: int, first_new: int, count: int) -> Column:
    """Give the pairs of one key as left · count + right."""
    order = np.argsort(key, kind="stable")
    order = order[key[order] != 0]
    sorted_key = key[order]
    starts = np.flatnonzero(np.r_[True, sorted_key[1:] != sorted_key[:-1]]) if len(order) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(order)])
    kept = np.repeat((sizes > 1) & (sizes <= block), sizes)
    order, sorted_key = order[kept], sorted_key[kept]
    found = []
    for step in range(1, block):
        at = np.flatnonzero(sorted_key[step:] == sorted_key[:-step])
        if not len(at):
            break
        left, right = order[at], order[at + step]
        if first_new:
            is_new = right >= first_new
            left, right = left[is_new], right[is_new]
        found.append(left * count + right)
    return np.concatenate(found) if found else np.zeros(0, np.int64)
