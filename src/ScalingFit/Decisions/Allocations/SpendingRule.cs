namespace ScalingFit.Decisions.Allocations;

/// <summary>
/// What size and data cost: κND + 2N·D_inf, D_inf perhaps 0 (Sardana et al. 2024, equation 3), or any function that increases in both. Each of N, D and D/N with a budget gives the others: in closed form for the first, as a root for the second.
/// </summary>
/// <param name="perParameterToken">κ.</param>
/// <param name="inference">D_inf.</param>
/// <param name="custom">A cost of the user's; null for compute.</param>
internal sealed class SpendingRule(double perParameterToken, double inference, Func<double, double, double>? custom)
{
    /// <summary>No model or corpus has more of either, in natural logarithms.</summary>
    public const double Most = 92;

    /// <summary>Whether the cost is C = κND.</summary>
    public bool IsPlain => custom is null && inference == 0;

    public bool IsCustom => custom is not null;

    /// <exception cref="InvalidOperationException">The user's cost is not positive and finite.</exception>
    public double Of(double parameters, double tokens)
    {
        if (custom is null) return (perParameterToken * parameters * tokens) + (2 * parameters * inference);
        double cost = custom(parameters, tokens);
        if (cost > 0 && double.IsFinite(cost)) return cost;
        throw new InvalidOperationException(FormattableString.Invariant($"A cost must be positive and finite; that of {parameters:G4} parameters and {tokens:G4} tokens is {cost}."));
    }

    /// <summary>∂ln cost/∂ln N and ∂ln cost/∂ln D.</summary>
    public (double OfParameters, double OfTokens) Elasticities(double parameters, double tokens)
    {
        if (custom is null) return (1, perParameterToken * tokens / ((perParameterToken * tokens) + (2 * inference)));
        return (Roots.Slope(x => Math.Log(Of(parameters * Math.Exp(x), tokens)), 0), Roots.Slope(x => Math.Log(Of(parameters, tokens * Math.Exp(x))), 0));
    }

    /// <summary>The tokens that a budget affords at a size; not positive where the size alone costs more.</summary>
    public double Tokens(double parameters, double budget) => custom is null
        ? ((budget / parameters) - (2 * inference)) / perParameterToken
        : Solve(tokens => Of(parameters, tokens), budget, "tokens");

    /// <summary>The size that a budget affords with so many tokens.</summary>
    public double Parameters(double tokens, double budget) => custom is null
        ? budget / ((perParameterToken * tokens) + (2 * inference))
        : Solve(parameters => Of(parameters, tokens), budget, "parameters");

    /// <summary>The size that a budget affords at so many tokens a parameter: the positive root of κ r N² + 2 D_inf N = C, in the form that does not cancel.</summary>
    public double AlongRatio(double ratio, double budget)
    {
        if (custom is null) return budget / (inference + Math.Sqrt((inference * inference) + (perParameterToken * ratio * budget)));

        // From where both are 1 or more.
        double least = Math.Max(0, -Math.Log(ratio));
        return Solve(parameters => Of(parameters, ratio * parameters), budget, "size and data", least);
    }

    private static double Solve(Func<double, double> cost, double budget, string what, double least = 0)
    {
        double low = Math.Exp(least);
        double high = Math.Exp(Most + least);
        if (cost(low) > budget) return 0;
        if (cost(high) < budget) throw new InvalidOperationException(FormattableString.Invariant($"The cost does not grow with {what} as far as {budget:G4}, so the budget has no allocation."));
        return Math.Exp(Roots.Between(x => Math.Log(cost(Math.Exp(x)) / budget), least, Most + least));
    }
}
