namespace ScalingFit.Tests.Laws.Library;

/// <summary>A law of the library with numbers of the size that papers find, and runs to give it back from.</summary>
/// <param name="Truth">The law with its numbers.</param>
/// <param name="Design">Runs without scatter; their losses are not looked at, those of the truth take their place.</param>
internal sealed record LawExample(FittedLaw Truth, RunSet Design)
{
    /// <summary>What recovers the truth.</summary>
    public Objective Objective { get; init; } = Objective.LogLeastSquares;

    /// <summary>How near, relatively, every parameter must come.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>The runs with the losses that the law gives them.</summary>
    public RunSet Runs => RunSet.Create(Design.Select(r => r with { Loss = Truth.Predict(r) }), Design.Conventions);

    /// <summary>The law's name.</summary>
    public override string ToString() => Truth.Law.Name;
}
