using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

// The block passes. Each is a loop short enough to run at the speed of its slowest unit and to keep every value in registers.
internal sealed unsafe partial class PosynomialEngine<V>
{
    /// <summary>Fills the block's residuals, and where asked for turns the terms' exponentials into shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Predict(RowTable rows, int start, int length, ReadOnlySpan<double> theta, ResidualOf of, bool withDerivatives)
    {
        if (_floor >= 0)
        {
            PredictFloorPlusTwo(rows, start, length, theta, of, withDerivatives);
            return;
        }

        if (_form.Power >= 0)
        {
            PredictPowered(rows, start, length, theta, of, withDerivatives);
            return;
        }

        for (int t = 0; t < _terms; t++) Exponentiate(_form.Terms[t], rows.LogResponse + start, rows, start, length, theta, TermBlock(t));
        double* ratio = Spare;
        Scale(TermBlock(0), 1, ratio, length);
        for (int t = 1; t < _terms; t++) Add(TermBlock(t), ratio, length);
        ResidualsFromRatios(rows, start, length, of, ratio);
        if (!withDerivatives) return;
        Invert(ratio, length);
        for (int t = 0; t < _terms; t++) Multiply(ratio, TermBlock(t), length);
    }

    /// <summary>The commonest shape, a floor and two falling terms, in four loops instead of ten: short loops cost as much to enter as to run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PredictFloorPlusTwo(RowTable rows, int start, int length, ReadOnlySpan<double> theta, ResidualOf of, bool withDerivatives)
    {
        double floor = Math.Exp(theta[_form.Terms[_floor].Amplitude]);
        double* inverse = rows.InverseResponse + start;
        double* a = TermBlock(_first);
        double* b = TermBlock(_second);
        Exponentiate(_form.Terms[_first], rows.LogResponse + start, rows, start, length, theta, a);
        Exponentiate(_form.Terms[_second], rows.LogResponse + start, rows, start, length, theta, b);
        switch (of)
        {
            case ResidualOf.Logarithm:
                SumAndLog(floor, inverse, a, b, Spare, ResidualBlock, length);
                break;
            case ResidualOf.Response:
                SumAndSubtract(floor, inverse, a, b, rows.Response + start, Spare, ResidualBlock, length);
                break;
            default:
                SumAndSubtract(floor, inverse, a, b, rows.Response + start, Spare, ResidualBlock, length);
                ResidualsFromRatios(rows, start, length, of, Spare);
                break;
        }

        if (withDerivatives) Share(Spare, a, b, length);
    }

    /// <summary>
    /// The general shape with an outer power: S = Σ exp(z) of the powered terms in full size, then S^k / y beside the other terms. Powered terms end as k times their
    /// shares, which is what derivatives want.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PredictPowered(RowTable rows, int start, int length, ReadOnlySpan<double> theta, ResidualOf of, bool withDerivatives)
    {
        double power = Math.Exp(theta[_form.Power]);
        _powerExcess = 1 - (1 / power);
        double* sum = PowerSpare;
        double* ratio = Spare;
        double* zero = InverseShare;
        new Span<double>(zero, length).Clear();
        new Span<double>(sum, length).Clear();
        for (int t = 0; t < _terms; t++)
        {
            bool powered = _form.IsPowered(t);
            Exponentiate(_form.Terms[t], powered ? zero : rows.LogResponse + start, rows, start, length, theta, TermBlock(t));
            if (powered) Add(TermBlock(t), sum, length);
        }

        // G = exp(k ln S - ln y).
        LogResiduals(sum, InnerLog, length);
        ExpAffine(power, InnerLog, 0, rows.LogResponse + start, ratio, length);
        Scale(ratio, 1, InverseShare, length);
        for (int t = 0; t < _terms; t++)
        {
            if (!_form.IsPowered(t)) Add(TermBlock(t), ratio, length);
        }

        ResidualsFromRatios(rows, start, length, of, ratio);
        if (!withDerivatives) return;

        // Shares of the terms outside; k (G / ratio) exp(z) / S of those under the power.
        Invert(ratio, length);
        Multiply(ratio, InverseShare, length);
        Invert(sum, length);
        Multiply(InverseShare, sum, length);
        for (int t = 0; t < _terms; t++)
        {
            Multiply(_form.IsPowered(t) ? sum : ratio, TermBlock(t), length);
            if (_form.IsPowered(t)) Scale(TermBlock(t), power, TermBlock(t), length);
        }

        Invert(InverseShare, length);
    }

    /// <summary>
    /// exp(z - ln y) rather than exp(z): the sum over terms is then ŷ/y, whose logarithm is the residual, small and taken where log is
    /// most accurate.
    /// </summary>
    private void Exponentiate(PosynomialForm.Term term, double* less, RowTable rows, int start, int length, ReadOnlySpan<double> theta, double* target)
    {
        double offset = theta[term.Amplitude];
        switch (term.Factors.Length)
        {
            case 0:
                // A term without variables, which never stands under a power: exp(a - ln y) = exp(a) / y.
                Scale(rows.InverseResponse + start, Math.Exp(offset), target, length);
                return;
            case 1:
                PosynomialForm.Factor only = term.Factors[0];
                ExpAffine(only.Scale * theta[only.Parameter], rows.Variable(only.Column) + start, offset, less, target, length);
                return;
            default:
                double* exponent = Spare;
                Scale(less, 1, exponent, length);
                for (int f = 1; f < term.Factors.Length; f++)
                {
                    PosynomialForm.Factor factor = term.Factors[f];
                    AddScaled(-factor.Scale * theta[factor.Parameter], rows.Variable(factor.Column) + start, exponent, length);
                }

                PosynomialForm.Factor first = term.Factors[0];
                ExpAffine(first.Scale * theta[first.Parameter], rows.Variable(first.Column) + start, offset, exponent, target, length);
                return;
        }
    }

    /// <summary>Adds the block's gradient, Hessian and majoriser, from its shares and v, u, q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Accumulate(RowTable rows, int start, int length, ReadOnlySpan<double> theta, Derivatives into, bool withMajoriser)
    {
        if (_layout is not null)
        {
            AccumulateFloorPlusTwo(rows, start, length, into, withMajoriser);
            return;
        }

        double** j = stackalloc double*[Parameters];
        double* slope = stackalloc double[Parameters];
        GradientColumns(rows, start, length, j);

        fixed (double* gradient = into.Gradient, hessian = into.Hessian, majoriser = withMajoriser ? into.Majoriser : _unwanted)
        {
            for (int m = 0; m < Parameters; m++) slope[m] = Dot(V_, j[m], length);
            OuterProducts(j, hessian, majoriser, length);
            for (int m = 0; m < Parameters; m++) gradient[m] += slope[m];
            for (int t = 0; t < _terms; t++)
            {
                if (_isSimple[t]) AddSimpleCurvature(rows, start, length, _form.Terms[t], j, slope, hessian);
                else AddTermCurvature(rows, start, length, _form.Terms[t], TermBlock(t), hessian);
            }

            if (_form.Power >= 0) AddPowerCurvature(j, slope, hessian, length);
        }
    }

    protected override void GradientColumns(RowTable rows, int start, int length, double** columns)
    {
        if (_floor >= 0) FillFloorShare(length);
        for (int m = 0; m < Parameters; m++) columns[m] = GradientColumn(rows, start, length, m);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void AccumulateGradient(RowTable rows, int start, int length, Span<double> gradient)
    {
        // Σ v p and Σ v p x need no columns of their own where every parameter stands in one place.
        if (_floor >= 0) FillFloorShare(length);
        for (int m = 0; m < Parameters; m++)
        {
            (int term, int column, double scale) = _simple[m];
            if (term < 0 || m == _form.Power) gradient[m] += Dot(V_, GradientColumn(rows, start, length, m), length);
            else if (column < 0) gradient[m] += Dot(V_, TermBlock(term), length);
            else gradient[m] += scale * Dot3(V_, TermBlock(term), rows.Variable(column) + start, length);
        }
    }

    protected override void Shares(int real, ReadOnlySpan<double> theta, Span<ShareRange> shares)
    {
        if (_floor >= 0) FillFloorShare((real + V.Count - 1) / V.Count * V.Count);
        for (int t = 0; t < _terms; t++)
        {
            // Under a power the column holds k times the share, which is what derivatives want.
            double scale = _form.IsPowered(t) ? Math.Exp(-theta[_form.Power]) : 1;
            for (int i = 0; i < real; i++) shares[t].Take(scale * TermBlock(t)[i]);
        }
    }

    /// <summary>∂ ln ŷ / ∂θ_m down the block: an existing column where the parameter is a plain amplitude.</summary>
    private double* GradientColumn(RowTable rows, int start, int length, int parameter)
    {
        if (parameter == _form.Power)
        {
            // P k ln S: the powered terms' columns add up to P k.
            double* power = GradientBlock(parameter);
            new Span<double>(power, length).Clear();
            for (int t = 0; t < _terms; t++)
            {
                if (_form.IsPowered(t)) Add(TermBlock(t), power, length);
            }

            Multiply(InnerLog, power, length);
            return power;
        }

        (int term, int column, double scale) = _simple[parameter];
        if (term >= 0 && column < 0) return TermBlock(term);

        double* target = GradientBlock(parameter);
        if (term >= 0)
        {
            ScaledProduct(scale, TermBlock(term), rows.Variable(column) + start, target, length);
            return target;
        }

        new Span<double>(target, length).Clear();
        for (int t = 0; t < _terms; t++)
        {
            if (_form.Terms[t].Amplitude == parameter) Add(TermBlock(t), target, length);
            foreach (PosynomialForm.Factor factor in _form.Terms[t].Factors)
            {
                if (factor.Parameter != parameter) continue;
                ScaledProduct(factor.Scale, TermBlock(t), rows.Variable(factor.Column) + start, Spare, length);
                Add(Spare, target, length);
            }
        }

        return target;
    }

    /// <summary>
    /// Σ v p_t J_t J_t' for a term whose parameters are its own: then p_t J_t are columns of the gradient already, and the sums by the
    /// amplitude are the gradient's.
    /// </summary>
    private void AddSimpleCurvature(RowTable rows, int start, int length, PosynomialForm.Term term, double** j, double* slope, double* hessian)
    {
        int amplitude = term.Amplitude;
        hessian[(amplitude * Parameters) + amplitude] += slope[amplitude];
        for (int a = 0; a < term.Factors.Length; a++)
        {
            PosynomialForm.Factor first = term.Factors[a];
            AddSymmetric(hessian, amplitude, first.Parameter, slope[first.Parameter]);
            for (int b = 0; b <= a; b++)
            {
                PosynomialForm.Factor second = term.Factors[b];
                AddSymmetric(hessian, first.Parameter, second.Parameter, second.Scale * Dot3(V_, j[first.Parameter], rows.Variable(second.Column) + start, length));
            }
        }
    }

    /// <summary>Σ v p_t J_t J_t' for one term, whose J_t is 1 for the amplitude and scale·x for each factor.</summary>
    private void AddTermCurvature(RowTable rows, int start, int length, PosynomialForm.Term term, double* share, double* hessian)
    {
        double* vp = Spare;
        Product(V_, share, vp, length);
        int amplitude = term.Amplitude;
        hessian[(amplitude * Parameters) + amplitude] += Sum(vp, length);
        for (int a = 0; a < term.Factors.Length; a++)
        {
            PosynomialForm.Factor first = term.Factors[a];
            double* x = rows.Variable(first.Column) + start;
            AddSymmetric(hessian, amplitude, first.Parameter, first.Scale * Dot(vp, x, length));
            for (int b = 0; b <= a; b++)
            {
                PosynomialForm.Factor second = term.Factors[b];
                double sum = first.Scale * second.Scale * Dot3(vp, x, rows.Variable(second.Column) + start, length);

                // Two factors of one term that share a parameter meet twice on the diagonal.
                AddSymmetric(hessian, first.Parameter, second.Parameter, a != b && first.Parameter == second.Parameter ? 2 * sum : sum);
            }
        }
    }

    /// <summary>
    /// What the power adds. With q the powered part of j, P the powered share and κ = ln k:
    /// Σ v [(1 - 1/k) q q'/P] among the terms' parameters, Σ v (q q_κ/P + q) between them and κ, Σ v (q_κ²/P + q_κ) for κ itself.
    /// </summary>
    private void AddPowerCurvature(double** j, double* slope, double* hessian, int length)
    {
        double* weight = Spare;
        Product(V_, InverseShare, weight, length);
        int power = _form.Power;
        hessian[(power * Parameters) + power] += Dot3(weight, j[power], j[power], length) + slope[power];
        for (int m = 0; m < Parameters; m++)
        {
            if (!_isPowered[m]) continue;
            AddSymmetric(hessian, m, power, Dot3(weight, j[m], j[power], length) + slope[m]);
            for (int n = 0; n <= m; n++)
            {
                if (_isPowered[n]) AddSymmetric(hessian, m, n, _powerExcess * Dot3(weight, j[m], j[n], length));
            }
        }
    }

    private void AddSymmetric(double* hessian, int m, int n, double value)
    {
        int row = Math.Max(m, n);
        int column = Math.Min(m, n);
        hessian[(row * Parameters) + column] += value;
    }
}
