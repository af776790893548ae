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
    /// <summary>No more changes than this; a set that comes back earlier ends the search too.</summary>
    public const int Changes = 20;

    private const double Beyond = 1e-12;

    /// <summary>The next set to try, or null where the point satisfies the conditions for a minimum within the bounds (Karush, Kuhn and Tucker).</summary>
    /// <param name="problem">The problem, with those already held.</param>
    /// <param name="solver">Its solver, at the point.</param>
    /// <param name="rows">The data.</param>
    /// <param name="theta">The point.</param>
    public static Dictionary<string, double>? Next(FitProblem problem, LawSolver solver, RowTable rows, double[] theta)
    {
        LawDefinition definition = problem.Law.Definition;
        var values = new double[theta.Length];
        problem.ToNatural(theta, values);
        string? worst = null;
        double farthest = 0;
        double at = 0;
        foreach ((string name, ParameterBounds bounds) in problem.Law.Bounds)
        {
            if (problem.Law.Held.ContainsKey(name) || problem.AtBounds.ContainsKey(name)) continue;
            LawParameter parameter = definition.Parameters[definition.IndexOf(name)];
            double value = values[definition.IndexOf(name)];
            double bound = value < bounds.Lowest ? bounds.Lowest : value > bounds.Highest ? bounds.Highest : value;
            double distance = double.IsNaN(value) ? 0 : Math.Abs(parameter.ToEngine(value) - parameter.ToEngine(bound));
            if (!(distance > farthest) || Math.Abs(value - bound) <= Beyond * Math.Abs(bound)) continue;
            (worst, farthest, at) = (name, distance, bound);
        }

        if (worst is not null) return new Dictionary<string, double>(problem.AtBounds, StringComparer.Ordinal) { [worst] = at };
        if (problem.AtBounds.Count == 0) return null;

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
