namespace ScalingFit;

/// <summary>Which formula turns the curvature at a minimum into a covariance.</summary>
public enum CovarianceKind
{
    /// <summary>
    /// H⁻¹ M H⁻¹, where M is the sum over runs of the outer product of a run's score, all its rows together. Runs may scatter unequally and rows of a run may go together. Huber 1967,
    /// White 1980; by clusters Liang and Zeger 1986.
    /// </summary>
    Sandwich,

    /// <summary>
    /// c H⁻¹ with c = (Σψ²/(n - p)) / mean ψ', which is s² for squares: the textbook's formula, which supposes that all rows scatter alike and independently. Huber 1981, section 7.6.
    /// </summary>
    Hessian,
}
