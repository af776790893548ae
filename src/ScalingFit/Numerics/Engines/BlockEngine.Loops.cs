using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

// The loops themselves. Optimised from the first call: a fit is over before tiering would have compiled them well.
internal abstract unsafe partial class BlockEngine<V>
{
    protected const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>Σ w charge(r) with r = ln ŷ - ln y; v = wψ, u = w(ψ' - ψ), q = wψ/r.</summary>
    [MethodImpl(Hot)]
    protected static double ChargeLogarithms<TPenalty>(TPenalty penalty, double* residual, double* weight, double* v, double* u, double* q, int length)
        where TPenalty : struct, IPenalty<V>
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(weight + i);
            V r = V.Load(residual + i);
            V slope = penalty.Slope(r);
            sum = V.Fma(w, penalty.Charge(r), sum);
            (w * slope).Store(v + i);
            (w * (penalty.Curvature(r) - slope)).Store(u + i);
            (w * penalty.Weight(r)).Store(q + i);
        }

        return V.Sum(sum);
    }

    /// <summary>Σ w charge(r) with r = ŷ - y; v = wψŷ, u = wψ'ŷ², q = wŷ²ψ/r.</summary>
    [MethodImpl(Hot)]
    protected static double ChargeDifferences<TPenalty>(TPenalty penalty, double* residual, double* weight, double* response, double* v, double* u, double* q, int length)
        where TPenalty : struct, IPenalty<V>
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(weight + i);
            V r = V.Load(residual + i);
            V predicted = V.Load(response + i) + r;
            V scaled = w * predicted;
            V squared = scaled * predicted;
            sum = V.Fma(w, penalty.Charge(r), sum);
            (scaled * penalty.Slope(r)).Store(v + i);
            (squared * penalty.Curvature(r)).Store(u + i);
            (squared * penalty.Weight(r)).Store(q + i);
        }

        return V.Sum(sum);
    }

    /// <summary>Σ w charge(r) with r = logit ŷ - logit y and s = 1/(1 - ŷ); v = wψs, u = w(ψ's² + ψ(ŷs² - s)), q = ws²ψ/r.</summary>
    [MethodImpl(Hot)]
    protected static double ChargeLogits<TPenalty>(TPenalty penalty, double* residual, double* weight, double* predicted, double* v, double* u, double* q, int length)
        where TPenalty : struct, IPenalty<V>
    {
        V sum = V.All(0);
        V one = V.All(1);
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(weight + i);
            V r = V.Load(residual + i);
            V y = V.Load(predicted + i);
            V s = one / (one - y);
            V slope = w * penalty.Slope(r) * s;
            V squared = w * s * s;
            sum = V.Fma(w, penalty.Charge(r), sum);
            slope.Store(v + i);
            V.Fma(squared, penalty.Curvature(r), slope * ((y * s) - one)).Store(u + i);
            (squared * penalty.Weight(r)).Store(q + i);
        }

        return V.Sum(sum);
    }

    /// <summary>Σ w charge(r) with j = ∇r; v = wψ, u = wψ', q = wψ/r.</summary>
    [MethodImpl(Hot)]
    protected static double ChargePlain<TPenalty>(TPenalty penalty, double* residual, double* weight, double* v, double* u, double* q, int length)
        where TPenalty : struct, IPenalty<V>
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(weight + i);
            V r = V.Load(residual + i);
            sum = V.Fma(w, penalty.Charge(r), sum);
            (w * penalty.Slope(r)).Store(v + i);
            (w * penalty.Curvature(r)).Store(u + i);
            (w * penalty.Weight(r)).Store(q + i);
        }

        return V.Sum(sum);
    }

    [MethodImpl(Hot)]
    protected static double Charges<TPenalty>(TPenalty penalty, double* residual, double* weight, int length)
        where TPenalty : struct, IPenalty<V>
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count) sum = V.Fma(V.Load(weight + i), penalty.Charge(V.Load(residual + i)), sum);
        return V.Sum(sum);
    }

    [MethodImpl(Hot)]
    protected static void Scale(double* a, double factor, double* target, int length)
    {
        V f = V.All(factor);
        for (int i = 0; i < length; i += V.Count) (f * V.Load(a + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static void AddScaled(double slope, double* x, double* target, int length)
    {
        V s = V.All(slope);
        for (int i = 0; i < length; i += V.Count) V.Fma(s, V.Load(x + i), V.Load(target + i)).Store(target + i);
    }

    /// <summary>s a + t b + offset.</summary>
    [MethodImpl(Hot)]
    protected static void Combine(double s, double* a, double t, double* b, double offset, double* target, int length)
    {
        V first = V.All(s);
        V second = V.All(t);
        V o = V.All(offset);
        for (int i = 0; i < length; i += V.Count) V.Fma(first, V.Load(a + i), V.Fma(second, V.Load(b + i), o)).Store(target + i);
    }

    /// <summary>s a + offset.</summary>
    [MethodImpl(Hot)]
    protected static void Shift(double s, double* a, double offset, double* target, int length)
    {
        V factor = V.All(s);
        V o = V.All(offset);
        for (int i = 0; i < length; i += V.Count) V.Fma(factor, V.Load(a + i), o).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static void ExpScaled(double factor, double* a, double* target, int length)
    {
        V f = V.All(factor);
        for (int i = 0; i < length; i += V.Count) V.Exp(f * V.Load(a + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static void LogScaled(double factor, double* a, double* target, int length)
    {
        V f = V.All(factor);
        for (int i = 0; i < length; i += V.Count) V.Log(f * V.Load(a + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static void SqrtScaled(double factor, double* a, double* target, int length)
    {
        V f = V.All(factor);
        for (int i = 0; i < length; i += V.Count) V.Sqrt(f * V.Load(a + i)).Store(target + i);
    }

    /// <summary>exp(slope·x + offset - less).</summary>
    [MethodImpl(Hot)]
    protected static void ExpAffine(double slope, double* x, double offset, double* less, double* target, int length)
    {
        V s = V.All(slope);
        V o = V.All(offset);
        for (int i = 0; i < length; i += V.Count) V.Exp(V.Fma(s, V.Load(x + i), o - V.Load(less + i))).Store(target + i);
    }

    /// <summary>ln(floor·inverse + a + b), and the sum itself.</summary>
    [MethodImpl(Hot)]
    protected static void SumAndLog(double floor, double* inverse, double* a, double* b, double* sum, double* target, int length)
    {
        V f = V.All(floor);
        for (int i = 0; i < length; i += V.Count)
        {
            V total = V.Fma(f, V.Load(inverse + i), V.Load(a + i)) + V.Load(b + i);
            total.Store(sum + i);
            V.Log(total).Store(target + i);
        }
    }

    /// <summary>response·(floor·inverse + a + b - 1), and the sum itself.</summary>
    [MethodImpl(Hot)]
    protected static void SumAndSubtract(double floor, double* inverse, double* a, double* b, double* response, double* sum, double* target, int length)
    {
        V f = V.All(floor);
        V one = V.All(1);
        for (int i = 0; i < length; i += V.Count)
        {
            V total = V.Fma(f, V.Load(inverse + i), V.Load(a + i)) + V.Load(b + i);
            total.Store(sum + i);
            (V.Load(response + i) * (total - one)).Store(target + i);
        }
    }

    /// <summary>Divides a and b by a sum.</summary>
    [MethodImpl(Hot)]
    protected static void Share(double* sum, double* a, double* b, int length)
    {
        for (int i = 0; i < length; i += V.Count)
        {
            V reciprocal = V.Reciprocal(V.Load(sum + i));
            (reciprocal * V.Load(a + i)).Store(a + i);
            (reciprocal * V.Load(b + i)).Store(b + i);
        }
    }

    [MethodImpl(Hot)]
    protected static void Add(double* a, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) (V.Load(target + i) + V.Load(a + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static void LogResiduals(double* ratio, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) V.Log(V.Load(ratio + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static void LinearResiduals(double* ratio, double* response, double* target, int length)
    {
        V one = V.All(1);
        for (int i = 0; i < length; i += V.Count) (V.Load(response + i) * (V.Load(ratio + i) - one)).Store(target + i);
    }

    /// <summary>ln(ŷ/(1 - ŷ)) - ln(y/(1 - y)) from ŷ/y, and ŷ itself; NaN where ŷ is 1 or more.</summary>
    [MethodImpl(Hot)]
    protected static void LogitResiduals(double* ratio, double* response, double* predicted, double* target, int length)
    {
        V one = V.All(1);
        for (int i = 0; i < length; i += V.Count)
        {
            V y = V.Load(response + i);
            V share = V.Load(ratio + i);
            V value = share * y;
            value.Store(predicted + i);
            V.Log(share * ((one - y) / (one - value))).Store(target + i);
        }
    }

    [MethodImpl(Hot)]
    protected static void Invert(double* a, int length)
    {
        for (int i = 0; i < length; i += V.Count) V.Reciprocal(V.Load(a + i)).Store(a + i);
    }

    [MethodImpl(Hot)]
    protected static void Multiply(double* a, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) (V.Load(a + i) * V.Load(target + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static void Product(double* a, double* b, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) (V.Load(a + i) * V.Load(b + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static void ScaledProduct(double scale, double* a, double* b, double* target, int length)
    {
        V s = V.All(scale);
        for (int i = 0; i < length; i += V.Count) (s * V.Load(a + i) * V.Load(b + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    protected static double Sum(double* a, int length)
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count) sum += V.Load(a + i);
        return V.Sum(sum);
    }

    [MethodImpl(Hot)]
    protected static double Dot(double* a, double* b, int length)
    {
        // Two sums: one alone waits for its own last addition.
        V even = V.All(0), odd = even;
        int i = 0;
        for (; i + (2 * V.Count) <= length; i += 2 * V.Count)
        {
            even = V.Fma(V.Load(a + i), V.Load(b + i), even);
            odd = V.Fma(V.Load(a + i + V.Count), V.Load(b + i + V.Count), odd);
        }

        if (i < length) even = V.Fma(V.Load(a + i), V.Load(b + i), even);
        return V.Sum(even + odd);
    }

    /// <summary>Σ abc.</summary>
    [MethodImpl(Hot)]
    protected static double Dot3(double* a, double* b, double* c, int length)
    {
        V even = V.All(0), odd = even;
        int i = 0;
        for (; i + (2 * V.Count) <= length; i += 2 * V.Count)
        {
            even = V.Fma(V.Load(a + i) * V.Load(b + i), V.Load(c + i), even);
            odd = V.Fma(V.Load(a + i + V.Count) * V.Load(b + i + V.Count), V.Load(c + i + V.Count), odd);
        }

        if (i < length) even = V.Fma(V.Load(a + i) * V.Load(b + i), V.Load(c + i), even);
        return V.Sum(even + odd);
    }
}
