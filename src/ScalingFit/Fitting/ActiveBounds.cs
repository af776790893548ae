using ScalingFit.Laws;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Fitting;

/// <summary>
/// Which parameters sit on a bound: found by an active set. A minimum without bounds is tried first; a parameter that it puts beyond one is held there; and one whose objective falls towards the
/// inside is let go again. Bounds are in natural values, so that a bound on an amplitude is one on what is printed, whatever coordinates the engine works in.
/// </summary>
internal static class ActiveBounds
{
    /// <summary>Where the search comes back to a set, so many sets at most are all tried.</summary>
    private const int MostSets = 243;

    private const double Beyond = 1e-12;

    /// <summary>
    /// Goes from set to set until one satisfies the conditions for a minimum within the bounds. Where that comes back to a set, which a surface with several basins can do, the lowest
    /// point within the bounds counts, of all sets where these are few, or else of those met while parameters are only added.
    /// </summary>
    public static T Search<T>(FitProblem problem, Func<FitProblem, BoundedPoint<T>> solve)
    {
        var tried = new HashSet<string>(StringComparer.Ordinal) { KeyOf(problem.AtBounds) };
        FitProblem at = problem;
        BoundedPoint<T>? best = null;
        int changes = 4 * (1 + problem.Law.Bounds.Count);
        while (true)
        {
            BoundedPoint<T> point = solve(at);
            if (!point.IsOutside && (best is null || point.Objective < best.Objective)) best = point;
            if (point.Next is null) return point.Result;
            if (!tried.Add(KeyOf(point.Next)) || tried.Count > changes) break;
            at = problem.WithAtBounds(point.Next);
        }

        foreach (Dictionary<string, double> set in Sets(problem.Law))
        {
            BoundedPoint<T> point = solve(problem.WithAtBounds(set));
            if (!point.IsOutside && (best is null || point.Objective < best.Objective)) best = point;
        }

        // With every parameter that was ever outside held, none is.
        var held = new Dictionary<string, double>(StringComparer.Ordinal);
        while (best is null)
        {
            at = problem.WithAtBounds(held);
            BoundedPoint<T> point = solve(at);
            if (!point.IsOutside || point.Next is null || point.Next.Count <= held.Count) best = point;
            else held = point.Next;
        }

        return best.Result;
    }

    /// <summary>Every way to hold the bounded parameters at one of their bounds, or not; none where the ways are too many.</summary>
    private static List<Dictionary<string, double>> Sets(ScalingLaw law)
    {
        (string Name, ParameterBounds Bounds)[] bounded = [.. law.Bounds.Where(b => !law.Held.ContainsKey(b.Key)).Select(b => (b.Key, b.Value))];
        if (Math.Pow(3, bounded.Length) > MostSets) return [];
        var sets = new List<Dictionary<string, double>> { new(StringComparer.Ordinal) };
        foreach ((string name, ParameterBounds bounds) in bounded)
        {
            foreach (Dictionary<string, double> set in sets.ToArray())
            {
                if (double.IsFinite(bounds.Lowest)) sets.Add(new Dictionary<string, double>(set, StringComparer.Ordinal) { [name] = bounds.Lowest });
                if (double.IsFinite(bounds.Highest)) sets.Add(new Dictionary<string, double>(set, StringComparer.Ordinal) { [name] = bounds.Highest });
            }
        }

        return sets;
    }

    /// <summary>The next set to try, or null where the point satisfies the conditions for a minimum within the bounds (Karush, Kuhn and Tucker).</summary>
    /// <param name="problem">The problem, with those already held.</param>
    /// <param name="solver">Its solver, at the point.</param>
    /// <param name="rows">The data.</param>
    /// <param name="theta">The point.</param>
    public static Dictionary<string, double>? Next(FitProblem problem, LawSolver solver, RowTable rows, double[] theta)
    {
        if (Violation(problem, theta) is { } worst) return new Dictionary<string, double>(problem.AtBounds, StringComparer.Ordinal) { [worst.Name] = worst.Bound };
        if (problem.AtBounds.Count == 0) return null;

        LawDefinition definition = problem.Law.Definition;
        double[] slopes = Slopes(problem, solver, rows, theta);
        string? freed = null;
        double steepest = 0;
        foreach ((string name, double bound) in problem.AtBounds)
        {
            // At the lowest value the objective must rise upwards, at the highest downwards.
            double inwards = bound.Equals(problem.Law.Bounds[name].Lowest) ? -slopes[definition.IndexOf(name)] : slopes[definition.IndexOf(name)];
            if (inwards <= steepest) continue;
            (freed, steepest) = (name, inwards);
        }

        if (freed is null) return null;
        var fewer = new Dictionary<string, double>(problem.AtBounds, StringComparer.Ordinal);
        fewer.Remove(freed);
        return fewer;
    }

    /// <summary>The parameter that is farthest beyond one of its bounds, on the scale that it is fitted on, with that bound; null where none is.</summary>
    public static (string Name, double Bound)? Violation(FitProblem problem, double[] theta)
    {
        LawDefinition definition = problem.Law.Definition;
        var values = new double[theta.Length];
        problem.ToNatural(theta, values);
        (string Name, double Bound)? worst = null;
        double farthest = 0;
        foreach ((string name, ParameterBounds bounds) in problem.Law.Bounds)
        {
            if (problem.Law.Held.ContainsKey(name) || problem.AtBounds.ContainsKey(name)) continue;
            LawParameter parameter = definition.Parameters[definition.IndexOf(name)];
            double value = values[definition.IndexOf(name)];
            double bound = value < bounds.Lowest ? bounds.Lowest : value > bounds.Highest ? bounds.Highest : value;
            double distance = double.IsNaN(value) ? 0 : Math.Abs(parameter.ToEngine(value) - parameter.ToEngine(bound));
            if (!(distance > farthest) || Math.Abs(value - bound) <= Beyond * Math.Abs(bound)) continue;
            (worst, farthest) = ((name, bound), distance);
        }

        return worst;
    }

    public static string KeyOf(IReadOnlyDictionary<string, double> atBounds) => string.Join(';', atBounds.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => $"{b.Key}={BitConverter.DoubleToInt64Bits(b.Value)}"));

    /// <summary>The derivative of the objective by each parameter, what is tied to it included, with the free ones at their minimum.</summary>
    private static double[] Slopes(FitProblem problem, LawSolver solver, RowTable rows, double[] theta)
    {
        var gradient = new double[theta.Length];
        if (problem.Penalty.Kind == PenaltyKind.Absolute)
        {
            var derivatives = new Derivatives(theta.Length);
            solver.Engine.Lagrangian(rows, problem.Penalty.Of, theta, solver.Absolute.Multipliers(rows.Count), derivatives);
            derivatives.Gradient.CopyTo(gradient, 0);
        }
        else
        {
            solver.Engine.ValueAndGradient(rows, problem.Penalty, theta, gradient);
        }

        var own = new double[theta.Length];
        problem.UncentreGradient(gradient, own);
        LawDefinition definition = problem.Law.Definition;
        foreach ((string follower, string leader) in problem.Law.Tied) own[definition.IndexOf(leader)] += own[definition.IndexOf(follower)];
        return own;
    }
}
