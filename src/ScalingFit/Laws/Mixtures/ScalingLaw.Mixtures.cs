using ScalingFit.Laws;

namespace ScalingFit;

/// <content>Laws of the mixture of training data.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// L = c + k·exp(Σ t_j·r_j) over the shares r_j of the domains, with parameters named c, k and t_github for each domain but the last, whose t is 0: as shares add up to 1, only differences of the t_j can be told. Ye et al. 2024
    /// (arXiv:2403.16952).
    /// </summary>
    /// <param name="domains">The domains. The last is the one that the others are compared with; where shares are rounded, one that the loss hardly depends on.</param>
    public static ScalingLaw ExponentialMixing(MixtureDomains domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        return ExponentialMixingLaw.Law(domains);
    }

    /// <summary>
    /// L = Σ b_j·r_j over the shares r_j of the domains, with a parameter b_github for each. As shares add up to 1 there is no intercept. The linear regression of Liu et al. 2024, RegMix (arXiv:2407.01492), when fitted by
    /// <see cref="Objective.LeastSquares"/>.
    /// </summary>
    /// <param name="domains">The domains.</param>
    public static ScalingLaw LinearMixture(MixtureDomains domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        return LinearMixtureLaw.Law(domains);
    }

    /// <summary>
    /// L = (B/D^β + C)/r^α, the loss on a domain in its share r and the tokens D of all domains, with parameters named B, beta, C, alpha. The share must be above 0. Ge et al. 2024, BiMix (arXiv:2405.14908), whose further factor A is part of B and
    /// C here.
    /// </summary>
    /// <param name="domain">The domain whose loss it is; the variable of its share is named r_ and the domain, as those of <see cref="MixtureDomains"/> are.</param>
    public static ScalingLaw BiMix(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return BiMixLaw.Law(domain);
    }

    /// <summary>
    /// L = E + 1/(Σ C_i·r_i^γ_i) + A/N^α + B/D^β over the shares r_i of the domains, with parameters named E, A, alpha, B, beta and C_github and gamma_github for each. The best mixture is the same at every scale. Shukor et al. 2025
    /// (arXiv:2507.09404), additive law.
    /// </summary>
    /// <param name="domains">The domains.</param>
    public static ScalingLaw MixtureBias(MixtureDomains domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        return MixtureBiasLaw.Law(domains);
    }

    private static ScalingLaw[] MixtureLaws
    {
        get
        {
            var domains = MixtureDomains.Of("a", "b", "c");
            return [ExponentialMixing(domains), LinearMixture(domains), BiMix("a"), MixtureBias(domains)];
        }
    }
}
