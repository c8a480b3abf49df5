"""Seeded chance: every part of the salon draws from a stream of its own."""

import zlib

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def generator(seed: int, part: str) -> np.random.Generator:
    """Give the stream of one part, so that a change in one part leaves the others alone."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(part.encode())]))


def pick(rng: np.random.Generator, weights: Floats, size: int) -> Ints:
    """Draw positions in `weights`, each as often as its weight says."""
    return rng.choice(len(weights), size, p=weights / weights.sum()).astype(np.int64)


def happens(rng: np.random.Generator, share: float | Floats, size: int) -> Flags:
    """Let something happen to the given share of cases."""
    result: Flags = rng.random(size) < share
    return result


def chances(logits: Floats) -> Floats:
    """Turn log odds into probabilities."""
    result: Floats = 1 / (1 + np.exp(-logits))
    return result


def running_sums(values: Floats, sizes: Ints) -> Floats:
    """Sum up inside each of the consecutive groups of the given sizes."""
    totals = np.cumsum(values)
    before = np.concatenate([[0.0], totals])[np.cumsum(sizes) - sizes]
    result: Floats = totals - np.repeat(before, sizes)
    return result
