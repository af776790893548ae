using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics;

// The block passes. Each is a loop short enough to run at the speed of its slowest unit and to keep every value in registers.
internal sealed unsafe partial class PosynomialEngine<V>
{
    /// <summary>Fills the block's residuals and turns the terms' exponentials into shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Predict(RowTable rows, int start, int length, ReadOnlySpan<double> theta, bool onLogarithm)
    {
        for (int t = 0; t < _terms; t++)
        {
            PosynomialForm.Term term = _form.Terms[t];
            double offset = theta[term.Amplitude];
            if (term.Factors.Length == 0)
            {
                // A term without variables: exp(a - ln y) = exp(a) / y.
                Scale(rows.InverseResponse + start, Math.Exp(offset), TermBlock(t), length);
                continue;
            }

            Array.Clear(_slopes);
            foreach (PosynomialForm.Factor factor in term.Factors) _slopes[factor.Column] += factor.Scale * theta[factor.Parameter];

            // exp(z - ln y) rather than exp(z): the sum over terms is then ŷ/y, whose logarithm is the residual, small and
            // taken where log is most accurate.
            double* exponent = Spare;
            Subtract(offset, rows.LogResponse + start, exponent, length);
            int last = -1;
            for (int c = 0; c < _slopes.Length; c++)
            {
                if (_slopes[c] == 0) continue;
                if (last >= 0) AddScaled(_slopes[last], rows.Variable(last) + start, exponent, length);
                last = c;
            }

            if (last < 0) ExpAffine(0, rows.Variable(0) + start, exponent, TermBlock(t), length);
            else ExpAffine(_slopes[last], rows.Variable(last) + start, exponent, TermBlock(t), length);
        }

        double* ratio = Spare;
        Copy(TermBlock(0), ratio, length);
        for (int t = 1; t < _terms; t++) Add(TermBlock(t), ratio, length);

        if (onLogarithm) LogResiduals(ratio, ResidualBlock, length);
        else LinearResiduals(ratio, rows.Response + start, ResidualBlock, length);
        Invert(ratio, length);
        for (int t = 0; t < _terms; t++) Multiply(ratio, TermBlock(t), length);
    }

    /// <summary>The block's share of the objective; fills v, u and q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ChargeRows<TPenalty>(TPenalty penalty, RowTable rows, int start, int length, bool onLogarithm)
        where TPenalty : struct, IPenalty<V>
    {
        double* residual = ResidualBlock;
        double* weight = rows.Weight + start;
        double* v = V_;
        double* u = U_;
        double* q = Q_;
        V sum = V.All(0);
        if (onLogarithm)
        {
            for (int i = 0; i < length; i += V.Count)
            {
                V w = V.Load(weight + i);
                sum = V.Fma(w, penalty.Charge(V.Load(residual + i), out V slope, out V curvature, out V majoriser), sum);
                (w * slope).Store(v + i);
                (w * (curvature - slope)).Store(u + i);
                (w * majoriser).Store(q + i);
            }

            return V.Sum(sum);
        }

        double* response = rows.Response + start;
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(weight + i);
            V r = V.Load(residual + i);
            V predicted = V.Load(response + i) + r;
            sum = V.Fma(w, penalty.Charge(r, out V slope, out V curvature, out V majoriser), sum);
            V scaled = w * predicted;
            (scaled * slope).Store(v + i);
            V squared = scaled * predicted;
            (squared * curvature).Store(u + i);
            (squared * majoriser).Store(q + i);
        }

        return V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double ValueRows<TPenalty>(TPenalty penalty, RowTable rows, int start, int length)
        where TPenalty : struct, IPenalty<V>
    {
        double* residual = ResidualBlock;
        double* weight = rows.Weight + start;
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count)
        {
            sum = V.Fma(V.Load(weight + i), penalty.Charge(V.Load(residual + i), out _, out _, out _), sum);
        }

        return V.Sum(sum);
    }

    /// <summary>Adds the block's gradient, Hessian and majoriser, from its shares and v, u, q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate(RowTable rows, int start, int length, Derivatives into, bool withMajoriser)
    {
        double** j = stackalloc double*[_parameters];
        for (int m = 0; m < _parameters; m++) j[m] = GradientColumn(rows, start, length, m);

        fixed (double* gradient = into.Gradient, hessian = into.Hessian, majoriser = into.Majoriser)
        {
            for (int m = 0; m < _parameters; m++) gradient[m] += Dot(V_, j[m], length);

            // Σ u j j' and Σ q j j', four columns of one row of both matrices at a time. For a Lagrangian q is unused: the
            // sums are made all the same, into a matrix that is then cleared, since that path is rare.
            for (int m = 0; m < _parameters; m++)
            {
                double* h = hessian + (m * _parameters);
                double* q = majoriser + (m * _parameters);
                int n = 0;
                for (; n + 4 <= m + 1; n += 4) Strip4(j[m], j[n], j[n + 1], j[n + 2], j[n + 3], h + n, q + n, length);
                switch (m + 1 - n)
                {
                    case 3: Strip3(j[m], j[n], j[n + 1], j[n + 2], h + n, q + n, length); break;
                    case 2: Strip2(j[m], j[n], j[n + 1], h + n, q + n, length); break;
                    case 1: Strip1(j[m], j[n], h + n, q + n, length); break;
                }
            }

            if (!withMajoriser) new Span<double>(majoriser, _parameters * _parameters).Clear();
            for (int t = 0; t < _terms; t++) AddTermCurvature(rows, start, length, _form.Terms[t], TermBlock(t), hessian);
        }
    }

    /// <summary>∂ ln ŷ / ∂θ_m down the block: an existing column where the parameter is a plain amplitude.</summary>
    private double* GradientColumn(RowTable rows, int start, int length, int parameter)
    {
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

    /// <summary>Σ v p_t J_t J_t' for one term, whose J_t is 1 for the amplitude and scale·x for each factor.</summary>
    private void AddTermCurvature(RowTable rows, int start, int length, PosynomialForm.Term term, double* share, double* hessian)
    {
        double* vp = Spare;
        Product(V_, share, vp, length);
        int amplitude = term.Amplitude;
        hessian[(amplitude * _parameters) + amplitude] += Sum(vp, length);
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

    private void AddSymmetric(double* hessian, int m, int n, double value)
    {
        int row = Math.Max(m, n);
        int column = Math.Min(m, n);
        hessian[(row * _parameters) + column] += value;
    }
}
