using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

/// <summary>A law as the engine sees it: numbered parameters, numbered columns, and an evaluator of its own.</summary>
internal abstract class LawForm
{
    public abstract int ParameterCount { get; }

    /// <summary>The columns of the row table.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>How many terms the prediction is the sum of; what a certificate tells the shares of.</summary>
    public abstract int TermCount { get; }

    /// <summary>
    /// The terms exp(θ[Amplitude] + Σ Scale·θ[Parameter]·x[Column]) whose columns may be centred: that changes their amplitude's coordinate and nothing else.
    /// </summary>
    public abstract IReadOnlyList<PosynomialForm.Term> CentredTerms { get; }

    /// <summary>Whether a column belongs to <see cref="CentredTerms"/> alone.</summary>
    public abstract bool MayCentre(int column);

    /// <summary>The columns of the row table, not yet centred.</summary>
    /// <param name="variables">The law's variables, an array each.</param>
    public abstract double[][] Columns(IReadOnlyList<double[]> variables);

    /// <summary>The law at one point.</summary>
    /// <param name="parameters">Natural values.</param>
    /// <param name="variables">Natural values.</param>
    public abstract double Predict(ReadOnlySpan<double> parameters, ReadOnlySpan<double> variables);

    /// <summary>Makes all predictions smaller, by this logarithm as near as may be.</summary>
    /// <param name="theta">The parameters, which are changed.</param>
    /// <param name="by">Below zero.</param>
    public abstract void Shrink(Span<double> theta, double by);

    public abstract LawEngine CreateEngine(VectorWidth width);
}
