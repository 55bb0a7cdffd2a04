"""Counts that vary as much as real reports do, and no more."""

import numpy as np
from numpy.typing import NDArray

from grundlag.twin.parameters import PHI_TOTAL, PHI_TYPE

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def draw_counts(rng: np.random.Generator, means: Floats, in_total: NDArray[np.bool_]) -> Counts:
    """Counts with the given means, streams along the last axis, everything else independent.

    A count is Poisson around mean · G · H. G is one gamma shock common to the streams in the total,
    H one for each stream, both of mean 1, so that the variance of a stream is PHI_TYPE times its
    mean, and the variance of the total PHI_TOTAL times the total's mean.
    Raises ValueError where one stream is so large a part of the total that no H can do that.
    """
    common = _shared_variance(means, in_total)
    own = _own_variance(means, in_total)
    if (own < 0).any():
        raise ValueError("A stream is too large a part of the total for the spread asked for.")
    shared = gamma_shock(rng, common[..., in_total][..., :1])
    shock = np.where(in_total, shared, 1.0) * gamma_shock(rng, own)
    return rng.poisson(means * shock)


def common_variance(means: Floats) -> Floats:
    """The variance of G: what lifts the total from PHI_TYPE to PHI_TOTAL.

    With M the sum of the means: (PHI_TOTAL - PHI_TYPE) · M / (M² - Σ mean²).
    """
    total = means.sum(axis=-1)
    apart = total**2 - (means**2).sum(axis=-1)
    return np.asarray((PHI_TOTAL - PHI_TYPE) * total / apart, dtype=np.float64)


def gamma_shock(rng: np.random.Generator, variance: Floats) -> Floats:
    """Gamma draws of mean 1 and the given variances."""
    return rng.gamma(1 / variance, variance)


def draw_spread(rng: np.random.Generator, means: Floats, phi: float) -> Counts:
    """Independent counts whose variance is phi times their mean (negative binomial; phi >= 1).

    A count is Poisson around mean · G, G gamma of mean 1 and variance (phi - 1) / mean. A sum of
    such counts is one too, with the same phi: areas and totals spread as their parts do.
    """
    if phi == 1:
        return rng.poisson(means)
    return rng.poisson(rng.gamma(means / (phi - 1), phi - 1))


def yearly_shocks(rng: np.random.Generator, spread: float, shape: tuple[int, ...]) -> Floats:
    """What all areas share: log-normal factors of mean 1, `spread` the deviation of their log."""
    if spread == 0:
        return np.ones(shape)
    return np.exp(rng.normal(-(spread**2) / 2, spread, shape))


def spread_fits(means: Floats, in_total: NDArray[np.bool_]) -> bool:
    """Whether the city's own two phi can both be had: no stream is too large a part of a total."""
    return bool((_own_variance(means, in_total) >= 0).all())


def _own_variance(means: Floats, in_total: NDArray[np.bool_]) -> Floats:
    """The variance of H for each stream."""
    common = _shared_variance(means, in_total)
    return np.asarray(((PHI_TYPE - 1) / means - common) / (1 + common), dtype=np.float64)


def _shared_variance(means: Floats, in_total: NDArray[np.bool_]) -> Floats:
    return np.where(in_total, common_variance(means[..., in_total])[..., None], 0.0)
