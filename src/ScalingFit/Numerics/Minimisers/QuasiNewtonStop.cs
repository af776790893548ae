namespace ScalingFit.Numerics.Minimisers;

/// <summary>How far BFGS and L-BFGS go at a time, and when they stop.</summary>
internal sealed record QuasiNewtonStop
{
    /// <summary>As tight as function values allow, and relative to the objective.</summary>
    public static QuasiNewtonStop Tight { get; } = new() { RelativeFall = 1e-15, GradientTolerance = 0, LeastScale = 0, IterationLimit = 2000 };

    /// <summary>SciPy's defaults for L-BFGS-B: a fall of 2.2e-9 relative to max(|f|, 1), or no gradient component above 1e-5.</summary>
    public static QuasiNewtonStop SciPyLbfgs { get; } = new() { RelativeFall = 2.220446049250313e-9, GradientTolerance = 1e-5, LeastScale = 1, IterationLimit = 15000 };

    /// <summary>SciPy's defaults for BFGS: no gradient component above 1e-5.</summary>
    public static QuasiNewtonStop SciPyBfgs { get; } = new() { RelativeFall = -1, GradientTolerance = 1e-5, LeastScale = 1, IterationLimit = 1000 };

    /// <summary>PyTorch's L-BFGS as papers call it: a learning rate of 0.1, no line search, fifty calls of twenty iterations.</summary>
    public static QuasiNewtonStop TorchLbfgs { get; } = new() { RelativeFall = double.NegativeInfinity, GradientTolerance = 1e-7, LeastScale = 1, IterationLimit = 1000, FixedStep = 0.1 };

    /// <summary>A step that lowers the objective by no more than this, relative to its size, is the last.</summary>
    public required double RelativeFall { get; init; }

    /// <summary>No component of the gradient is larger.</summary>
    public required double GradientTolerance { get; init; }

    /// <summary>The size that a fall is compared with is at least this.</summary>
    public required double LeastScale { get; init; }

    public required int IterationLimit { get; init; }

    /// <summary>The largest change of a coordinate in one step.</summary>
    public double LongestStep { get; init; } = 1e10;

    /// <summary>The share of each direction that is taken, without a line search, as PyTorch's L-BFGS does by default; null to search.</summary>
    public double? FixedStep { get; init; }

    /// <summary>What the objective is multiplied by before it is minimised: 1/n makes a mean of a sum, and absolute tolerances looser.</summary>
    public double Factor { get; init; } = 1;
}
