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

    /// <summary>Starts are doubled until they are so many times those asked for.</summary>
    private const int MostRounds = 4;

    public static LawFit Fit(FitProblem problem)
    {
        // Bounds that turn out to be active are held, one change at a time.
        var tried = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            LawSolver solver = problem.NewSolver();
            LawFit fit = Fit(problem, solver);
            if (problem.Law.Bounds.Count == 0 || tried.Count == ActiveBounds.Changes) return fit;
            Dictionary<string, double>? next = ActiveBounds.Next(problem, solver, problem.Rows, fit.Theta);
            if (next is null || !tried.Add(ActiveBounds.KeyOf(next))) return fit;
            problem = problem.WithAtBounds(next);
        }
    }

    private static LawFit Fit(FitProblem problem, LawSolver solver)
    {
        List<PolishedStart> polished = Polish(problem, solver);

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
        SolveOutcome final = solver.SolveFrom(problem.Rows, problem.Penalty, theta);
        bool repeated = final.Termination == Termination.Converged && final.Objective <= best.Outcome.Objective * (1 + SameObjective);
        if (!repeated && best.Outcome.Termination == Termination.Converged)
        {
            // On data that all but lie on the law, rounding may keep the second run from ending where the first did.
            best.Theta.AsSpan().CopyTo(theta);
            final = best.Outcome;
        }

        var rowResiduals = new double[problem.Rows.Count];
        var shares = new double[problem.Rows.Count * problem.Law.Definition.Form.TermCount];
        solver.Engine.Residuals(problem.Rows, problem.Penalty.Of, theta, rowResiduals, shares);
        double[] residuals = Array.ConvertAll(problem.RowOfRun, row => rowResiduals[row]);

        Certificate certificate = Certify(problem, solver, final, repeated, polished, theta, residuals, shares);
        FittedLaw fitted = problem.ToFitted(theta, Describe(problem));
        return new LawFit(problem, fitted, theta, residuals, certificate);
    }

    /// <summary>Polishes as many starts as the options ask for; and while most of them disagree, twice as many, for the surface has several basins then.</summary>
    private static List<PolishedStart> Polish(FitProblem problem, LawSolver solver)
    {
        int starts = problem.Options.Starts;
        while (true)
        {
            List<PolishedStart> polished = solver.SolveFromScreen(problem.Rows, problem.Weights, problem.Penalty, starts);
            PolishedStart lowest = polished.MinBy(p => p.Outcome.Objective)!;
            int agree = polished.Count(p => IsSame(problem, p.Outcome.Objective, p.Theta, lowest.Outcome.Objective, lowest.Theta));
            bool exhausted = polished.Count < starts || starts >= MostRounds * problem.Options.Starts;
            if (problem.Options.Starts == 1) return polished;
            if (2 * agree > polished.Count || exhausted)
            {
                polished.AddRange(solver.SolveFromSpikes(problem.Rows, problem.Penalty, lowest.Theta, Spikes));
                return polished;
            }

            starts *= 2;
        }
    }

    private static string Describe(FitProblem problem)
    {
        string count = problem.Runs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string source = problem.Runs.Source.Length == 0 ? "" : $" of {problem.Runs.Source}";
        return $"{problem.Options.Objective.Name} fit to {count} run{(problem.Runs.Count == 1 ? "" : "s")}{source}";
    }

    private static Certificate Certify(FitProblem problem, LawSolver solver, SolveOutcome final, bool repeated, List<PolishedStart> polished, double[] theta, double[] residuals, double[] shares)
    {
        bool absolute = problem.Penalty.Kind == PenaltyKind.Absolute;
        List<Basin> basins = Basins(problem, polished);
        (double[] gradient, double[] hessian) = absolute
            ? ([], [])
            : problem.Uncentre(solver.AtSolution.Gradient, solver.AtSolution.Hessian);
        double[] centred = !absolute ? (double[])solver.AtSolution.Hessian.Clone() : repeated ? solver.Absolute.NormalMatrix(problem.Rows, problem.Penalty.Of, theta) : [];
        gradient = Array.ConvertAll(gradient, g => g * problem.WeightScale);
        hessian = Array.ConvertAll(hessian, h => h * problem.WeightScale);
        return new Certificate(hessian, centred, problem.Coordinates.FreeCount, problem.UncentredAmplitudes())
        {
            Termination = final.Termination,
            Objective = final.Objective * problem.WeightScale,
            RelativeDecrement = double.IsNaN(final.Decrement) ? null : final.Decrement / Math.Max(final.Objective, problem.Penalty.Resolution(problem.Rows.Count)),
            Gradient = gradient,
            TermShares = Shares(problem, shares),
            Starts = polished.Count,
            StartsAgreeing = polished.Count(p => p.Outcome.Termination == Termination.Converged && IsSame(problem, p.Outcome.Objective, p.Theta, final.Objective, theta)),
            Basins = basins,
            ActiveBounds = [.. problem.AtBounds.Keys.Order(StringComparer.Ordinal)],
            Evaluations = polished.Sum(p => p.Outcome.Evaluations) + final.Evaluations,
            RunsInQuadraticZone = problem.Penalty.Kind == PenaltyKind.Huber ? residuals.Count(r => Math.Abs(r) <= problem.Penalty.Delta) : null,
            InterpolatedRuns = absolute && repeated ? solver.Absolute.ThroughCount : null,
            LargestMultiplier = absolute && repeated && !double.IsNaN(solver.Absolute.LargestMultiplier) ? solver.Absolute.LargestMultiplier : null,
        };
    }

    private static List<TermShare> Shares(FitProblem problem, double[] shares)
    {
        int rows = problem.Rows.Count;
        var result = new List<TermShare>();
        for (int t = 0; t < problem.Law.Definition.TermNames.Length; t++)
        {
            ReadOnlySpan<double> term = shares.AsSpan(t * rows, rows);
            double smallest = double.PositiveInfinity;
            double largest = 0;
            foreach (double share in term)
            {
                smallest = Math.Min(smallest, share);
                largest = Math.Max(largest, share);
            }

            result.Add(new TermShare { Term = problem.Law.Definition.TermNames[t], Smallest = smallest, Largest = largest });
        }

        return result;
    }

    private static List<Basin> Basins(FitProblem problem, List<PolishedStart> polished)
    {
        var groups = new List<List<PolishedStart>>();
        foreach (PolishedStart start in polished.OrderBy(p => p.Outcome.Objective))
        {
            List<PolishedStart>? home = groups.Find(g => IsSame(problem, start.Outcome.Objective, start.Theta, g[0].Outcome.Objective, g[0].Theta));
            if (home is null) groups.Add([start]);
            else home.Add(start);
        }

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
