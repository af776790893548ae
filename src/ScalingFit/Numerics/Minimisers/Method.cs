namespace ScalingFit;

/// <summary>Which minimiser a fit's starts go through.</summary>
public enum Method
{
    /// <summary>Newton's method with the exact Hessian, damped by the Hessian of the objective's quadratic majoriser; BFGS where that stalls. The default: the fastest and the most precise.</summary>
    Newton,

    /// <summary>BFGS with a line search for the strong Wolfe conditions; Newton's method finishes what it began.</summary>
    Bfgs,

    /// <summary>L-BFGS with a memory of ten steps and the same line search; Newton's method finishes what it began.</summary>
    Lbfgs,
}
