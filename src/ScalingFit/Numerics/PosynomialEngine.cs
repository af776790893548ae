using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics;

/// <summary>
/// The block engine of the posynomial family, composed at run time from the form's terms and columns. Rows pass in blocks that
/// stay in the first-level cache, one short loop a step: a fused loop has a dependency chain longer than the processor's
/// window and is a third slower (docs/how-it-works/engine.md).
/// </summary>
/// <remarks>
/// With p_i the terms' shares of ŷ and J_i their (affine) gradients, j = Σ p_i J_i is the gradient of ln ŷ and
/// ∇² ln ŷ = Σ p_i J_i J_i' - j j'. For both kinds of residual the sums are then
///   gradient = Σ v j,   Hessian = Σ u j j' + Σ v Σ_i p_i J_i J_i',   majoriser = Σ q j j',
/// where for r = ln ŷ - ln y:  v = wψ,  u = w(ψ' - ψ),  q = wψ/r,
/// and for r = ŷ - y:          v = wψŷ, u = wψ'ŷ²,      q = wŷ²ψ/r.
/// </remarks>
internal sealed unsafe partial class PosynomialEngine<V> : LawEngine
    where V : struct, IVec<V>
{
    private const int Block = 256;

    /// <summary>
    /// From one scratch column to the next. A line more than the block: columns a power of two apart would all fall into the same few
    /// sets of the first-level cache and evict each other.
    /// </summary>
    private const int Stride = Block + 8;

    private readonly PosynomialForm _form;
    private readonly AlignedBuffer _scratch;
    private readonly int _terms;
    private readonly int _parameters;

    /// <summary>Entry m: the column in which parameter m is an exponent of a single term, or -1 where it is more than that.</summary>
    private readonly (int Term, int Column, double Scale)[] _simple;

    /// <summary>Whether every parameter of a term is its own and stands in it once.</summary>
    private readonly bool[] _isSimple;

    /// <summary>The three terms' numbers where the form is a floor and two others; -1 where it is not.</summary>
    private readonly int _floor = -1;
    private readonly int _first = -1;
    private readonly int _second = -1;

    /// <summary>Whether a parameter is one of a powered term.</summary>
    private readonly bool[] _isPowered;

    /// <summary>1 - 1/k at the point last predicted.</summary>
    private double _powerExcess;

    public PosynomialEngine(PosynomialForm form)
    {
        _form = form;
        _terms = form.Terms.Length;
        _parameters = form.ParameterCount;

        // Terms' exponentials, then residual, v, u, q, spare, then a gradient column a parameter, then the power's columns.
        _scratch = new AlignedBuffer((_terms + 5 + _parameters + 3) * Stride);
        _simple = new (int, int, double)[_parameters];
        for (int m = 0; m < _parameters; m++) _simple[m] = Entry(form, m);
        if (form.Power < 0 && _terms == 3 && form.Terms.Count(t => t.Factors.Length == 0) == 1)
        {
            _floor = Array.FindIndex(form.Terms, t => t.Factors.Length == 0);
            _first = _floor == 0 ? 1 : 0;
            _second = 3 - _floor - _first;
        }

        _isPowered = new bool[_parameters];
        for (int t = 0; t < _terms; t++)
        {
            if (!form.IsPowered(t)) continue;
            _isPowered[form.Terms[t].Amplitude] = true;
            foreach (PosynomialForm.Factor factor in form.Terms[t].Factors) _isPowered[factor.Parameter] = true;
        }

        _isSimple = Array.ConvertAll(form.Terms, t => _simple[t.Amplitude].Term >= 0 && Array.TrueForAll(t.Factors, f => _simple[f.Parameter].Term >= 0));
    }

    private double* TermBlock(int term) => _scratch.Pointer + (term * Stride);

    private double* ResidualBlock => TermBlock(_terms);

    private double* V_ => TermBlock(_terms + 1);

    private double* U_ => TermBlock(_terms + 2);

    private double* Q_ => TermBlock(_terms + 3);

    private double* Spare => TermBlock(_terms + 4);

    private double* GradientBlock(int parameter) => TermBlock(_terms + 5 + parameter);

    /// <summary>ln of the sum under the outer power.</summary>
    private double* InnerLog => GradientBlock(_parameters);

    /// <summary>1 / the share of the prediction that the powered sum makes up.</summary>
    private double* InverseShare => GradientBlock(_parameters + 1);

    private double* PowerSpare => GradientBlock(_parameters + 2);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Derivatives into)
    {
        into.Clear();
        for (int start = 0; start < rows.PaddedCount; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, penalty.OnLogarithm, withShares: true);
            into.Value += penalty.Kind switch
            {
                PenaltyKind.Squares => ChargeRows(new SquaresPenalty<V>(), rows, start, length, penalty.OnLogarithm),
                PenaltyKind.Huber => ChargeRows(new HuberPenalty<V>(penalty.Delta), rows, start, length, penalty.OnLogarithm),
                PenaltyKind.SoftL1 => ChargeRows(new SoftL1Penalty<V>(penalty.Delta), rows, start, length, penalty.OnLogarithm),
                PenaltyKind.StudentT => ChargeRows(new StudentTPenalty<V>(penalty.Delta, penalty.Shape), rows, start, length, penalty.OnLogarithm),
                PenaltyKind.Expectile => ChargeRows(new ExpectilePenalty<V>(penalty.Shape), rows, start, length, penalty.OnLogarithm),
                _ => ChargeRows(new AbsolutePenalty<V>(), rows, start, length, penalty.OnLogarithm),
            };
            Accumulate(rows, start, length, into, withMajoriser: true);
        }

        into.Mirror();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Value(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta)
    {
        double sum = 0;
        for (int start = 0; start < rows.PaddedCount; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, penalty.OnLogarithm, withShares: false);
            sum += penalty.Kind switch
            {
                PenaltyKind.Squares => ValueRows(new SquaresPenalty<V>(), rows, start, length),
                PenaltyKind.Huber => ValueRows(new HuberPenalty<V>(penalty.Delta), rows, start, length),
                PenaltyKind.SoftL1 => ValueRows(new SoftL1Penalty<V>(penalty.Delta), rows, start, length),
                PenaltyKind.StudentT => ValueRows(new StudentTPenalty<V>(penalty.Delta, penalty.Shape), rows, start, length),
                PenaltyKind.Expectile => ValueRows(new ExpectilePenalty<V>(penalty.Shape), rows, start, length),
                _ => ValueRows(new AbsolutePenalty<V>(), rows, start, length),
            };
        }

        return sum;
    }

    public override void Residuals(RowTable rows, bool onLogarithm, ReadOnlySpan<double> theta, Span<double> residuals, Span<double> shares)
    {
        for (int start = 0; start < rows.Count; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            int real = Math.Min(Block, rows.Count - start);
            Predict(rows, start, length, theta, onLogarithm, withShares: !shares.IsEmpty);
            new Span<double>(ResidualBlock, real).CopyTo(residuals[start..]);
            if (shares.IsEmpty) continue;
            for (int t = 0; t < _terms; t++)
            {
                // Under a power the column holds k times the share, which is what derivatives want.
                if (_form.IsPowered(t)) Scale(TermBlock(t), Math.Exp(-theta[_form.Power]), TermBlock(t), length);
                new Span<double>(TermBlock(t), real).CopyTo(shares[((t * rows.Count) + start)..]);
            }
        }
    }

    public override void Lagrangian(RowTable rows, bool onLogarithm, ReadOnlySpan<double> theta, ReadOnlySpan<double> multipliers, Derivatives into)
    {
        into.Clear();
        for (int start = 0; start < rows.PaddedCount; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, onLogarithm, withShares: true);
            for (int i = 0; i < length; i++)
            {
                double multiplier = start + i < rows.Count ? multipliers[start + i] : 0;
                V_[i] = onLogarithm ? multiplier : multiplier * (rows.Response[start + i] + ResidualBlock[i]);
                U_[i] = onLogarithm ? -multiplier : 0;
            }

            Accumulate(rows, start, length, into, withMajoriser: false);
        }

        into.Mirror();
    }

    public override void Rates(RowTable rows, bool onLogarithm, ReadOnlySpan<double> theta, ReadOnlySpan<double> direction, Span<double> rates)
    {
        double* sum = V_;
        for (int start = 0; start < rows.Count; start += Block)
        {
            int length = Math.Min(Block, rows.PaddedCount - start);
            Predict(rows, start, length, theta, onLogarithm, withShares: true);
            new Span<double>(sum, length).Clear();
            for (int m = 0; m < _parameters; m++)
            {
                if (direction[m] != 0) AddScaled(direction[m], GradientColumn(rows, start, length, m), sum, length);
            }

            // ∇ŷ = ŷ ∇ ln ŷ.
            if (!onLogarithm)
            {
                for (int i = 0; i < length; i++) sum[i] *= rows.Response[start + i] + ResidualBlock[i];
            }

            new Span<double>(sum, Math.Min(Block, rows.Count - start)).CopyTo(rates[start..]);
        }
    }

    public override void ResidualGradient(RowTable rows, int row, bool onLogarithm, ReadOnlySpan<double> theta, Span<double> gradient)
    {
        gradient.Clear();
        double y = rows.LogResponse[row];
        double power = _form.Power < 0 ? 1 : Math.Exp(theta[_form.Power]);
        Span<double> sizes = stackalloc double[_terms];
        double sum = 0;
        double inner = 0;
        for (int t = 0; t < _terms; t++)
        {
            double z = theta[_form.Terms[t].Amplitude];
            foreach (PosynomialForm.Factor f in _form.Terms[t].Factors) z += f.Scale * theta[f.Parameter] * rows.Variable(f.Column)[row];
            bool powered = _form.IsPowered(t);
            sizes[t] = Math.Exp(powered ? z : z - y);
            if (powered) inner += sizes[t];
            else sum += sizes[t];
        }

        // The powered sum S^k has the gradient k S^k (Σ π ∇z + ln S ∇ ln k).
        double innerLog = Math.Log(inner);
        double outer = inner > 0 ? Math.Exp((power * innerLog) - y) : 0;
        sum += outer;

        // ∇ ln ŷ is the share-weighted mean of the terms' gradients; ∇ŷ is ŷ times that, and ŷ = y Σ sizes.
        double scale = onLogarithm ? 1 / sum : rows.Response[row];
        for (int t = 0; t < _terms; t++)
        {
            double share = scale * (_form.IsPowered(t) ? power * outer * sizes[t] / inner : sizes[t]);
            gradient[_form.Terms[t].Amplitude] += share;
            foreach (PosynomialForm.Factor f in _form.Terms[t].Factors) gradient[f.Parameter] += share * f.Scale * rows.Variable(f.Column)[row];
        }

        if (_form.Power >= 0) gradient[_form.Power] += scale * power * outer * innerLog;
    }

    private static (int Term, int Column, double Scale) Entry(PosynomialForm form, int parameter)
    {
        (int, int, double) entry = (-1, -1, 0);
        int uses = 0;
        for (int t = 0; t < form.Terms.Length; t++)
        {
            if (form.Terms[t].Amplitude == parameter)
            {
                entry = (t, -1, 1);
                uses++;
            }

            foreach (PosynomialForm.Factor factor in form.Terms[t].Factors)
            {
                if (factor.Parameter != parameter) continue;
                entry = (t, factor.Column, factor.Scale);
                uses++;
            }
        }

        return uses == 1 ? entry : (-1, -1, 0);
    }
}
