"""The three jobs that scaling-law papers repeat, as numpy and scipy do them on one thread. See README.md.

Law        L = E + A/N^alpha + B/D^beta, fitted as ln L = logsumexp(a - alpha ln N, b - beta ln D, e)
Objective  the sum over runs of Huber's function (delta 0.001) of ln(predicted loss) - ln(loss)
Vector     (a, alpha, b, beta, e), with A = exp a, B = exp b, E = exp e
"""
import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_name] = "1"  # read by the linear algebra library when numpy is imported

import argparse  # noqa: E402
import csv  # noqa: E402
import itertools  # noqa: E402
import json  # noqa: E402
import math  # noqa: E402
import platform  # noqa: E402
import statistics  # noqa: E402
import time  # noqa: E402

import numpy as np  # noqa: E402
import scipy  # noqa: E402
from scipy.optimize import minimize  # noqa: E402

DELTA = 1e-3
HOFFMANN = np.array([6.0073404, 0.33917084, 6.0179186, 0.2849083, 0.5267228])  # arXiv:2203.15556, TeX source
GRID_STARTS = 4500
RESAMPLES = 4000
TIGHT = {
    "BFGS": {"gtol": 1e-9, "maxiter": 10_000},  # a smaller one is mostly out of rounding's reach: evaluations for nothing
    "L-BFGS-B": {"ftol": 1e-15, "gtol": 1e-12, "maxiter": 100_000, "maxfun": 1_000_000},
}


def read_logs(path, drop_highest):
    """ln N, ln D and ln L of the runs, one row each; D = C/(6N) where the table has no tokens."""
    with open(path, newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    n, loss = (np.array([float(row[key]) for row in table]) for key in ("parameters", "loss"))
    if "tokens" in table[0]:
        d = np.array([float(row["tokens"]) for row in table])
    else:
        d = np.array([float(row["flops"]) for row in table]) / (6 * n)
    kept = np.sort(np.argsort(loss, kind="stable")[:len(loss) - drop_highest])
    return np.log(np.stack([n, d, loss])[:, kept])


class Objective:
    """The objective over one table. The logs are taken once; a call costs two products with the design, one exp and one log."""

    def __init__(self, logs):
        self.m = logs.shape[1]
        self.ln_loss = logs[2]
        self.design = np.zeros((2 * self.m, 4))  # design @ (a, alpha, b, beta) = the logs of the two power terms
        self.design[:self.m, 0] = self.design[self.m:, 2] = 1
        self.design[:self.m, 1] = -logs[0]
        self.design[self.m:, 3] = -logs[1]
        self.evaluations = 0

    def terms(self, theta):
        """The power terms, E and their sum, and the log loss to hold the log of the sum against."""
        powers, floor = self.design.dot(theta[:4]), theta[4]
        terms, constant = np.exp(powers), np.exp(floor)
        total = terms[:self.m] + terms[self.m:]
        total += constant
        if constant > 0 and total.dot(total) < math.inf:
            return terms, constant, total, self.ln_loss
        # Out of range: divide each row by its largest term, as logsumexp does.
        top = np.maximum(np.maximum(powers[:self.m], powers[self.m:]), floor)
        terms, constant = np.exp(powers - np.concatenate([top, top])), np.exp(floor - top)
        return terms, constant, terms[:self.m] + terms[self.m:] + constant, self.ln_loss - top

    def value(self, theta):
        self.evaluations += 1
        _, _, total, target = self.terms(theta)
        residual = np.log(total)
        residual -= target
        slope = np.minimum(np.maximum(residual, -DELTA), DELTA)
        return slope.dot(residual) - 0.5 * slope.dot(slope)

    def value_gradient(self, theta):
        self.evaluations += 1
        terms, constant, total, target = self.terms(theta)
        residual = np.log(total)
        residual -= target
        slope = np.minimum(np.maximum(residual, -DELTA), DELTA)
        value = slope.dot(residual) - 0.5 * slope.dot(slope)
        slope /= total
        gradient = np.empty(5)
        gradient[4] = (slope * constant).sum()
        both = terms.reshape(2, self.m)
        both *= slope
        gradient[:4] = terms.dot(self.design)
        return value, gradient

    def hessian(self, theta):
        """Not part of any timed job: it serves the reference minimum only."""
        terms, constant, total, target = self.terms(theta)
        residual = np.log(total) - target
        slope = np.clip(residual, -DELTA, DELTA)
        rows = (terms.reshape(2, self.m) / total).ravel()[:, None] * self.design
        jacobian = np.column_stack([rows[:self.m] + rows[self.m:], constant / total])
        hessian = (jacobian.T * ((np.abs(residual) <= DELTA) - slope)) @ jacobian
        hessian[:4, :4] += (rows.T * np.concatenate([slope, slope])) @ self.design
        hessian[4, 4] += (slope * constant / total).sum()
        return hessian


def minimum(objective, starts):
    """(value, vector) that results are judged by: Newton's method, damped on the Hessian's eigenvalues, from the best of the starts."""
    def newton(theta):
        value, gradient = objective.value_gradient(theta)
        damping = 0.0
        for _ in range(300):
            sizes, vectors = np.linalg.eigh(objective.hessian(theta))
            step = -vectors @ (vectors.T @ gradient / (np.abs(sizes) + damping + 1e-12))
            trial, trial_gradient = objective.value_gradient(theta + step)
            if trial < value:
                theta, value, gradient, damping = theta + step, trial, trial_gradient, 0.1 * damping
            elif damping > 1e6 or np.abs(step).max() < 1e-10:
                break
            else:
                damping = max(10 * damping, 1e-6)
        return value, theta

    return min((newton(start) for start in starts if math.isfinite(objective.value(start))), key=lambda found: found[0])


def local_fit(objective, start, method, gradient, tight):
    options = TIGHT[method] if tight else {}
    if gradient == "analytic":
        return minimize(objective.value_gradient, start, jac=True, method=method, options=options)
    return minimize(objective.value, start, method=method, options=options)


def grid(count):
    """Count of Hoffmann's starts: every k-th, k sharing no factor with 4500 so that no value of any parameter is skipped, and round again."""
    half, five = np.arange(0, 2.5, 0.5), np.arange(0, 30, 5)
    starts = [np.array([a, alpha, b, beta, e], float)
              for alpha, beta, e, a, b in itertools.product(half, half, np.arange(-1, 1.5, 0.5), five, five)]
    step = next(k for k in itertools.count(math.ceil(GRID_STARTS / count)) if math.gcd(k, GRID_STARTS) == 1)
    return [starts[i * step % GRID_STARTS] for i in range(count)]


def natural(theta):
    """(A, alpha, B, beta, E)."""
    theta = np.array(theta)
    theta[..., [0, 2, 4]] = np.exp(theta[..., [0, 2, 4]])
    return theta


def named(values):
    return dict(zip(("A", "alpha", "B", "beta", "E"), map(float, values)))


def run_grid(logs, args):
    objective, starts = Objective(logs), grid(args.starts)
    with Clock() as clock:
        fits = [local_fit(objective, start, "L-BFGS-B", args.gradient, args.tight) for start in starts]
    evaluations = objective.evaluations
    best = min((fit for fit in fits if math.isfinite(fit.fun)), key=lambda fit: fit.fun)
    reference, _ = minimum(objective, [best.x, HOFFMANN])
    return clock, fits, [reference] * len(fits), GRID_STARTS, {
        "starts": len(starts), "evaluations": evaluations, "best_objective": best.fun, "parameters": named(natural(best.x))}


def run_bootstrap(logs, args):
    _, optimum = minimum(Objective(logs), [HOFFMANN])
    start = optimum if args.warm else HOFFMANN
    random, m = np.random.RandomState(args.seed), logs.shape[1]  # RandomState: its stream is the same in every numpy
    objectives, fits = [], []
    with Clock() as clock:
        for _ in range(args.resamples):
            objectives.append(Objective(logs[:, random.randint(0, m, m)]))
            fits.append(local_fit(objectives[-1], start, "BFGS", args.gradient, args.tight))
    evaluations = sum(objective.evaluations for objective in objectives)
    references = None if args.unchecked else [minimum(o, [fit.x, optimum])[0] for o, fit in zip(objectives, fits)]
    draws = natural([fit.x for fit in fits])
    low, high = np.percentile(draws, [2.5, 97.5], axis=0)
    return clock, fits, references, RESAMPLES, {
        "resamples": len(fits), "evaluations": evaluations, "best_objective": None, "parameters": named(np.median(draws, axis=0)),
        "standard_errors": named(draws.std(axis=0, ddof=1)), "interval_95": {"low": named(low), "high": named(high)}}


def run_fit(logs, args):
    """Repeated in rounds of 25 until the median of the repeats so far has moved by less than 0.5 % over five rounds, at most 1000 times."""
    objective, seconds, medians, fits = Objective(logs), [], [], []
    with Clock() as clock:
        while len(medians) < 5 or (len(fits) < 1000 and max(medians[-5:]) > 1.005 * min(medians[-5:])):
            for _ in range(25):
                with Clock() as one:
                    fits.append(local_fit(objective, HOFFMANN, "BFGS", args.gradient, True))
                seconds.append(one.cpu)
            medians.append(statistics.median(seconds))
    evaluations, best = objective.evaluations, fits[0]
    reference, _ = minimum(objective, [best.x, HOFFMANN])
    return clock, fits, [reference] * len(fits), None, {
        "repeats": len(fits), "median_seconds": medians[-1], "evaluations": evaluations,
        "best_objective": best.fun, "parameters": named(natural(best.x))}


class Clock:
    def __enter__(self):
        self.wall, self.cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_):
        self.cpu = time.process_time() - self.cpu
        self.wall = time.perf_counter() - self.wall


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", help="CSV with a header: parameters, loss, and tokens or flops (then D = C/(6N))")
    parser.add_argument("--job", required=True, choices=["fit", "grid", "bootstrap"])
    parser.add_argument("--gradient", default="analytic", choices=["analytic", "numeric"])
    parser.add_argument("--drop-highest", type=int, default=0, metavar="K", help="leave out the K runs of highest loss")
    parser.add_argument("--starts", type=int, default=GRID_STARTS, help="grid: fit from this many of the 4500 starts and extrapolate")
    parser.add_argument("--resamples", type=int, default=RESAMPLES, help="bootstrap: fit the first of the 4000 resamples and extrapolate")
    parser.add_argument("--seed", type=int, default=42, help="bootstrap: of the resamples")
    parser.add_argument("--warm", action="store_true", help="bootstrap: start at the optimum of all runs, not at Hoffmann's values")
    parser.add_argument("--unchecked", action="store_true", help="bootstrap: do not look for each resample's minimum afterwards (untimed, but slow)")
    parser.add_argument("--tight", action="store_true", help="tolerances near rounding, not scipy's defaults (job fit: always)")
    parser.add_argument("--json", default="-", metavar="FILE", help="where the result goes; - is standard output")
    args = parser.parse_args()
    if not 1 <= args.starts <= GRID_STARTS:
        parser.error(f"--starts must be 1 to {GRID_STARTS}")
    if args.resamples < 2:
        parser.error("--resamples must be at least 2")

    np.seterr(all="ignore")
    logs = read_logs(args.runs, args.drop_highest)
    method = "L-BFGS-B" if args.job == "grid" else "BFGS"
    local_fit(Objective(logs), HOFFMANN, method, args.gradient, False)  # untimed: scipy's lazy imports
    job = {"fit": run_fit, "grid": run_grid, "bootstrap": run_bootstrap}[args.job]
    clock, fits, references, full, details = job(logs, args)

    per_unit = details.get("median_seconds", clock.cpu / len(fits))
    close = None if references is None else statistics.fmean(bool(fit.fun <= reference * (1 + 1e-4)) for fit, reference in zip(fits, references))
    result = {
        "job": args.job, "method": method, "gradient": args.gradient, "tight": args.tight or args.job == "fit",
        "start": {"grid": "grid", "fit": "hoffmann"}.get(args.job, "optimum" if args.warm else "hoffmann"), "rows": logs.shape[1],
        "seconds_wall": clock.wall, "seconds_cpu": clock.cpu, "per_unit_seconds": per_unit,
        "extrapolated_seconds": full and per_unit * full, "extrapolated_to": full, "is_extrapolated": full is not None and len(fits) != full,
        **details,
        "share_within_1e-4": close, "share_success": statistics.fmean(bool(fit.success) for fit in fits),
        "numpy": np.__version__, "scipy": scipy.__version__, "python": platform.python_version(),
    }
    result.pop("median_seconds", None)
    text = json.dumps(result, indent=2, default=float) + "\n"
    if args.json == "-":
        print(text, end="")
    else:
        with open(args.json, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
