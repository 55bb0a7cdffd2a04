"""The intervals: exact for counts and their ratios, Korn-Graubard and Wilson for shares, t else."""

import math

from scipy import special

from grundlag.indicators.model import Change, Interval

TAIL = 0.025  # each side of 95 %
ROUNDING = 1e-12  # a variance below this part of p(1-p) is only the noise of adding floats


def garwood(count: float, exposure: float, dispersion: float = 1.0) -> Interval:
    """The exact Poisson limits of a rate, scaled for counts that vary more than Poisson's.

    Formula: phi/e times half the chi-squared quantiles at x/phi. Source: F. Garwood, Biometrika 28
    (1936) 437-442. docs/methods/rate.md. An exposure of 0 gives no limits but 0 to infinity.
    """
    if exposure <= 0:
        return Interval(low=0.0, high=math.inf)
    x = count / dispersion
    low = special.gammaincinv(x, TAIL) if x > 0 else 0.0
    high = special.gammainccinv(x + 1, TAIL)
    scale = dispersion / exposure
    return Interval(low=float(low) * scale, high=float(high) * scale)


def tails(count: float, ratio: float, dispersion: float = 1.0) -> tuple[float, float | None]:
    """The one-sided p of a count against a constant that it is `ratio` times: of a rise, of a fall.

    They agree with `garwood`: p is below 0.025 just where its limit lies beyond the constant. A
    count of 0 rose above nothing, and of its fall nothing is said. docs/methods/change.md.
    """
    if count <= 0 or ratio <= 0:
        return 1.0, None
    x, constant = count / dispersion, count / ratio / dispersion
    rise = float(special.gammainc(x, constant))
    return rise, float(special.gammaincc(x + 1, constant))


def ratio(x1: float, e1: float, x0: float, e0: float, dispersion: float = 1.0) -> Change:
    """The scaled exact ratio of two rates, (x1/e1) / (x0/e0), both with noise of their own.

    Formula: e0/e1 B/(1-B) with B a beta quantile at x/phi; conditional on the sum. Source: E. L.
    Lehmann and J. P. Romano, Testing Statistical Hypotheses, 4.5 (phi = 1: R's poisson.test).
    docs/methods/change.md. x1 = 0 gives low 0; x0 = 0 gives high infinity; where both are 0 there
    is no value.
    """
    a, b = x1 / dispersion, x0 / dispersion
    even = e1 / (e0 + e1)
    low = float(special.betaincinv(a, b + 1, TAIL)) if a > 0 else 0.0
    high = float(special.betainccinv(a + 1, b, TAIL)) if b > 0 else 1.0
    return Change(
        kind="ratio",
        value=_ratio_of(x1, e1, x0, e0),
        limits=Interval(low=_odds(low) * e0 / e1, high=_odds(high) * e0 / e1),
        p_rise=float(special.betainc(a, b + 1, even)) if a > 0 else 1.0,
        p_fall=float(special.betaincc(a + 1, b, even)) if b > 0 else 1.0,
    )


def _ratio_of(x1: float, e1: float, x0: float, e0: float) -> float | None:
    if x0 == 0:
        return math.inf if x1 > 0 else None
    return (x1 / e1) / (x0 / e0)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def korn_graubard(p: float, n: float, variance: float, df: float, deff: float) -> Interval:
    """Exact limits of a weighted share at the effective number of answers.

    Formula: Clopper-Pearson at p(1-p)/V (t_{n-1}/t_df)^2; where V is 0 (p is 0 or 1, or the domain
    lies in one PSU, whose residuals add to 0 but for rounding), at n/deff. A df of 0 counts as 1.
    Source: E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998) 193-201; R's svyciprop
    "beta". docs/methods/share.md. `n` answers in the domain, `df` of its design, `deff` declared.
    """
    if variance > ROUNDING * p * (1 - p) > 0:
        adjust = _t(max(n - 1, 1)) / _t(max(df, 1))
        effective = p * (1 - p) / variance * adjust**2
    else:
        effective = n / deff
    yes, no = effective * p, effective * (1 - p)
    low = float(special.betaincinv(yes, no + 1, TAIL)) if yes > 0 else 0.0
    high = float(special.betainccinv(yes + 1, no, TAIL)) if no > 0 else 1.0
    return Interval(low=low, high=high)


def wilson(p: float, n: float) -> Interval:
    """The score interval of a share of `n` independent answers (pass the effective n).

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212.
    """
    z = _t(math.inf)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half))


def difference(value: float, variance: float, df: float) -> Change:
    """A difference with t limits (normal where `df` is infinite); none where `df` is below 1.

    Formula: value +/- t_{0.975, df} sqrt(V). docs/methods/gap.md.
    """
    if df < 1:
        return Change(kind="difference", value=value, limits=None)
    error = math.sqrt(variance)
    if error == 0:
        return Change(
            kind="difference",
            value=value,
            limits=Interval(low=value, high=value),
            p_rise=0.0 if value > 0 else 1.0,
            p_fall=0.0 if value < 0 else 1.0,
            variance=0.0,
            df=df,
        )
    half = _t(df) * error
    return Change(
        kind="difference",
        value=value,
        limits=Interval(low=value - half, high=value + half),
        p_rise=_below(-value / error, df),
        p_fall=_below(value / error, df),
        variance=variance,
        df=df,
    )


def _t(df: float) -> float:
    """The 97.5 % point of t; of the normal where `df` is infinite."""
    return float(-special.ndtri(TAIL) if math.isinf(df) else -special.stdtrit(df, TAIL))


def _below(value: float, df: float) -> float:
    """The chance that t is at most `value`; that the normal is where `df` is infinite."""
    return float(special.ndtr(value) if math.isinf(df) else special.stdtr(df, value))
