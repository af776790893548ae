using ScalingFit.Numerics;

namespace ScalingFit.Decisions.Mixtures;

/// <summary>Minimises over mixtures: from one start where the loss is convex, otherwise from the middle, towards every corner, and from mixtures drawn at random.</summary>
internal static class MixtureSearch
{
    private const int RandomStarts = 8;

    /// <summary>How much of a start towards a corner is that corner.</summary>
    private const double Lean = 0.9;

    private const double SameLoss = 1e-9;
    private const double SameShare = 1e-5;

    public static OptimalMixture Of(MixtureDomains domains, MixtureTarget[] targets, MixtureConstraints? constraints, TrainingRun? at)
    {
        var box = MixtureBox.Of(domains, constraints ?? MixtureConstraints.None);
        var surface = MixtureSurface.Of(targets, domains, box, at);
        var minimiser = new SimplexMinimiser(surface, box);
        var minima = new List<MixtureMinimum>();
        int starts = 0;
        foreach (double[] start in Starts(box))
        {
            starts++;
            if (minimiser.From(start) is { } minimum) minima.Add(minimum);
            if (surface.IsConvex && minima.Count > 0) break;
        }

        MixtureMinimum best = minima.MinBy(m => m.Value) ?? throw new InvalidOperationException("The predicted loss is not finite at any mixture that the constraints allow.");
        return new OptimalMixture
        {
            Domains = domains,
            Shares = best.Shares,
            Loss = best.Value,
            AtLower = [.. domains.Names.Where((_, j) => box.Lower[j] < box.Upper[j] && best.Shares[j] <= box.Lower[j])],
            AtUpper = [.. domains.Names.Where((_, j) => box.Upper[j] < 1 && best.Shares[j] >= box.Upper[j])],
            Multipliers = best.Multipliers,
            Gap = best.Gap,
            IsConvex = surface.IsConvex,
            Starts = starts,
            StartsAgreeing = minima.Count(m => IsSame(m, best)),
        };
    }

    private static IEnumerable<double[]> Starts(MixtureBox box)
    {
        int n = box.Count;
        double[] even = [.. Enumerable.Repeat(1.0 / n, n)];
        yield return box.Project(even);
        for (int corner = 0; corner < n; corner++)
        {
            double[] leaning = Array.ConvertAll(even, s => (1 - Lean) * s);
            leaning[corner] += Lean;
            yield return box.Project(leaning);
        }

        double[] evenly = [.. Enumerable.Repeat(1.0, n)];
        for (int k = 0; k < RandomStarts; k++)
        {
            var stream = new RandomStream(1, k);
            var shares = new double[n];
            DirichletDraws.Draw(ref stream, evenly, shares);
            yield return box.Project(shares);
        }
    }

    private static bool IsSame(MixtureMinimum a, MixtureMinimum b) =>
        Math.Abs(a.Value - b.Value) <= SameLoss * Math.Abs(b.Value) && a.Shares.Zip(b.Shares).All(s => Math.Abs(s.First - s.Second) <= SameShare);
}
