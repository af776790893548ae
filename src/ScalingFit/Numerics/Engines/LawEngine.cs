namespace ScalingFit.Numerics.Engines;

/// <summary>
/// Evaluates the objective of one law on a table of rows. Holds its scratch memory, so one engine serves one thread;
/// evaluating allocates nothing.
/// </summary>
internal abstract class LawEngine
{
    /// <summary>The objective with all its derivatives.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="penalty">What is charged.</param>
    /// <param name="theta">The parameters in the engine's coordinates.</param>
    /// <param name="into">Receives them.</param>
    /// <param name="withMajoriser">Whether the majoriser is wanted too; without, it is left as it was.</param>
    public abstract void Evaluate(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Derivatives into, bool withMajoriser = true);

    /// <summary>The objective and its gradient, for methods that make do with these.</summary>
    public abstract double ValueAndGradient(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Span<double> gradient);

    /// <summary>The objective alone.</summary>
    public abstract double Value(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta);

    /// <summary>The residual of every row, and, where asked for, the range of each term's share of the prediction.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="of">What residuals are of.</param>
    /// <param name="theta">The parameters.</param>
    /// <param name="residuals">One a row.</param>
    /// <param name="shares">One a term, which take in the terms' shares on every row; or empty.</param>
    public abstract void Residuals(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, Span<double> residuals, Span<ShareRange> shares);

    /// <summary>
    /// Σ m_i ∇r_i and Σ m_i ∇²r_i for multipliers m given a row: the gradient and Hessian of a Lagrangian whose
    /// constraints are residuals. The weights of the table play no part; the majoriser is left zero.
    /// </summary>
    public abstract void Lagrangian(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, ReadOnlySpan<double> multipliers, Derivatives into);

    /// <summary>How fast each row's residual changes along a direction: ∇r·d.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="of">What residuals are of.</param>
    /// <param name="theta">The parameters.</param>
    /// <param name="direction">d, a value a parameter.</param>
    /// <param name="rates">One a row.</param>
    public abstract void Rates(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, ReadOnlySpan<double> direction, Span<double> rates);

    /// <summary>The gradient of one row's residual.</summary>
    public abstract void ResidualGradient(RowTable rows, int row, ResidualOf of, ReadOnlySpan<double> theta, Span<double> gradient);
}
