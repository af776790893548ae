using ScalingFit.Decisions.Mixtures;

namespace ScalingFit;

/// <summary>Choosing a mixture of data by fitted laws.</summary>
public static class OptimalMixtureExtensions
{
    /// <summary>The mixture at which a law predicts the lowest loss.</summary>
    /// <param name="law">The law.</param>
    /// <param name="domains">The domains whose shares may be chosen.</param>
    /// <param name="constraints">Least and largest shares and caps on repetition; null for none.</param>
    /// <param name="at">A run with the values of whatever else the law depends on, such as N and D; its shares and its loss play no part. Null where there is nothing else.</param>
    /// <returns>The mixture, with what binds and how exact it is.</returns>
    /// <exception cref="ArgumentException">No mixture satisfies the constraints, they name an unknown domain, or the law depends on none of the shares or on a variable that is not given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is no share, or a number of tokens or epochs not positive.</exception>
    /// <exception cref="InvalidOperationException">The predicted loss is not finite at any mixture allowed.</exception>
    /// <exception cref="NotSupportedException">The law is of several groups, or no law of a mixture.</exception>
    public static OptimalMixture OptimalMixture(this FittedLaw law, MixtureDomains domains, MixtureConstraints? constraints = null, TrainingRun? at = null)
    {
        ArgumentNullException.ThrowIfNull(law);
        return domains.OptimalMixture([new MixtureTarget(law)], constraints, at);
    }

    /// <summary>The mixture at which a weighted sum of losses, such as those on several validation sets, is predicted lowest.</summary>
    /// <param name="domains">The domains whose shares may be chosen.</param>
    /// <param name="targets">The laws and their weights.</param>
    /// <param name="constraints">Least and largest shares and caps on repetition; null for none.</param>
    /// <param name="at">A run with the values of whatever else the laws depend on, such as N and D; its shares and its loss play no part. Null where there is nothing else.</param>
    /// <returns>The mixture, with what binds and how exact it is.</returns>
    /// <exception cref="ArgumentException">No mixture satisfies the constraints, they name an unknown domain, there is no target, targets follow other conventions, or one depends on none of the shares or on a variable that is not given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not positive, a bound is no share, or a number of tokens or epochs not positive.</exception>
    /// <exception cref="InvalidOperationException">The predicted loss is not finite at any mixture allowed.</exception>
    /// <exception cref="NotSupportedException">A law is of several groups, or no law of a mixture.</exception>
    public static OptimalMixture OptimalMixture(this MixtureDomains domains, IEnumerable<MixtureTarget> targets, MixtureConstraints? constraints = null, TrainingRun? at = null)
    {
        ArgumentNullException.ThrowIfNull(domains);
        ArgumentNullException.ThrowIfNull(targets);
        return MixtureSearch.Of(domains, [.. targets], constraints, at);
    }

    /// <summary>The mixture at which the fitted law predicts the lowest loss, with a finding where no run had such shares. Ask a bootstrap for the same with intervals.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="domains">The domains whose shares may be chosen.</param>
    /// <param name="constraints">Least and largest shares and caps on repetition; null for none.</param>
    /// <param name="at">A run with the values of whatever else the law depends on, such as N and D; its shares and its loss play no part. Null where there is nothing else.</param>
    /// <returns>The mixture, with what binds and how exact it is.</returns>
    /// <exception cref="ArgumentException">No mixture satisfies the constraints, they name an unknown domain, or the law depends on none of the shares or on a variable that is not given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is no share, or a number of tokens or epochs not positive.</exception>
    /// <exception cref="InvalidOperationException">The predicted loss is not finite at any mixture allowed.</exception>
    /// <exception cref="NotSupportedException">The law is of several groups, or no law of a mixture.</exception>
    public static OptimalMixture OptimalMixture(this LawFit fit, MixtureDomains domains, MixtureConstraints? constraints = null, TrainingRun? at = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        OptimalMixture best = fit.Fitted.OptimalMixture(domains, constraints, at);
        return best with { Findings = MixtureFindings.Of(best, fit.Runs) };
    }

    /// <summary>The best mixture by the fitted law, with the interval of each share over the best mixtures of the resamples. Where most resamples agree on a corner or a cap, both ends are that corner or cap.</summary>
    /// <param name="bootstrap">The resamples.</param>
    /// <param name="domains">The domains whose shares may be chosen.</param>
    /// <param name="constraints">Least and largest shares and caps on repetition; null for none.</param>
    /// <param name="at">A run with the values of whatever else the law depends on, such as N and D; its shares and its loss play no part. Null where there is nothing else.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>The mixture and the loss with intervals; null intervals where the resamples are not usable.</returns>
    /// <exception cref="ArgumentException">No mixture satisfies the constraints, they name an unknown domain, or the law depends on none of the shares or on a variable that is not given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is no share, a number of tokens or epochs not positive, or the level not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The predicted loss is not finite at any mixture allowed.</exception>
    /// <exception cref="NotSupportedException">The law is of several groups, or no law of a mixture.</exception>
    public static OptimalMixture OptimalMixture(this Bootstrap bootstrap, MixtureDomains domains, MixtureConstraints? constraints = null, TrainingRun? at = null, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        Require.Level(level);
        OptimalMixture best = bootstrap.Fit.OptimalMixture(domains, constraints, at);
        if (!bootstrap.IsUsable || !bootstrap.Fit.Certificate.IsMinimum) return best;
        OptimalMixture[] draws = [.. bootstrap.Draws.Select(d => d.OptimalMixture(domains, constraints, at))];
        return best with
        {
            ShareIntervals = [.. Enumerable.Range(0, best.Shares.Count).Select(j => bootstrap.OfValues(Array.ConvertAll(draws, d => d.Shares[j]), level))],
            LossInterval = bootstrap.OfValues(Array.ConvertAll(draws, d => d.Loss), level),
        };
    }
}
