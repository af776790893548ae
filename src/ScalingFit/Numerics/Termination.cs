namespace ScalingFit;

/// <summary>Why the minimiser of a fit stopped.</summary>
public enum Termination
{
    /// <summary>The Newton decrement fell below the tolerance, relative to the objective, where the Hessian is positive definite.</summary>
    Converged,

    /// <summary>The gradient vanished, but some combination of the parameters leaves the objective unchanged: the runs do not determine it.</summary>
    FlatDirection,

    /// <summary>The limit on iterations was reached with the decrement still above the tolerance.</summary>
    IterationLimit,

    /// <summary>No step lowered the objective although the decrement was above the tolerance.</summary>
    NoDescent,

    /// <summary>Least absolute deviations: no set of runs that the law passes through satisfied the conditions for a minimum.</summary>
    NoVertex,
}
