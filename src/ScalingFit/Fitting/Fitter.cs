using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Fitting;

/// <summary>Screen, polish, choose, certify: the one way a law is fitted.</summary>
internal static class Fitter
{
    /// <summary>Two ends are the same minimum when their objectives differ by less than this, relatively, and no coordinate by more than <see cref="SamePoint"/>.</summary>
    private const double SameObjective = 1e-9;

    private const double SamePoint = 1e-3;

    /// <summary>How many starts with a spike are polished beside the others.</summary>
    private const int Spikes = 3;

    /// <summary>A table of more rows is sampled to find its minima.</summary>
    private const int SampledFrom = 8192;

    private const int SampleRows = 2048;

    /// <summary>How many of the minima of a sample are followed on all rows, the lowest first.</summary>
    private const int BasinsFollowed = 3;

    /// <summary>Starts are doubled until they are so many times those asked for.</summary>
    private const int MostRounds = 4;

    public static LawFit Fit(FitProblem problem)
    {
        if (problem.Law.Bounds.Count == 0) return Fit(problem, problem.NewSolver());
        return ActiveBounds.Search(
            problem,
            p =>
            {
                LawSolver solver = p.NewSolver();
                LawFit fit = Fit(p, solver);
                return new BoundedPoint<LawFit>(fit, fit.Certificate.Objective, ActiveBounds.Violation(p, fit.Theta) is not null, ActiveBounds.Next(p, solver, p.Rows, fit.Theta));
            });
    }

    private static LawFit Fit(FitProblem problem, LawSolver solver)
    {
        List<PolishedStart> polished = Polish(problem, solver, out PolishedStart? last);

        // A converged end is preferred to a stalled one that happens to lie as low.
        List<PolishedStart> ordered = [.. polished.OrderBy(p => p.Outcome.Objective).ThenBy(p => p.Outcome.Termination)];
        PolishedStart best = ordered[0];
        foreach (PolishedStart other in ordered)
        {
            bool asLow = other.Outcome.Objective <= best.Outcome.Objective * (1 + SameObjective);
            if (asLow && best.Outcome.Termination != Termination.Converged && other.Outcome.Termination == Termination.Converged) best = other;
        }

        // The last word is the minimiser's own, from the point chosen, so that its derivatives and multipliers are those of this point.
        var theta = (double[])best.Theta.Clone();
        bool isThere = last is not null && ReferenceEquals(last.Theta, best.Theta);
        SolveOutcome final = isThere ? last!.Outcome : solver.SolveFrom(problem.Rows, problem.Penalty, theta);
        bool repeated = final.Termination == Termination.Converged && final.Objective <= best.Outcome.Objective * (1 + SameObjective);
        if (!repeated && best.Outcome.Termination == Termination.Converged)
        {
            // On data that all but lie on the law, rounding may keep the second run from ending where the first did.
            best.Theta.AsSpan().CopyTo(theta);
            final = best.Outcome;
        }

        var rowResiduals = new double[problem.Rows.Count];
        ShareRange[] shares = [.. Enumerable.Repeat(ShareRange.None, problem.Law.Definition.Form.TermCount)];
        solver.Engine.Residuals(problem.Rows, problem.Penalty.Of, theta, rowResiduals, shares);
        double[] residuals = problem.RowPerRun ? rowResiduals : Array.ConvertAll(problem.RowOfRun, row => rowResiduals[row]);

        Certificate certificate = Certify(problem, solver, final, repeated, isThere, polished, theta, residuals, shares);
        FittedLaw fitted = problem.ToFitted(theta, Describe(problem));
        return new LawFit(problem, fitted, theta, residuals, certificate);
    }

    /// <summary>
    /// Polishes as many starts as the options ask for. On a long table that is done on a sample of its rows, and the minima found there are followed on all.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="solver">Its solver.</param>
    /// <param name="last">The start whose end the solver still stands at, with its derivatives; null where that is not known.</param>
    private static List<PolishedStart> Polish(FitProblem problem, LawSolver solver, out PolishedStart? last)
    {
        last = null;
        if (problem.Rows.Count <= SampledFrom || problem.Rows.Parts.Length > 0)
        {
            List<PolishedStart> all = Polish(problem, solver, problem.Rows);
            if (all.Count == 1) last = all[0];
            return all;
        }

        List<PolishedStart> sampled = Polish(problem, solver, problem.Rows.At(RowSample.Places(problem.Rows.Count, SampleRows)));
        var polished = new List<PolishedStart>();
        foreach (List<PolishedStart> basin in Group(problem, sampled).Take(BasinsFollowed))
        {
            var theta = (double[])basin[0].Theta.Clone();
            SolveOutcome outcome = solver.SolveFrom(problem.Rows, problem.Penalty, theta);
            last = new PolishedStart(theta, outcome);
            polished.AddRange(basin.Select((_, k) => new PolishedStart(theta, outcome with { Evaluations = k == 0 ? outcome.Evaluations : 0 })));
        }

        return polished;
    }

    private static string Advice(FitProblem problem)
    {
        Variable? zero = Array.Find(problem.Law.Definition.Variables, v => v.Range != VariableRange.Positive && problem.Runs.Has(v) && problem.Runs.ColumnArray(v).Min() <= 0);
        return zero is null
            ? $"Give its parameters {nameof(LawParameter.LowestStart)} and {nameof(LawParameter.HighestStart)}."
            : $"{zero} is zero in some runs, where its logarithm is infinite and so are derivatives of its powers: add to it, as in ({zero.Symbol} + c)^a, or leave these runs out.";
    }

    /// <summary>While most of the starts disagree, twice as many are polished, for the surface has several basins then.</summary>
    private static List<PolishedStart> Polish(FitProblem problem, LawSolver solver, RowTable rows)
    {
        int done = 0;
        int starts = problem.Options.Starts;
        var polished = new List<PolishedStart>();
        while (true)
        {
            solver.SolveFromScreen(rows, problem.Weights, problem.Penalty, done, starts, polished);
            PolishedStart lowest = polished.MinBy(p => p.Outcome.Objective) ?? throw new InvalidOperationException(
                $"{problem.Law.Name} has no finite value at any of the points that a fit would start from. {Advice(problem)}");
            int agree = polished.Count(p => IsSame(problem, p.Outcome.Objective, p.Theta, lowest.Outcome.Objective, lowest.Theta));
            bool exhausted = polished.Count < starts || starts >= MostRounds * problem.Options.Starts;
            if (problem.Options.Starts == 1) return polished;
            if (2 * agree > polished.Count || exhausted)
            {
                polished.AddRange(solver.SolveFromSpikes(rows, problem.Penalty, lowest.Theta, Spikes));
                return polished;
            }

            done = starts;
            starts *= 2;
        }
    }

    private static string Describe(FitProblem problem)
    {
        string count = problem.Runs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string source = problem.Runs.Source.Length == 0 ? "" : $" of {problem.Runs.Source}";
        return $"{problem.Options.Objective.Name} fit to {count} run{(problem.Runs.Count == 1 ? "" : "s")}{source}";
    }

    private static Certificate Certify(FitProblem problem, LawSolver solver, SolveOutcome final, bool repeated, bool isThere, List<PolishedStart> polished, double[] theta, double[] residuals, ShareRange[] shares)
    {
        bool absolute = problem.Penalty.Kind == PenaltyKind.Absolute;
        List<Basin> basins = Basins(problem, polished);
        (double[] gradient, double[] hessian) = absolute
            ? ([], [])
            : problem.Uncentre(solver.AtSolution.Gradient, solver.AtSolution.Hessian);
        double[] centred = !absolute ? (double[])solver.AtSolution.Hessian.Clone() : repeated
            ? solver.Absolute.NormalMatrix(problem.Rows, problem.Penalty.Of, theta)
            : solver.Absolute.NormalMatrixOfAll(problem.Rows, problem.Penalty.Of, theta);
        gradient = Array.ConvertAll(gradient, g => g * problem.WeightScale);
        hessian = Array.ConvertAll(hessian, h => h * problem.WeightScale);
        return new Certificate(hessian, centred, problem.Coordinates.FreeCount, problem.UncentredAmplitudes(), problem.Places(ParameterKind.Free))
        {
            Termination = final.Termination,
            Objective = final.Objective * problem.WeightScale,
            RelativeDecrement = double.IsNaN(final.Decrement) ? null : final.Decrement / Math.Max(final.Objective, problem.Penalty.Resolution(problem.Rows.Count)),
            Gradient = gradient,
            TermShares = [.. problem.Law.Definition.TermNames.Select((name, t) => new TermShare { Term = name, Smallest = shares[t].Smallest, Largest = shares[t].Largest })],
            Starts = polished.Count,
            StartsAgreeing = polished.Count(p => p.Outcome.Termination == Termination.Converged && IsSame(problem, p.Outcome.Objective, p.Theta, final.Objective, theta)),
            Basins = basins,
            ActiveBounds = [.. problem.AtBounds.Keys.Order(StringComparer.Ordinal)],
            Evaluations = polished.Sum(p => p.Outcome.Evaluations) + (isThere ? 0 : final.Evaluations),
            RunsInQuadraticZone = problem.Penalty.Kind == PenaltyKind.Huber ? problem.RunsWithin(problem.Penalty.Delta, residuals) : null,
            InterpolatedRuns = absolute && repeated ? solver.Absolute.ThroughCount : null,
            LargestMultiplier = absolute && repeated && !double.IsNaN(solver.Absolute.LargestMultiplier) ? solver.Absolute.LargestMultiplier : null,
        };
    }

    private static List<Basin> Basins(FitProblem problem, List<PolishedStart> polished)
    {
        List<List<PolishedStart>> groups = Group(problem, polished);
        double lowest = Math.Max(groups[0][0].Outcome.Objective, problem.Penalty.Resolution(problem.Rows.Count));
        return
        [
            .. groups.Select(g => new Basin
            {
                Objective = g[0].Outcome.Objective * problem.WeightScale,
                RelativeGap = (g[0].Outcome.Objective - groups[0][0].Outcome.Objective) / lowest,
                Starts = g.Count,
                Termination = g.Min(p => p.Outcome.Termination),
                Law = problem.ToFitted(g[0].Theta, "polished start"),
            }),
        ];
    }

    /// <summary>The starts by the minimum they ended in, the lowest first.</summary>
    private static List<List<PolishedStart>> Group(FitProblem problem, List<PolishedStart> polished)
    {
        var groups = new List<List<PolishedStart>>();
        foreach (PolishedStart start in polished.OrderBy(p => p.Outcome.Objective))
        {
            List<PolishedStart>? home = groups.Find(g => IsSame(problem, start.Outcome.Objective, start.Theta, g[0].Outcome.Objective, g[0].Theta));
            if (home is null) groups.Add([start]);
            else home.Add(start);
        }

        return groups;
    }

    private static bool IsSame(FitProblem problem, double objective, double[] theta, double otherObjective, double[] otherTheta)
    {
        double larger = Math.Max(objective, otherObjective);
        if (Math.Abs(objective - otherObjective) > (SameObjective * larger) + (2 * problem.Penalty.RoundingError(problem.Rows.Count, larger))) return false;
        for (int m = 0; m < theta.Length; m++)
        {
            if (Math.Abs(theta[m] - otherTheta[m]) > SamePoint) return false;
        }

        return true;
    }
}
