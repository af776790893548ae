using ScalingFit.Numerics.Expressions;

namespace ScalingFit.Decisions.Mixtures;

/// <summary>A weighted sum of laws as a function of shares alone: whatever else the laws depend on stays at the values of one run.</summary>
internal sealed class MixtureSurface
{
    private const double NextToNothing = 1e-12;

    private readonly (double Weight, ExpressionJet Jet)[] _parts;

    private MixtureSurface((double Weight, ExpressionJet Jet)[] parts, int count, bool isConvex)
    {
        _parts = parts;
        Count = count;
        IsConvex = isConvex;
    }

    /// <summary>How many shares there are.</summary>
    public int Count { get; }

    /// <summary>Whether the sum is proved convex over the box.</summary>
    public bool IsConvex { get; }

    /// <exception cref="ArgumentException">There is no target, a law depends on no share, or the run lacks another variable.</exception>
    /// <exception cref="NotSupportedException">A law is not an expression of one group.</exception>
    public static MixtureSurface Of(MixtureTarget[] targets, MixtureDomains domains, MixtureBox box, TrainingRun? at)
    {
        if (targets.Length == 0) throw new ArgumentException("There is no loss to lower: give at least one target.", nameof(targets));
        var parts = new List<(double, ExpressionJet)>();
        bool convex = true;
        foreach (MixtureTarget target in targets)
        {
            if (target?.Law is null) throw new ArgumentException("A target has no law.", nameof(targets));
            Require.Positive(target.Weight, nameof(MixtureTarget.Weight));
            Require.Comparable(targets[0].Law.Conventions, target.Law.Conventions, nameof(targets));
            FittedLaw law = target.Law;
            law.RequireOneGroup();
            if (law.Law.Definition.Expression is not { } form || law.Law.Definition.Inputs is not null) throw new NotSupportedException($"{law.Law.Name} is no law of a mixture.");
            if (!law.Values.All(double.IsFinite)) throw new InvalidOperationException($"A parameter left the range of numbers, so the law has no best mixture. {law}");

            Variable[] variables = law.Law.Definition.Variables;
            int[] moving = [.. domains.Variables.Select(d => Array.IndexOf(variables, d))];
            if (Array.TrueForAll(moving, m => m < 0)) throw new ArgumentException($"{law.Law.Name} depends on the share of none of {domains}; its variables are {string.Join(", ", variables.AsEnumerable())}.", nameof(domains));
            double[] values = [.. variables.Select((v, c) => moving.Contains(c) ? 0 : Of(v, at, law))];
            var ranges = new (double, double)[variables.Length];
            for (int c = 0; c < ranges.Length; c++)
            {
                int j = Array.IndexOf(moving, c);
                ranges[c] = j >= 0 ? (box.Lower[j], box.Upper[j]) : (values[c], values[c]);
            }

            double[] parameters = [.. law.Values];
            convex &= Curvature.IsConvex(form.Graph, form.RootNode, parameters, ranges);
            parts.Add((target.Weight, new ExpressionJet(form.Graph, form.RootNode, parameters, values, moving)));
        }

        return new MixtureSurface([.. parts], box.Count, convex);
    }

    /// <summary>The sum.</summary>
    public double Value(ReadOnlySpan<double> shares)
    {
        double sum = 0;
        foreach ((double weight, ExpressionJet jet) in _parts) sum += weight * jet.Value(shares);
        return sum;
    }

    /// <summary>
    /// The sum with its gradient and Hessian, which are overwritten. Where powers have no derivatives at a share of 0, they are those of a share that is next to nothing.
    /// </summary>
    public double Evaluate(ReadOnlySpan<double> shares, Span<double> gradient, Span<double> hessian)
    {
        double sum = Add(shares, gradient, hessian);
        if (!double.IsFinite(sum) || (AreFinite(gradient) && AreFinite(hessian))) return sum;
        var inside = new double[shares.Length];
        for (int j = 0; j < inside.Length; j++) inside[j] = Math.Max(shares[j], NextToNothing);
        Add(inside, gradient, hessian);
        return sum;
    }

    private static bool AreFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) return false;
        }

        return true;
    }

    private double Add(ReadOnlySpan<double> shares, Span<double> gradient, Span<double> hessian)
    {
        gradient.Clear();
        hessian.Clear();
        double sum = 0;
        foreach ((double weight, ExpressionJet jet) in _parts) sum += weight * jet.Add(shares, weight, gradient, hessian);
        return sum;
    }

    private static double Of(Variable variable, TrainingRun? at, FittedLaw law)
    {
        if (at is null) throw new ArgumentException($"{law.Law.Name} also depends on {variable}. Give a run that has it, whose shares play no part.", nameof(at));
        return RunSet.Create([at], law.Conventions).ColumnArray(variable)[0];
    }
}
