#!/usr/bin/env python3
"""Synthetic fitting problems for scaling laws, and their reference minima.

Writes, beside this file,

    rows.csv    the rows of 400 seeded problems: 80 for each of five laws
    minima.csv  for each problem the minimum of the sum of Huber's function (delta 1e-3) of ln L_hat - ln L

The minima come from NumPy and SciPy alone, by many random starts; nothing here knows how the library searches. README.md describes the columns.

    python3 generate.py                    both files (one core, about a quarter of an hour)
    python3 generate.py --only 81-90,397   prints these problems' minima, writes nothing
    python3 generate.py --check            recomputes every objective of minima.csv from rows.csv and looks for a way down from it

Needs NumPy 1.24 and SciPy 1.10 or later, and a long double longer than a double (x86). Everything is seeded; other versions may differ in the last digits, and by a start or two in how many reach the minimum.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import argparse
import csv
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares, minimize, nnls

HERE = Path(__file__).resolve().parent
DELTA = 1e-3
STARTS = 200
DATA_SEED, START_SEED, WIDE_SEED = 20261, 20262, 20263

# Ends whose objectives differ by less than this, relatively, are one minimum.
SAME = 1e-6

# How far |ln k| may run where the objective only approaches its infimum as k goes to 0 or infinity.
FARTHEST = np.log(1e7)


# ---------------------------------------------------------------------------------------------------------------------------------------------------------
# Laws
# ---------------------------------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Law:
    """A floor (or none) and power-law terms, which may stand together under an outer power k.

    Parameters, in this order: ln E where there is a floor; for each term ln of its amplitude, then its exponent; ln k where there is a power.
    """

    name: str
    floor: bool
    terms: tuple  # of (amplitude, exponent, variable)
    power: bool

    @property
    def names(self):
        return (["E"] if self.floor else []) + [n for amplitude, exponent, _ in self.terms for n in (amplitude, exponent)] + (["k"] if self.power else [])

    @property
    def size(self):
        return len(self.names)

    def amplitude(self, term):
        return int(self.floor) + 2 * term

    def exponent(self, term):
        return int(self.floor) + 2 * term + 1

    def columns(self, ln_n, ln_d):
        """Each term's variable, in logarithms."""
        variables = {"N": ln_n, "D": ln_d, "ND": ln_n + ln_d if ln_d is not None else None}
        return [variables[v] for _, _, v in self.terms]


_A, _B, _C = ("A", "alpha", "N"), ("B", "beta", "D"), ("C", "gamma", "ND")
LAWS = [
    Law("chinchilla", True, (_A, _B), False),
    Law("kaplan", False, (_A, _B), True),
    Law("coupled", True, (_A, _B), True),
    Law("three-term", True, (_A, _B, _C), False),
    Law("floor1d", True, (_A,), False),
]
BY_NAME = {law.name: law for law in LAWS}


# ---------------------------------------------------------------------------------------------------------------------------------------------------------
# Problems
# ---------------------------------------------------------------------------------------------------------------------------------------------------------

NOISES = ["lognormal-0.1%", "lognormal-0.5%", "lognormal-2%", "student3-0.5%", "outliers-1%"]
NOISELESS = "lognormal-1e-5"
DESIGNS = ["cloud", "isoflop", "grid", "collinear", "ladder"]
DESIGNS_1D = ["cloud", "grid", "ladder", "narrow", "lopsided"]
PER_LAW = 80


@dataclass
class Problem:
    number: int
    law: Law
    noise: str
    design: str
    n: np.ndarray
    d: np.ndarray  # None for a law of one variable
    loss: np.ndarray
    truth: dict


def significant(values, digits):
    """Rounded to so many digits, so that the files stay small; the fit is of what the files hold."""
    return np.array([float(f"{v:.{digits - 1}e}") for v in values])


def spread(rng, low, high, count):
    return np.exp(rng.uniform(np.log(low), np.log(high), count))


def sample_design(rng, design, count):
    """N and D of about so many runs."""
    low, high = spread(rng, 1e7, 6e7, 1)[0], spread(rng, 1.5e9, 1e10, 1)[0]
    if design == "cloud":
        return spread(rng, low, high, count), spread(rng, 1e9, 10 ** rng.uniform(11, 12), count)
    if design == "isoflop":
        levels = int(np.clip(round(count / rng.uniform(4, 12)), 3, 9))
        compute = np.geomspace(10 ** rng.uniform(17.5, 18.5), 10 ** rng.uniform(20.5, 21.5), levels)
        each = np.full(levels, count // levels)
        each[: count % levels] += 1
        n, d = [], []
        for c, m in zip(compute, each):
            best = np.sqrt(c / 120) * np.exp(rng.normal(0, 0.1))
            sizes = best * np.exp(np.linspace(-1, 1, m) * rng.uniform(0.8, 1.6) + rng.normal(0, 0.05, m))
            n.append(sizes)
            d.append(c / (6 * sizes))
        return np.concatenate(n), np.concatenate(d)
    if design == "grid":
        ratios = int(np.clip(round(np.sqrt(count) * rng.uniform(0.7, 1.0)), 3, 9))
        sizes = np.geomspace(low, high, max(4, round(count / ratios)))
        factors = np.geomspace(rng.uniform(4, 15), rng.uniform(150, 600), ratios)
        n, f = (m.ravel() for m in np.meshgrid(sizes, factors))
        return n, n * f
    if design == "collinear":
        n = spread(rng, low, high, count)
        return n, 20 * n * np.exp(rng.normal(0, rng.uniform(0.1, 0.3), count))
    if design == "ladder":
        sizes = np.geomspace(low, high, int(rng.integers(4, 8)))
        steps = max(3, round(count / len(sizes)))
        n, d = [], []
        for size in sizes:
            n.append(np.full(steps, size))
            d.append(np.geomspace(1e9 * rng.uniform(1, 3), 1e11 * rng.uniform(1, 8), steps))
        return np.concatenate(n), np.concatenate(d)
    raise ValueError(design)


def sample_design_1d(rng, design, count):
    low, high = spread(rng, 1e7, 6e7, 1)[0], spread(rng, 1.5e9, 1e10, 1)[0]
    if design == "cloud":
        return spread(rng, low, high, count)
    if design == "grid":
        return np.geomspace(low, high, count)
    if design == "ladder":
        levels = np.geomspace(low, high, int(rng.integers(5, 9)))
        return levels[np.arange(count) % len(levels)]
    if design == "narrow":
        return spread(rng, low, low * 10 ** rng.uniform(1.0, 1.5), count)
    if design == "lopsided":
        return low * np.exp(np.minimum(rng.exponential(np.log(high / low) / 4, count), np.log(high / low)))
    raise ValueError(design)


def predict(law, p, n, d):
    """The law in natural units, and each term's share of the loss (under a power: of the sum under it)."""
    variables = {"N": n, "D": d, "ND": n * d if d is not None else None}
    terms = np.array([p[a] * variables[v] ** -p[e] for a, e, v in law.terms])
    total = terms.sum(0) ** p.get("k", 1)
    floor = p.get("E", 0.0)
    loss = floor + total
    return loss, terms / terms.sum(0) if law.power else terms / loss, total / loss


def sample_truth(rng, law, n, d):
    """A law whose losses lie between 1.5 and 5, every term of which matters on some rows and none of which is nearly all of it."""
    columns = law.columns(np.log(n), np.log(d) if d is not None else None)
    for _ in range(200_000):
        p = {"E": rng.uniform(1.2, 2.2)} if law.floor else {}
        if law.power:
            p["k"] = np.exp(rng.uniform(np.log(0.4), np.log(1.6))) if law.floor else np.exp(rng.uniform(np.log(0.12), np.log(0.6)))
        k = p.get("k", 1.0)
        # Sizes of the terms where they are largest.
        sizes = np.exp(rng.uniform(np.log(0.1), np.log(2.5), len(law.terms))) if law.floor else np.exp(rng.uniform(np.log(1.2), np.log(4.5), len(law.terms)))
        if law.name == "three-term":
            sizes[2] = rng.uniform(0.08, 0.9)
        for (amplitude, exponent, _), size, x in zip(law.terms, sizes, columns):
            p[exponent] = rng.uniform(0.2, 0.6) if amplitude != "C" else rng.uniform(0.1, 0.4)
            p[amplitude] = np.exp(np.log(size) / k + p[exponent] * x.min())
        loss, shares, total = predict(law, p, n, d)
        if loss.min() < 1.5 or loss.max() > 5:
            continue
        largest = shares.max(1)
        if law.power and largest.min() < 0.35:
            continue
        if law.power and law.floor and not 0.1 <= total.max() <= 0.75:
            continue
        if not law.power and (largest[:2].min() < 0.05 or largest.max() > 0.6):
            continue
        if law.name == "three-term" and not 0.03 <= largest[2] <= 0.2:
            continue
        return p
    raise RuntimeError("no such law found")


def add_noise(rng, noise, loss):
    count = len(loss)
    if noise == "student3-0.5%":
        return loss * np.exp(0.005 * rng.standard_t(3, count))
    if noise == "outliers-1%":
        noisy = loss * np.exp(rng.normal(0, 0.01, count))
        chosen = rng.choice(count, int(rng.integers(1, 4)), replace=False)
        noisy[chosen] *= 1 + rng.uniform(0.05, 0.2, len(chosen))
        return noisy
    level = {"lognormal-0.1%": 0.001, "lognormal-0.5%": 0.005, "lognormal-2%": 0.02, NOISELESS: 1e-5}[noise]
    return loss * np.exp(rng.normal(0, level, count))


def make_problem(number):
    """Problem 1 to 400. Of a law's 80 problems, 75 are three of each of five noises and five designs, and five, one a design, all but noiseless."""
    law = LAWS[(number - 1) // PER_LAW]
    index = (number - 1) % PER_LAW
    designs = DESIGNS_1D if len(law.terms) == 1 else DESIGNS
    noise = NOISES[index // 5 % 5] if index < 75 else NOISELESS
    design = designs[index % 5]
    rng = np.random.default_rng([DATA_SEED, number])
    least = max(12, 2 * law.size)
    count = int(round(np.exp(rng.uniform(np.log(least), np.log(120)))))
    while True:
        if len(law.terms) == 1:
            n, d = sample_design_1d(rng, design, count), None
        else:
            n, d = sample_design(rng, design, count)
        if least <= len(n) <= 120:
            break
    n, d = significant(n, 5), significant(d, 5) if d is not None else None
    truth = sample_truth(rng, law, n, d)
    loss = significant(add_noise(rng, noise, predict(law, truth, n, d)[0]), 8)
    return Problem(number, law, noise, design, n, d, loss, truth)


# ---------------------------------------------------------------------------------------------------------------------------------------------------------
# The objective and its derivatives, for many points at once
# ---------------------------------------------------------------------------------------------------------------------------------------------------------


class Fit:
    """A problem with its logarithms centred. Points are arrays (points, parameters) of ln E, ln amplitudes at the data's centre, exponents and ln k."""

    def __init__(self, law, n, d, loss, real=np.float64):
        self.law = law
        self.log_loss = np.log(loss.astype(real))
        columns = law.columns(np.log(n.astype(real)), np.log(d.astype(real)) if d is not None else None)
        self.centres = [c.mean() for c in columns]
        self.x = [c - m for c, m in zip(columns, self.centres)]
        count, size = len(loss), law.size
        # The gradients of the logarithms of the terms: constants.
        self.jacobians = np.zeros((len(law.terms), count, size), dtype=real)
        for t, x in enumerate(self.x):
            self.jacobians[t, :, law.amplitude(t)] = 1
            self.jacobians[t, :, law.exponent(t)] = -x
        self.outer = np.einsum("tni,tnj->tnij", self.jacobians, self.jacobians).reshape(len(law.terms), count, size * size)
        self.rows, self.size = count, size

    def from_natural(self, p):
        theta = np.zeros(self.size)
        if self.law.floor:
            theta[0] = np.log(p["E"])
        for t, (amplitude, exponent, _) in enumerate(self.law.terms):
            theta[self.law.amplitude(t)] = np.log(p[amplitude]) - p[exponent] * self.centres[t]
            theta[self.law.exponent(t)] = p[exponent]
        if self.law.power:
            theta[-1] = np.log(p["k"])
        return theta

    def to_natural(self, theta):
        """E, k and exponents themselves, amplitudes by their logarithms."""
        p = {"E": float(np.exp(theta[0]))} if self.law.floor else {}
        for t, (amplitude, exponent, _) in enumerate(self.law.terms):
            p[exponent] = float(theta[self.law.exponent(t)])
            p["ln_" + amplitude] = float(theta[self.law.amplitude(t)] + theta[self.law.exponent(t)] * self.centres[t])
        if self.law.power:
            p["k"] = float(np.exp(theta[-1]))
        return p

    def _pieces(self, theta):
        """Residuals, the floor's share, the terms' shares (under a power: of the sum under it), the power's share, k, ln of the sum under it."""
        law, y = self.law, self.log_loss
        z = [theta[:, law.amplitude(t), None] - theta[:, law.exponent(t), None] * x for t, x in enumerate(self.x)]
        floor = np.exp(theta[:, :1] - y) if law.floor else 0.0
        if not law.power:
            parts = [np.exp(v - y) for v in z]
            ratio = sum(parts) + floor
            return np.log(ratio), floor / ratio, [v / ratio for v in parts], None, None, None
        # Of a copy: NumPy takes one of two exponentials for a strided column, by where in memory the result lies.
        k = np.exp(theta[:, -1].copy())[:, None]
        top = np.maximum.reduce(z)
        parts = [np.exp(v - top) for v in z]
        inner = sum(parts)
        log_inner = top + np.log(inner)
        total = np.exp(k * log_inner - y)
        ratio = total + floor
        residual = np.log(ratio) if law.floor else k * log_inner - y
        return residual, floor / ratio, [v / inner for v in parts], total / ratio, k, log_inner

    def value(self, theta):
        with np.errstate(all="ignore"):
            r = np.abs(self._pieces(theta)[0])
            f = np.where(r <= DELTA, 0.5 * r * r, DELTA * (r - 0.5 * DELTA)).sum(1)
        return np.where(np.isfinite(f), f, np.inf).astype(float)

    def _gradients(self, floor, shares, total, k, log_inner):
        """j, the gradient of ln L_hat, and under a power those of the logarithms of the sum and of its power: arrays (points, rows, parameters)."""
        m = sum(s[:, :, None] * jac for s, jac in zip(shares, self.jacobians))
        j, q = m, None
        if self.law.power:
            q = k[:, :, None] * m
            q[:, :, -1] += k * log_inner
            j = total[:, :, None] * q
        if self.law.floor:
            j[:, :, 0] += floor  # Without a power j is m, which is then not used again.
        return j, m, q

    def residuals(self, point):
        with np.errstate(all="ignore"):
            return np.nan_to_num(self._pieces(point[None])[0][0], nan=1e6, posinf=1e6, neginf=-1e6)

    def jacobian(self, point):
        with np.errstate(all="ignore"):
            return np.nan_to_num(self._gradients(*self._pieces(point[None])[1:])[0][0], posinf=1e6, neginf=-1e6)

    def derivatives(self, theta):
        """Value, gradient, Hessian, and the Hessian of the reweighted least squares whose weighted residuals have the same gradient."""
        law, p = self.law, self.size
        r, floor, shares, total, k, log_inner = self._pieces(theta)
        j, m, q = self._gradients(floor, shares, total, k, log_inner)
        size = np.abs(r)
        inside = size <= DELTA
        f = np.where(inside, 0.5 * r * r, DELTA * (size - 0.5 * DELTA)).sum(1)
        slope = np.where(inside, r, DELTA * np.sign(r))
        weight = np.where(inside, 1.0, DELTA / np.maximum(size, DELTA))

        # The sum over rows of slope times (the Hessian of ln L_hat + j j').
        if not law.power:
            second = sum((slope * s) @ o for s, o in zip(shares, self.outer)).reshape(-1, p, p)
        else:
            c = slope * total
            second = sum((c * k * s) @ o for s, o in zip(shares, self.outer)).reshape(-1, p, p)
            second -= (m * (c * k)[:, :, None]).transpose(0, 2, 1) @ m
            second += (q * c[:, :, None]).transpose(0, 2, 1) @ q
            cross = ((c * k)[:, :, None] * m).sum(1)
            second[:, :, -1] += cross
            second[:, -1, :] += cross
            second[:, -1, -1] += (c * k * log_inner).sum(1)
        if law.floor:
            second[:, 0, 0] += (slope * floor).sum(1)
        jt = j.transpose(0, 2, 1)
        gradient = (jt @ slope[:, :, None])[:, :, 0]
        hessian = jt @ ((inside - slope)[:, :, None] * j) + second
        majoriser = jt @ (weight[:, :, None] * j)
        return f, gradient, 0.5 * (hessian + hessian.transpose(0, 2, 1)), majoriser


class Chart:
    """Other coordinates for a law with a power, in which the ways to its limits are short and straight. In extended precision, because large parts cancel there.

    theta = (R / k + L) phi + c - d ln k, and ln k is ln k. With u and v the logarithms of the two terms:
    "max"    u = u'/k, v = v'/k: for k -> 0 the power of the sum tends to the larger of exp(u') and exp(v').
    "mean"   the same with the sum halved: for k -> infinity it tends to exp((u' + v')/2).
    "thin-0" u = u'/k, v = a'/k + v' - ln k, a' the amplitude in u': for k -> infinity it tends to exp(u' + exp(v')). "thin-1": the terms exchanged.
    """

    KINDS = ("max", "mean", "thin-0", "thin-1")

    def __init__(self, fine, kind):
        self.fine, self.size = fine, fine.size
        law, size = fine.law, fine.size
        self.divided, self.kept = np.zeros((size, size)), np.eye(size)
        self.offset, self.slope = np.zeros(size), np.zeros(size)
        scaled = {"max": (0, 1), "mean": (0, 1), "thin-0": (0,), "thin-1": (1,)}[kind]
        for t in scaled:
            for i in (law.amplitude(t), law.exponent(t)):
                self.divided[i, i], self.kept[i, i] = 1, 0
            self.offset[law.amplitude(t)] = -np.log(2) if kind == "mean" else 0
        if len(scaled) == 1:
            other = law.amplitude(1 - scaled[0])
            self.divided[other, law.amplitude(scaled[0])] = 1
            self.slope[other] = 1

    def to_theta(self, phi):
        phi = phi.astype(np.longdouble)
        inverse = np.exp(-phi[:, -1:])
        return (phi @ self.divided.T) * inverse + phi @ self.kept.T + self.offset - self.slope * phi[:, -1:]

    def from_theta(self, theta):
        theta = theta.astype(float)
        return np.array([np.linalg.solve(self.divided * np.exp(-t[-1]) + self.kept, t - self.offset + self.slope * t[-1]) for t in theta])

    def mean_of(self, theta):
        """In the chart "mean": the product of power laws that the law with this large k nearly is, at k = 1e5."""
        law = self.fine.law
        theta = theta.astype(float)
        k = np.exp(theta[-1])
        amplitudes = theta[[law.amplitude(0), law.amplitude(1)]]
        log_sum = np.logaddexp(*amplitudes)
        phi = theta.copy()
        for t in (0, 1):
            phi[law.amplitude(t)] = k * log_sum
            phi[law.exponent(t)] = 2 * k * theta[law.exponent(t)] * np.exp(amplitudes[t] - log_sum)
        phi[-1] = np.log(1e5)
        return phi

    def value(self, phi):
        with np.errstate(all="ignore"):
            return self.fine.value(self.to_theta(phi))

    def derivatives(self, phi):
        f, g, h, m = self.fine.derivatives(self.to_theta(phi))
        phi = phi.astype(np.longdouble)
        inverse = np.exp(-phi[:, -1])[:, None, None]
        turned = (phi @ self.divided.T) * inverse[:, :, 0]
        t = self.divided * inverse + self.kept
        t[:, :, -1] -= turned + self.slope
        tt = t.transpose(0, 2, 1)
        h = tt @ h @ t
        mixed = (g[:, None, :] @ (self.divided * inverse))[:, 0, :]
        h[:, :, -1] -= mixed
        h[:, -1, :] -= mixed
        h[:, -1, -1] += (g * turned).sum(1)
        return f.astype(float), (tt @ g[:, :, None])[:, :, 0].astype(float), h.astype(float), (tt @ m @ t).astype(float)


# ---------------------------------------------------------------------------------------------------------------------------------------------------------
# Minimisation
# ---------------------------------------------------------------------------------------------------------------------------------------------------------


def newton(fit, theta, iterations, tolerance=1e-13, farthest=np.inf):
    """Damped Newton steps from many points at once: H + lambda M where that is positive definite, by absolute eigenvalues where it is not.

    A point is done once Newton's decrement is below the tolerance, relative to its objective, or damping no longer finds a way down.
    The last coordinate stays where it is once it is farther from 0 than it may go.
    """
    theta = theta.copy()
    values = fit.value(theta)
    alive = np.flatnonzero(np.isfinite(values))
    damping = np.ones(len(theta))
    cap = np.full(len(theta), 0.5)
    identity = np.eye(fit.size)
    for _ in range(iterations):
        if len(alive) == 0:
            break
        with np.errstate(all="ignore"):
            f, g, h, m = fit.derivatives(theta[alive])
        good = np.isfinite(h).all((1, 2)) & np.isfinite(m).all((1, 2)) & np.isfinite(g).all(1)
        if not good.all():
            alive, f, g, h, m = alive[good], f[good], g[good], h[good], m[good]
            if len(alive) == 0:
                break
        held = np.abs(theta[alive, -1]) > farthest
        g[held, -1] = h[held, :, -1] = h[held, -1, :] = m[held, :, -1] = m[held, -1, :] = 0
        h[held, -1, -1] = f[held]
        scale = np.trace(m, axis1=1, axis2=2)[:, None, None]
        w, v = np.linalg.eigh(h + damping[alive][:, None, None] * (m + 1e-9 * scale * identity))
        w = np.maximum(np.abs(w), 1e-15 * np.abs(w[:, -1:]) + 1e-300)
        along = (v.transpose(0, 2, 1) @ g[:, :, None])[:, :, 0]
        step = -(v @ (along / w)[:, :, None])[:, :, 0]
        decrement = 0.5 * (along**2 / w).sum(1)
        longest = np.abs(step).max(1)
        shrink = np.minimum(1.0, cap[alive] / np.maximum(longest, 1e-300))
        step *= shrink[:, None]
        trial = theta[alive] + step
        value = fit.value(trial)
        predicted = -((g * step).sum(1) + 0.5 * (step * (h @ step[:, :, None])[:, :, 0]).sum(1))
        gained = values[alive] - value
        accepted = gained > 0
        theta[alive[accepted]] = trial[accepted]
        values[alive[accepted]] = value[accepted]
        well = accepted & (gained > 0.5 * predicted)
        poor = ~accepted | (gained < 0.1 * predicted)
        damping[alive[well]] = np.maximum(damping[alive[well]] / 6, 1e-14)
        damping[alive[poor]] *= 5
        cap[alive[well & (shrink < 1)]] *= 2
        cap[alive[~accepted]] = np.maximum(0.5 * np.minimum(cap[alive[~accepted]], longest[~accepted]), 1e-12)
        done = (decrement < tolerance * f) & (damping[alive] < 1e-2) | (damping[alive] > 1e12) | (cap[alive] < 1e-11)
        alive = alive[~done]
    return theta, values


def polish(fit, theta, bfgs=False):
    """SciPy's robust least squares (its Huber loss is this one), on request after its BFGS, then Newton steps until nothing remains to be gained."""
    scale = max(float(fit.value(theta[None])[0]), 1e-30)

    def scaled(t):
        with np.errstate(all="ignore"):
            f, g, _, _ = fit.derivatives(t[None])
        return (f[0] / scale, g[0] / scale) if np.isfinite(f[0]) else (1e30, np.zeros(len(t)))

    if bfgs:
        theta = minimize(scaled, theta, jac=True, method="BFGS", options={"maxiter": 500, "gtol": 1e-8}).x
    with np.errstate(all="ignore"):
        end = least_squares(fit.residuals, theta, fit.jacobian, loss="huber", f_scale=DELTA, x_scale="jac", ftol=1e-14, xtol=1e-14, gtol=1e-14, max_nfev=100).x
    if fit.value(end[None])[0] <= fit.value(theta[None])[0]:
        theta = end
    return newton(fit, theta[None], 400, 1e-15)[0][0]


@dataclass
class End:
    """Where a descent ended, and what the derivatives say of the point."""

    theta: np.ndarray
    value: float
    decrement: float
    condition: float
    status: str


def judge(fit, theta):
    """Certified: the Hessian is positive definite beyond rounding, the whole Newton step is short and promises nothing.

    Flat: nothing remains to be gained either, but the Hessian is singular or Newton's step stays long, because the objective approaches an infimum as a
    parameter goes to its limit. Anything else is unfinished.
    """
    f, g, h, _ = (a[0] for a in fit.derivatives(theta[None]))
    w, v = np.linalg.eigh(h)
    along = v.T @ g
    relative = max(f, 1e-30)
    if w[0] > 1e-14 * w[-1]:
        decrement = 0.5 * float((along**2 / w).sum()) / relative
        step = float(np.abs(v @ (along / w)).max())
        condition = float(w[-1] / w[0])
        if decrement < 1e-12 and step < 1e-3:
            return End(theta, float(f), decrement, condition, "certified")
    else:
        decrement, condition = 0.5 * float((along**2 / np.maximum(np.abs(w), 1e-14 * w[-1])).sum()) / relative, np.inf
    return End(theta, float(f), decrement, condition, "flat" if decrement < 1e-8 and w[0] > -1e-9 * w[-1] else "unfinished")


def finish(fit, fine, theta, bfgs=False, charts=False):
    """Polished until it is certified or flat, if need be in other coordinates."""
    end = judge(fit, polish(fit, theta, bfgs))
    for _ in range(3):
        if end.status != "unfinished":
            break
        end = judge(fit, polish(fit, end.theta))
    if not (charts and fit.law.power and end.status != "certified"):
        return end
    ends = [end]
    rank = {"certified": 0, "flat": 1, "unfinished": 2}
    for _ in range(4):
        for kind in Chart.KINDS:
            chart = Chart(fine, kind)
            lowest = min(ends, key=lambda e: e.value).theta
            starts = [chart.from_theta(lowest[None])[0]] + ([chart.mean_of(lowest)] if kind == "mean" and lowest[-1] > np.log(30) else [])
            phi = newton(chart, np.array(starts), 300, 1e-11, FARTHEST)[0]
            for end, theta in zip(phi, chart.to_theta(phi)):
                found = judge(chart, end)
                found.theta = theta
                ends.append(found)
        lowest = min(e.value for e in ends)
        end = min((e for e in ends if e.value <= lowest * (1 + 1e-9)), key=lambda e: (rank[e.status], e.value))
        if end.decrement < 1e-9:
            break
    return end


def make_starts(rng, fit, loss, count, low=0.05, high=1.2):
    """Exponents uniform, k log-uniform. Amplitudes: for one half by non-negative least squares given these, for the other so that terms have plausible sizes."""
    law = fit.law
    centre = np.exp(fit.log_loss.mean())
    starts = np.zeros((count, fit.size))
    for s in range(count):
        theta = starts[s]
        exponents = rng.uniform(low, high, len(law.terms))
        k = 1.0
        if law.power:
            k = np.exp(rng.uniform(np.log(0.3 if law.floor else 0.1), np.log(2)))
            theta[-1] = np.log(k)
        for t, exponent in enumerate(exponents):
            theta[law.exponent(t)] = exponent
        terms = np.exp(-np.array([e * x for e, x in zip(exponents, fit.x)]))
        shares = rng.dirichlet(np.ones(len(law.terms) + int(law.floor)))
        shares = np.maximum(shares, 1e-3)
        if s % 2 == 0:
            # Where there is a power the floor is drawn, and the sum under the power is what is solved for.
            floor = rng.uniform(0.2, 0.98) * loss.min() if law.power and law.floor else 0.0
            target = (loss - floor) ** (1 / k)
            columns = terms if law.power or not law.floor else np.vstack([np.ones(fit.rows), terms])
            amplitudes = nnls((columns / target).T, np.ones(fit.rows))[0]
            least = 1e-3 / (columns / target).max(1)
            amplitudes = np.maximum(amplitudes, least)
            if law.power and law.floor:
                amplitudes = np.concatenate([[floor], amplitudes])
        else:
            part = shares / shares.sum()
            if law.power:
                under = part[int(law.floor) :]
                amplitudes = (under.sum() * centre) ** (1 / k) * under / under.sum()
                if law.floor:
                    amplitudes = np.concatenate([[part[0] * centre], amplitudes])
            else:
                amplitudes = part * centre
        theta[[i for i, name in enumerate(law.names) if name in ("E", "A", "B", "C")]] = np.log(amplitudes)
    return starts


def distinct(thetas, values, most, tolerance):
    """Of the points with one objective the first, the lowest objectives first."""
    chosen = []
    for i in np.argsort(values, kind="stable"):
        if not np.isfinite(values[i]) or len(chosen) == most:
            break
        if not chosen or values[i] > values[chosen[-1]] * (1 + tolerance) + 1e-25:
            chosen.append(i)
    return thetas[chosen]


def next_minimum(fit, fine, candidates, best):
    """The lowest end that is another minimum than the best. A flat one must lie clearly higher, even in other coordinates: it may be the best one's valley."""
    for end in sorted(candidates, key=lambda e: e.value):
        if end.status == "flat" and end.value > best.value * (1 + 10 * SAME) and fit.law.power:
            end = finish(fit, fine, end.theta.astype(float), charts=True)
        if end.status != "unfinished" and end.value > best.value * (1 + (SAME if end.status == "certified" else 10 * SAME)):
            return end
    return None


def solve(problem):
    """The reference minimum of a problem, as a row of minima.csv."""
    fit = Fit(problem.law, problem.n, problem.d, problem.loss)
    fine = Fit(problem.law, problem.n, problem.d, problem.loss, np.longdouble)
    rng = np.random.default_rng([START_SEED, problem.number])
    ends, values = newton(fit, make_starts(rng, fit, problem.loss, STARTS), 250)
    truth = finish(fit, fine, fit.from_natural(problem.truth), bfgs=True, charts=True)
    candidates = [finish(fit, fine, theta) for theta in distinct(ends, values, 20, 1e-9)]
    candidates.sort(key=lambda e: e.value)
    candidates = [truth] + [finish(fit, fine, e.theta, charts=True) for e in candidates[:3]] + candidates[3:]
    best = min(candidates, key=lambda e: e.value)
    second = next_minimum(fit, fine, candidates, best)
    proper = [e.value for e in candidates if e.status == "certified"]

    # Is there anything lower that such starts do not see? From the best ends, shaken, and from far wider exponents.
    rng = np.random.default_rng([WIDE_SEED, problem.number])
    base = distinct(ends, values, 3, SAME)
    shaken = np.repeat(base, 20, 0) + rng.normal(0, 0.4, (20 * len(base), fit.size))
    wide = np.vstack([shaken, make_starts(rng, fit, problem.loss, 60, -1.5, 4), make_starts(rng, fit, problem.loss, 60, -12, 12)])
    ends_wide, values_wide = newton(fit, wide, 400)
    lowest = finish(fit, fine, ends_wide[np.argmin(values_wide)], charts=True)
    wider = lowest if lowest.value < best.value * (1 - SAME) else None

    row = {
        "problem": problem.number,
        "family": problem.law.name,
        "noise": problem.noise,
        "design": problem.design,
        "rows": fit.rows,
        "objective": repr(best.value),
        **{name: repr(value) for name, value in fit.to_natural(best.theta).items()},
        "status": best.status,
        "condition": f"{best.condition:.3g}" if np.isfinite(best.condition) else "",
        "decrement": f"{best.decrement:.1e}",
        "starts_reaching": int((values <= best.value * (1 + SAME)).sum()),
        "truth_reaching": int(truth.value <= best.value * (1 + SAME)),
        "second": repr(second.value) if second else "",
        "second_status": second.status if second else "",
        "proper": repr(min(proper)) if proper else "",
        "wider": repr(wider.value) if wider else "",
        "wider_status": wider.status if wider else "",
    }
    return row


COLUMNS = (
    "problem family noise design rows objective E ln_A alpha ln_B beta k ln_C gamma status condition decrement starts_reaching truth_reaching "
    "second second_status proper wider wider_status"
).split()


# ---------------------------------------------------------------------------------------------------------------------------------------------------------
# Files
# ---------------------------------------------------------------------------------------------------------------------------------------------------------


def write_rows(problems):
    with open(HERE / "rows.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["problem", "N", "D", "loss"])
        for p in problems:
            for i in range(len(p.n)):
                writer.writerow([p.number, repr(float(p.n[i])), "" if p.d is None else repr(float(p.d[i])), repr(float(p.loss[i]))])


def write_minima(rows):
    with open(HERE / "minima.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def summarise(rows, seconds):
    count = lambda key, value: sum(1 for r in rows if str(r.get(key, "")) == value)
    print(f"{len(rows)} problems in {seconds:.0f} s: {count('status', 'certified')} certified, {count('status', 'flat')} flat, {count('status', 'unfinished')} unfinished")
    print(f"{sum(1 for r in rows if r['second'])} with a second minimum, {sum(1 for r in rows if r['second_status'] == 'certified')} of them certified")
    print(f"{sum(1 for r in rows if r['wider'])} where wider starts found something lower")
    print(f"median rows {np.median([int(r['rows']) for r in rows]):g}")
    print("law          certified  flat  second  wider  median starts reaching  fewest  not from the truth")
    for law in LAWS:
        own = [r for r in rows if r["family"] == law.name]
        if own:
            reach = [int(r["starts_reaching"]) for r in own]
            print(
                f"{law.name:12s} {sum(r['status'] == 'certified' for r in own):9d} {sum(r['status'] == 'flat' for r in own):5d} {sum(r['second'] != '' for r in own):7d} "
                f"{sum(r['wider'] != '' for r in own):6d} {np.median(reach):23g} {min(reach):7d} {sum(str(r['truth_reaching']) == '0' for r in own):19d}"
            )


def check():
    """Every objective again, from the two files alone, by the laws' formulas in extended precision; then random small steps, none of which may lead down."""
    table = {}
    with open(HERE / "rows.csv", newline="") as file:
        for r in csv.DictReader(file):
            table.setdefault(int(r["problem"]), []).append((float(r["N"]), float(r["D"] or "nan"), float(r["loss"])))
    real = np.longdouble
    rng = np.random.default_rng(1)
    worst, lower, failures, lines = 0.0, 0.0, 0, 0
    with open(HERE / "minima.csv", newline="") as file:
        for r in csv.DictReader(file):
            lines += 1
            law = BY_NAME[r["family"]]
            ln_n, ln_d, ln_loss = np.log(np.array(table[int(r["problem"])], dtype=real)).T
            keys = [k for k in ("E", "ln_A", "alpha", "ln_B", "beta", "k", "ln_C", "gamma") if r[k]]
            centres = {"alpha": ("ln_A", ln_n.mean()), "beta": ("ln_B", ln_d.mean()), "gamma": ("ln_C", (ln_n + ln_d).mean())}

            def objective(p):
                under = p["ln_A"] - p["alpha"] * ln_n
                if "beta" in p:
                    under = np.logaddexp(under, p["ln_B"] - p["beta"] * ln_d)
                if "gamma" in p:
                    under = np.logaddexp(under, p["ln_C"] - p["gamma"] * (ln_n + ln_d))
                with np.errstate(all="ignore"):  # A small step can be a wild one where k is near its limit.
                    size = np.abs(np.log(np.exp(p.get("k", real(1)) * under) + p.get("E", real(0))) - ln_loss)
                return np.where(size <= DELTA, size**2 / 2, DELTA * (size - real(DELTA) / 2)).sum()

            point = {k: real(float(r[k])) for k in keys}
            stated = real(float(r["objective"]))
            mine = objective(point)
            error = float(abs(mine - stated) / stated)
            down = 0.0
            for size in np.repeat([1e-2, 1e-3, 1e-4, 1e-5, 1e-6], 40):
                trial = dict(point)
                for k in keys:
                    u = real(rng.normal() * size)
                    if k in ("E", "k"):
                        trial[k] = point[k] * np.exp(u)
                    elif k in centres:
                        amplitude, centre = centres[k]
                        trial[k] = point[k] + u
                        trial[amplitude] = trial[amplitude] + u * centre  # Turned about the data's centre.
                    else:
                        trial[k] = trial[k] + u
                down = max(down, float((mine - objective(trial)) / mine))
            bad = error > 1e-9 or down > 1e-9 or int(r["rows"]) != len(ln_n) or r["status"] not in ("certified", "flat")
            if bad:
                failures += 1
                print(f"problem {r['problem']} ({r['family']}, {r['status']}): objective off by {error:.1e}, a step gains {down:.1e}")
            worst, lower = max(worst, error), max(lower, down)
    print(f"{lines} lines, {failures} failures; objectives agree within {worst:.1e}, the best of 200 steps from each gains at most {lower:.1e} (relative)")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="check the files and write nothing")
    parser.add_argument("--only", help="problems to solve and print, such as 1-5,80")
    arguments = parser.parse_args()
    if arguments.check:
        raise SystemExit(1 if check() else 0)
    numbers = range(1, PER_LAW * len(LAWS) + 1)
    if arguments.only:
        parts = [part.split("-") for part in arguments.only.split(",")]
        numbers = [n for part in parts for n in range(int(part[0]), int(part[-1]) + 1)]
    problems = [make_problem(number) for number in numbers]
    if not arguments.only:
        write_rows(problems)
    began = time.time()
    rows = []
    for problem in problems:
        rows.append(solve(problem))
        if arguments.only:
            print({k: v for k, v in rows[-1].items() if v != ""})
        elif problem.number % 20 == 0:
            print(f"{problem.number} problems, {time.time() - began:.0f} s", flush=True)
    if not arguments.only:
        write_minima(rows)
    summarise(rows, time.time() - began)


if __name__ == "__main__":
    main()
