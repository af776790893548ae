using System.Globalization;
using ScalingFit.Decisions.Mixtures;
using ScalingFit.Numerics;

namespace ScalingFit;

/// <summary>Choosing a mixture of data by drawing many.</summary>
public static class SimulatedMixtureExtensions
{
    /// <summary>Draws mixtures at random and averages those with the lowest predicted loss.</summary>
    /// <param name="law">The law.</param>
    /// <param name="domains">The domains whose shares may be chosen.</param>
    /// <param name="constraints">Least and largest shares and caps on repetition: what is drawn outside them is thrown away. Null for none.</param>
    /// <param name="simulation">How many are drawn and kept; null for <see cref="MixtureSimulation.Default"/>.</param>
    /// <param name="at">A run with the values of whatever else the law depends on, such as N and D; its shares and its loss play no part. Null where there is nothing else.</param>
    /// <returns>The mean mixture and the best one drawn.</returns>
    /// <exception cref="ArgumentException">No mixture satisfies the constraints, a domain is unknown, or the law depends on none of the shares or on a variable that is not given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is no share, or a concentration or a number of tokens or epochs not positive.</exception>
    /// <exception cref="InvalidOperationException">Fewer of the mixtures drawn satisfied the constraints than are to be averaged.</exception>
    /// <exception cref="NotSupportedException">The law is of several groups, or no law of a mixture.</exception>
    public static SimulatedMixture SimulatedMixture(this FittedLaw law, MixtureDomains domains, MixtureConstraints? constraints = null, MixtureSimulation? simulation = null, TrainingRun? at = null)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(domains);
        simulation ??= MixtureSimulation.Default;
        var box = MixtureBox.Of(domains, constraints ?? MixtureConstraints.None);
        var surface = MixtureSurface.Of([new MixtureTarget(law)], domains, box, at);
        double[] concentrations = [.. Enumerable.Repeat(1.0, box.Count)];
        foreach ((string name, double value) in simulation.Concentrations)
        {
            Require.Positive(value, nameof(MixtureSimulation.Concentrations));
            concentrations[domains.IndexOf(name)] = value;
        }

        // The worst of those kept comes out first.
        var kept = new PriorityQueue<double[], double>();
        var stream = new RandomStream(simulation.Seed, 0);
        int allowed = 0;
        double bestLoss = double.PositiveInfinity;
        double[] best = [];
        for (int k = 0; k < simulation.Draws; k++)
        {
            var shares = new double[box.Count];
            DirichletDraws.Draw(ref stream, concentrations, shares);
            if (!box.Contains(shares)) continue;
            double loss = surface.Value(shares);
            if (double.IsNaN(loss)) continue;
            allowed++;
            if (loss < bestLoss) (bestLoss, best) = (loss, shares);
            kept.Enqueue(shares, -loss);
            if (kept.Count > simulation.Best) kept.Dequeue();
        }

        if (kept.Count < simulation.Best)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{allowed} of {simulation.Draws} mixtures drawn satisfied the constraints, and {simulation.Best} are to be averaged. Draw more, or move {nameof(MixtureSimulation.Concentrations)} towards the mixtures allowed."));
        }

        double[][] lowest = [.. kept.UnorderedItems.OrderByDescending(i => i.Priority).Select(i => i.Element)];
        double[] mean = [.. Enumerable.Range(0, box.Count).Select(j => lowest.Average(s => s[j]))];
        return new SimulatedMixture { Domains = domains, Shares = mean, Loss = surface.Value(mean), BestShares = best, BestLoss = bestLoss, Allowed = allowed };
    }
}
