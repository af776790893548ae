using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

/// <summary>
/// What every engine does alike: rows pass in blocks that stay in the first-level cache, one short loop a step. A fused loop has a dependency chain longer than the
/// processor's window and is a third slower (docs/how-it-works/engine.md).
/// </summary>
/// <remarks>
/// An engine fills a block's residuals, columns j of ∇ ln ŷ (or of ∇ŷ, see <see cref="IsAbsolute"/>), and adds Σ v ∇²ŷ/ŷ (or Σ v ∇²ŷ). With ψ the penalty's slope, w the weight, the sums are then
///   gradient = Σ v j,   Hessian = Σ u j j' + Σ v ∇²ŷ/ŷ,   majoriser = Σ q j j',
/// where for r = ln ŷ - ln y:              v = wψ,   u = w(ψ' - ψ),                q = wψ/r,
/// for r = ŷ - y:                          v = wψŷ,  u = wψ'ŷ²,                    q = wŷ²ψ/r,
/// for r = logit ŷ - logit y, s = 1/(1-ŷ): v = wψs,  u = w(ψ's² + ψ(ŷs² - s)),     q = ws²ψ/r,
/// and for r = ŷ - y with j = ∇ŷ:          v = wψ,   u = wψ',                      q = wψ/r.
/// </remarks>
internal abstract unsafe partial class BlockEngine<V> : LawEngine
    where V : struct, IVec<V>
{
    protected const int Block = 256;

    /// <summary>
    /// From one scratch column to the next. A line more than the block: columns a power of two apart would all fall into the same few
    /// sets of the first-level cache and evict each other.
    /// </summary>
    protected const int Stride = Block + 8;

    private const int SharedColumns = 6;

    private readonly AlignedBuffer _scratch;

    protected BlockEngine(int parameters)
    {
        Parameters = parameters;
        _scratch = new AlignedBuffer(SharedColumns * Stride);
    }

    protected int Parameters { get; }

    /// <summary>Whether, for residuals ŷ - y, the columns are of ∇ŷ rather than ∇ ln ŷ: where ŷ may vanish.</summary>
    protected abstract bool IsAbsolute { get; }

    protected double* ResidualBlock => _scratch.Pointer;

    protected double* V_ => _scratch.Pointer + Stride;

    protected double* U_ => _scratch.Pointer + (2 * Stride);

    protected double* Q_ => _scratch.Pointer + (3 * Stride);

    protected double* Spare => _scratch.Pointer + (4 * Stride);

    /// <summary>ŷ, kept for logits alone.</summary>
    protected double* Predicted => _scratch.Pointer + (5 * Stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void Evaluate(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Derivatives into, bool withMajoriser = true)
    {
        into.Clear(withMajoriser);
        for (int start = 0; start < rows.PaddedCount; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, penalty.Of, withDerivatives: true);
            into.Value += Charge(rows, start, length, penalty);
            Accumulate(rows, start, length, theta, into, withMajoriser);
        }

        Finish(into);
        into.Mirror();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override double ValueAndGradient(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Span<double> gradient)
    {
        double sum = 0;
        gradient.Clear();
        for (int start = 0; start < rows.PaddedCount; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, penalty.Of, withDerivatives: true);
            sum += Charge(rows, start, length, penalty);
            AccumulateGradient(rows, start, length, gradient);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override double Value(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta)
    {
        double sum = 0;
        for (int start = 0; start < rows.PaddedCount; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, penalty.Of, withDerivatives: false);
            if (rows.HasDeviations) Multiply(rows.InverseDeviation + start, ResidualBlock, length);
            sum += penalty.Kind switch
            {
                PenaltyKind.Squares => ValueRows(new SquaresPenalty<V>(), rows, start, length),
                PenaltyKind.Huber => ValueRows(new HuberPenalty<V>(penalty.Delta), rows, start, length),
                PenaltyKind.SoftL1 => ValueRows(new SoftL1Penalty<V>(penalty.Delta), rows, start, length),
                PenaltyKind.StudentT => ValueRows(new StudentTPenalty<V>(penalty.Delta, penalty.Shape), rows, start, length),
                PenaltyKind.Expectile => ValueRows(new ExpectilePenalty<V>(penalty.Shape), rows, start, length),
                PenaltyKind.TiltedHuber => ValueRows(new TiltedHuberPenalty<V>(penalty.Delta, penalty.Shape), rows, start, length),
                _ => ValueRows(new AbsolutePenalty<V>(penalty.Shape), rows, start, length),
            };
        }

        return sum;
    }

    public sealed override void Residuals(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, Span<double> residuals, Span<ShareRange> shares)
    {
        for (int start = 0; start < rows.Count; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            int real = Math.Min(Block, rows.Count - start);
            Predict(rows, start, length, theta, of, withDerivatives: !shares.IsEmpty);
            new Span<double>(ResidualBlock, real).CopyTo(residuals[start..]);
            if (!shares.IsEmpty) Shares(real, theta, shares);
        }
    }

    public sealed override void Lagrangian(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, ReadOnlySpan<double> multipliers, Derivatives into)
    {
        into.Clear();
        for (int start = 0; start < rows.PaddedCount; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, of, withDerivatives: true);
            for (int i = 0; i < length; i++)
            {
                double multiplier = start + i < rows.Count ? multipliers[start + i] : 0;
                double rate = Rate(rows, start + i, i, of);
                V_[i] = multiplier * rate;
                U_[i] = multiplier * Bend(i, rate, of);
            }

            Accumulate(rows, start, length, theta, into, withMajoriser: false);
        }

        Finish(into);
        into.Mirror();
    }

    public sealed override void Rates(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, ReadOnlySpan<double> direction, Span<double> rates)
    {
        double* sum = V_;
        double** j = stackalloc double*[Parameters];
        for (int start = 0; start < rows.Count; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, of, withDerivatives: true);
            GradientColumns(rows, start, length, j);
            new Span<double>(sum, length).Clear();
            for (int m = 0; m < Parameters; m++)
            {
                if (direction[m] != 0) AddScaled(direction[m], j[m], sum, length);
            }

            int real = Math.Min(Block, rows.Count - start);
            for (int i = 0; i < real; i++) rates[start + i] = sum[i] * Rate(rows, start + i, i, of);
        }
    }

    public sealed override void ResidualGradient(RowTable rows, int row, ResidualOf of, ReadOnlySpan<double> theta, Span<double> gradient)
    {
        int width = V.Count;
        int start = row / width * width;
        Predict(rows, start, width, theta, of, withDerivatives: true);
        double** j = stackalloc double*[Parameters];
        GradientColumns(rows, start, width, j);
        double rate = Rate(rows, row, row - start, of);
        for (int m = 0; m < Parameters; m++) gradient[m] = rate * j[m][row - start];
    }

    /// <summary>Fills the block's residuals; for logits <see cref="Predicted"/> too; and where asked for what <see cref="Accumulate"/> needs.</summary>
    protected abstract void Predict(RowTable rows, int start, int length, ReadOnlySpan<double> theta, ResidualOf of, bool withDerivatives);

    /// <summary>Adds the block's gradient, Hessian and, where asked for, majoriser, from v, u and q; lower triangles alone.</summary>
    protected abstract void Accumulate(RowTable rows, int start, int length, ReadOnlySpan<double> theta, Derivatives into, bool withMajoriser);

    /// <summary>Adds Σ v j.</summary>
    protected abstract void AccumulateGradient(RowTable rows, int start, int length, Span<double> gradient);

    /// <summary>Pointers to the block's columns of j.</summary>
    protected abstract void GradientColumns(RowTable rows, int start, int length, double** columns);

    /// <summary>Takes in each term's share of the prediction on the block's rows.</summary>
    protected abstract void Shares(int real, ReadOnlySpan<double> theta, Span<ShareRange> shares);

    /// <summary>What is added once all blocks are through.</summary>
    protected virtual void Finish(Derivatives into)
    {
    }

    /// <summary>Residuals of the response or its logarithm from ratios ŷ/y, and for logits of the response's logit.</summary>
    protected void ResidualsFromRatios(RowTable rows, int start, int length, ResidualOf of, double* ratio)
    {
        switch (of)
        {
            case ResidualOf.Logarithm: LogResiduals(ratio, ResidualBlock, length); break;
            case ResidualOf.Response: LinearResiduals(ratio, rows.Response + start, ResidualBlock, length); break;
            default: LogitResiduals(ratio, rows.Response + start, Predicted, ResidualBlock, length); break;
        }
    }

    /// <summary>∂r/∂ ln ŷ at one row, or ∂r/∂ŷ where the columns are of ∇ŷ.</summary>
    private double Rate(RowTable rows, int row, int i, ResidualOf of) => of switch
    {
        ResidualOf.Logarithm => 1,
        ResidualOf.Logit => 1 / (1 - Predicted[i]),
        _ => IsAbsolute ? 1 : rows.Response[row] + ResidualBlock[i],
    };

    /// <summary>What multiplies ψ j j' beside ψ' (∂r/∂ ln ŷ)² j j': ∂²r/∂(ln ŷ)² less ∂r/∂ ln ŷ.</summary>
    private double Bend(int i, double rate, ResidualOf of) => of switch
    {
        ResidualOf.Logarithm => -1,
        ResidualOf.Logit => (Predicted[i] * rate * rate) - rate,
        _ => 0,
    };

    private double Charge(RowTable rows, int start, int length, Penalty penalty) => penalty.Kind switch
    {
        PenaltyKind.Squares => ChargeRows(new SquaresPenalty<V>(), rows, start, length, penalty.Of),
        PenaltyKind.Huber => ChargeRows(new HuberPenalty<V>(penalty.Delta), rows, start, length, penalty.Of),
        PenaltyKind.SoftL1 => ChargeRows(new SoftL1Penalty<V>(penalty.Delta), rows, start, length, penalty.Of),
        PenaltyKind.StudentT => ChargeRows(new StudentTPenalty<V>(penalty.Delta, penalty.Shape), rows, start, length, penalty.Of),
        PenaltyKind.Expectile => ChargeRows(new ExpectilePenalty<V>(penalty.Shape), rows, start, length, penalty.Of),
        PenaltyKind.TiltedHuber => ChargeRows(new TiltedHuberPenalty<V>(penalty.Delta, penalty.Shape), rows, start, length, penalty.Of),
        _ => ChargeRows(new AbsolutePenalty<V>(penalty.Shape), rows, start, length, penalty.Of),
    };

    /// <summary>The block's share of the objective; fills v, u and q.</summary>
    private double ChargeRows<TPenalty>(TPenalty penalty, RowTable rows, int start, int length, ResidualOf of)
        where TPenalty : struct, IPenalty<V>
    {
        if (rows.HasDeviations) return ChargeStandardised(penalty, rows, start, length, of);
        double* weight = rows.Weight + start;
        return of switch
        {
            ResidualOf.Logarithm => ChargeLogarithms(penalty, ResidualBlock, weight, V_, U_, Q_, length),
            ResidualOf.Logit => ChargeLogits(penalty, ResidualBlock, weight, Predicted, V_, U_, Q_, length),
            _ when IsAbsolute => ChargePlain(penalty, ResidualBlock, weight, V_, U_, Q_, length),
            _ => ChargeDifferences(penalty, ResidualBlock, weight, rows.Response + start, V_, U_, Q_, length),
        };
    }

    /// <summary>The same for residuals in units of their known standard deviations: r/σ, so that ψ gains a factor 1/σ and ψ' its square.</summary>
    private double ChargeStandardised<TPenalty>(TPenalty penalty, RowTable rows, int start, int length, ResidualOf of)
        where TPenalty : struct, IPenalty<V>
    {
        double* inverse = rows.InverseDeviation + start;
        double* rates = Spare;
        for (int i = 0; i < length; i++) rates[i] = Rate(rows, start + i, i, of);
        Multiply(inverse, ResidualBlock, length);
        double sum = ChargePlain(penalty, ResidualBlock, rows.Weight + start, V_, U_, Q_, length);
        for (int i = 0; i < length; i++)
        {
            double s = inverse[i];
            double slope = s * V_[i];
            double rate = rates[i];
            V_[i] = slope * rate;
            U_[i] = (s * s * U_[i] * rate * rate) + (slope * Bend(i, rate, of));
            Q_[i] *= s * s * rate * rate;
        }

        return sum;
    }

    private double ValueRows<TPenalty>(TPenalty penalty, RowTable rows, int start, int length)
        where TPenalty : struct, IPenalty<V> => Charges(penalty, ResidualBlock, rows.Weight + start, length);
}
