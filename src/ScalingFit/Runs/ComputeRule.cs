namespace ScalingFit;

/// <summary>How training compute follows from size and data: C = κ·N·D.</summary>
/// <remarks>
/// κ = 6 counts two FLOPs a multiply-add, once forward and twice backward, and leaves out attention over the context (Kaplan et al. 2020,
/// section 2.1). Where compute was measured it has a column of its own, and the rule serves only to allocate.
/// </remarks>
public sealed record ComputeRule
{
    private readonly double _flopsPerParameterToken = 6;

    /// <summary>C = 6·N·D.</summary>
    public static ComputeRule SixND { get; } = new();

    /// <summary>κ, in FLOPs for each parameter and token.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double FlopsPerParameterToken
    {
        get => _flopsPerParameterToken;
        init
        {
            Require.Positive(value, nameof(FlopsPerParameterToken));
            _flopsPerParameterToken = value;
        }
    }

    /// <summary>The FLOPs of training this many parameters on this many tokens.</summary>
    public double Flops(double parameters, double tokens) => FlopsPerParameterToken * parameters * tokens;

    /// <summary>The tokens that a budget affords at a size.</summary>
    public double Tokens(double flops, double parameters) => flops / (FlopsPerParameterToken * parameters);

    /// <summary>The size that a budget affords with so many tokens.</summary>
    public double Parameters(double flops, double tokens) => flops / (FlopsPerParameterToken * tokens);

    /// <summary>The rule as a formula, such as <c>C = 6·N·D</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"C = {FlopsPerParameterToken}·N·D");
}
