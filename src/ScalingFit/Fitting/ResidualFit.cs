namespace ScalingFit.Fitting;

/// <summary>The least squares fit of a <see cref="ResidualProblem"/>.</summary>
internal sealed record ResidualFit
{
    public required double[] Parameters { get; init; }

    /// <summary>Σ r².</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>√(s² (J'J)⁻¹) with s² = Σ r²/(n - p); NaN where J'J is singular or there are no more rows than parameters.</summary>
    public required double[] StandardErrors { get; init; }

    public required Termination Termination { get; init; }

    public required int Evaluations { get; init; }
}
