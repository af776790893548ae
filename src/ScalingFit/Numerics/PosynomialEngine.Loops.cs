using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics;

// The loops themselves. Optimised from the first call: a fit is over before tiering would have compiled them well.
internal sealed unsafe partial class PosynomialEngine<V>
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>Σ w charge(r) with r = ln ŷ - ln y; v = wψ, u = w(ψ' - ψ), q = wψ/r.</summary>
    [MethodImpl(Hot)]
    private static double ChargeLogarithms<TPenalty>(TPenalty penalty, double* residual, double* weight, double* v, double* u, double* q, int length)
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
    private static double ChargeDifferences<TPenalty>(TPenalty penalty, double* residual, double* weight, double* response, double* v, double* u, double* q, int length)
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

    [MethodImpl(Hot)]
    private static double Charges<TPenalty>(TPenalty penalty, double* residual, double* weight, int length)
        where TPenalty : struct, IPenalty<V>
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count) sum = V.Fma(V.Load(weight + i), penalty.Charge(V.Load(residual + i)), sum);
        return V.Sum(sum);
    }

    [MethodImpl(Hot)]
    private static void Scale(double* a, double factor, double* target, int length)
    {
        V f = V.All(factor);
        for (int i = 0; i < length; i += V.Count) (f * V.Load(a + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void AddScaled(double slope, double* x, double* target, int length)
    {
        V s = V.All(slope);
        for (int i = 0; i < length; i += V.Count) V.Fma(s, V.Load(x + i), V.Load(target + i)).Store(target + i);
    }

    /// <summary>exp(slope·x + offset - less).</summary>
    [MethodImpl(Hot)]
    private static void ExpAffine(double slope, double* x, double offset, double* less, double* target, int length)
    {
        V s = V.All(slope);
        V o = V.All(offset);
        for (int i = 0; i < length; i += V.Count) V.Exp(V.Fma(s, V.Load(x + i), o - V.Load(less + i))).Store(target + i);
    }

    /// <summary>ln(floor·inverse + a + b), and the sum itself.</summary>
    [MethodImpl(Hot)]
    private static void SumAndLog(double floor, double* inverse, double* a, double* b, double* sum, double* target, int length)
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
    private static void SumAndSubtract(double floor, double* inverse, double* a, double* b, double* response, double* sum, double* target, int length)
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

    /// <summary>Divides floor·inverse, a and b by their sum.</summary>
    [MethodImpl(Hot)]
    private static void Share(double* sum, double floor, double* inverse, double* target, double* a, double* b, int length)
    {
        V one = V.All(1);
        V f = V.All(floor);
        for (int i = 0; i < length; i += V.Count)
        {
            V reciprocal = one / V.Load(sum + i);
            (reciprocal * V.Load(a + i)).Store(a + i);
            (reciprocal * V.Load(b + i)).Store(b + i);
            (reciprocal * (f * V.Load(inverse + i))).Store(target + i);
        }
    }

    [MethodImpl(Hot)]
    private static void Add(double* a, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) (V.Load(target + i) + V.Load(a + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void LogResiduals(double* ratio, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) V.Log(V.Load(ratio + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void LinearResiduals(double* ratio, double* response, double* target, int length)
    {
        V one = V.All(1);
        for (int i = 0; i < length; i += V.Count) (V.Load(response + i) * (V.Load(ratio + i) - one)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void Invert(double* a, int length)
    {
        V one = V.All(1);
        for (int i = 0; i < length; i += V.Count) (one / V.Load(a + i)).Store(a + i);
    }

    [MethodImpl(Hot)]
    private static void Multiply(double* a, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) (V.Load(a + i) * V.Load(target + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void Product(double* a, double* b, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) (V.Load(a + i) * V.Load(b + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void ScaledProduct(double scale, double* a, double* b, double* target, int length)
    {
        V s = V.All(scale);
        for (int i = 0; i < length; i += V.Count) (s * V.Load(a + i) * V.Load(b + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static double Sum(double* a, int length)
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count) sum += V.Load(a + i);
        return V.Sum(sum);
    }

    [MethodImpl(Hot)]
    private static double Dot(double* a, double* b, int length)
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
    private static double Dot3(double* a, double* b, double* c, int length)
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

    /// <summary>
    /// Σ weight j j' for five parameters, all fifteen sums in registers, and Σ v j beside them. Five is Chinchilla's number, and the
    /// fits that are repeated by the thousand are his.
    /// </summary>
    [MethodImpl(Hot)]
    private static void OuterProductsAndSlopes5(double* v, double* weight, double** j, double* slope, double* matrix, int length)
    {
        double* j0 = j[0];
        double* j1 = j[1];
        double* j2 = j[2];
        double* j3 = j[3];
        double* j4 = j[4];
        V s00 = V.All(0), s10 = s00, s11 = s00, s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00, s40 = s00, s41 = s00, s42 = s00, s43 = s00, s44 = s00;
        V g0 = s00, g1 = s00, g2 = s00, g3 = s00, g4 = s00;
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(weight + i);
            V x = V.Load(v + i);
            V x0 = V.Load(j0 + i);
            g0 = V.Fma(x, x0, g0);
            V w0 = w * x0;
            s00 = V.Fma(w0, x0, s00);
            V x1 = V.Load(j1 + i);
            g1 = V.Fma(x, x1, g1);
            V w1 = w * x1;
            s10 = V.Fma(w1, x0, s10);
            s11 = V.Fma(w1, x1, s11);
            V x2 = V.Load(j2 + i);
            g2 = V.Fma(x, x2, g2);
            V w2 = w * x2;
            s20 = V.Fma(w2, x0, s20);
            s21 = V.Fma(w2, x1, s21);
            s22 = V.Fma(w2, x2, s22);
            V x3 = V.Load(j3 + i);
            g3 = V.Fma(x, x3, g3);
            V w3 = w * x3;
            s30 = V.Fma(w3, x0, s30);
            s31 = V.Fma(w3, x1, s31);
            s32 = V.Fma(w3, x2, s32);
            s33 = V.Fma(w3, x3, s33);
            V x4 = V.Load(j4 + i);
            g4 = V.Fma(x, x4, g4);
            V w4 = w * x4;
            s40 = V.Fma(w4, x0, s40);
            s41 = V.Fma(w4, x1, s41);
            s42 = V.Fma(w4, x2, s42);
            s43 = V.Fma(w4, x3, s43);
            s44 = V.Fma(w4, x4, s44);
        }

        slope[0] = V.Sum(g0);
        slope[1] = V.Sum(g1);
        slope[2] = V.Sum(g2);
        slope[3] = V.Sum(g3);
        slope[4] = V.Sum(g4);
        matrix[0] += V.Sum(s00);
        matrix[5] += V.Sum(s10);
        matrix[6] += V.Sum(s11);
        matrix[10] += V.Sum(s20);
        matrix[11] += V.Sum(s21);
        matrix[12] += V.Sum(s22);
        matrix[15] += V.Sum(s30);
        matrix[16] += V.Sum(s31);
        matrix[17] += V.Sum(s32);
        matrix[18] += V.Sum(s33);
        matrix[20] += V.Sum(s40);
        matrix[21] += V.Sum(s41);
        matrix[22] += V.Sum(s42);
        matrix[23] += V.Sum(s43);
        matrix[24] += V.Sum(s44);
    }

    /// <summary>Σ weight j j' for five parameters.</summary>
    [MethodImpl(Hot)]
    private static void OuterProducts5(double* weight, double** j, double* matrix, int length)
    {
        double* j0 = j[0];
        double* j1 = j[1];
        double* j2 = j[2];
        double* j3 = j[3];
        double* j4 = j[4];
        V s00 = V.All(0), s10 = s00, s11 = s00, s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00, s40 = s00, s41 = s00, s42 = s00, s43 = s00, s44 = s00;
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(weight + i);
            V x0 = V.Load(j0 + i);
            V w0 = w * x0;
            s00 = V.Fma(w0, x0, s00);
            V x1 = V.Load(j1 + i);
            V w1 = w * x1;
            s10 = V.Fma(w1, x0, s10);
            s11 = V.Fma(w1, x1, s11);
            V x2 = V.Load(j2 + i);
            V w2 = w * x2;
            s20 = V.Fma(w2, x0, s20);
            s21 = V.Fma(w2, x1, s21);
            s22 = V.Fma(w2, x2, s22);
            V x3 = V.Load(j3 + i);
            V w3 = w * x3;
            s30 = V.Fma(w3, x0, s30);
            s31 = V.Fma(w3, x1, s31);
            s32 = V.Fma(w3, x2, s32);
            s33 = V.Fma(w3, x3, s33);
            V x4 = V.Load(j4 + i);
            V w4 = w * x4;
            s40 = V.Fma(w4, x0, s40);
            s41 = V.Fma(w4, x1, s41);
            s42 = V.Fma(w4, x2, s42);
            s43 = V.Fma(w4, x3, s43);
            s44 = V.Fma(w4, x4, s44);
        }

        matrix[0] += V.Sum(s00);
        matrix[5] += V.Sum(s10);
        matrix[6] += V.Sum(s11);
        matrix[10] += V.Sum(s20);
        matrix[11] += V.Sum(s21);
        matrix[12] += V.Sum(s22);
        matrix[15] += V.Sum(s30);
        matrix[16] += V.Sum(s31);
        matrix[17] += V.Sum(s32);
        matrix[18] += V.Sum(s33);
        matrix[20] += V.Sum(s40);
        matrix[21] += V.Sum(s41);
        matrix[22] += V.Sum(s42);
        matrix[23] += V.Sum(s43);
        matrix[24] += V.Sum(s44);
    }

    [MethodImpl(Hot)]
    private void Strip1(double* row, double* c0, double* h, double* q, int length)
    {
        double* u = U_;
        double* w = Q_;
        V h0 = V.All(0), q0 = h0;
        for (int i = 0; i < length; i += V.Count)
        {
            V r = V.Load(row + i);
            V x0 = V.Load(c0 + i) * r;
            h0 = V.Fma(V.Load(u + i), x0, h0);
            q0 = V.Fma(V.Load(w + i), x0, q0);
        }

        h[0] += V.Sum(h0);
        q[0] += V.Sum(q0);
    }

    [MethodImpl(Hot)]
    private void Strip2(double* row, double* c0, double* c1, double* h, double* q, int length)
    {
        double* u = U_;
        double* w = Q_;
        V h0 = V.All(0), h1 = h0, q0 = h0, q1 = h0;
        for (int i = 0; i < length; i += V.Count)
        {
            V r = V.Load(row + i);
            V a = V.Load(u + i) * r;
            V b = V.Load(w + i) * r;
            V x0 = V.Load(c0 + i);
            V x1 = V.Load(c1 + i);
            h0 = V.Fma(a, x0, h0);
            q0 = V.Fma(b, x0, q0);
            h1 = V.Fma(a, x1, h1);
            q1 = V.Fma(b, x1, q1);
        }

        h[0] += V.Sum(h0);
        q[0] += V.Sum(q0);
        h[1] += V.Sum(h1);
        q[1] += V.Sum(q1);
    }

    [MethodImpl(Hot)]
    private void Strip3(double* row, double* c0, double* c1, double* c2, double* h, double* q, int length)
    {
        double* u = U_;
        double* w = Q_;
        V h0 = V.All(0), h1 = h0, h2 = h0, q0 = h0, q1 = h0, q2 = h0;
        for (int i = 0; i < length; i += V.Count)
        {
            V r = V.Load(row + i);
            V a = V.Load(u + i) * r;
            V b = V.Load(w + i) * r;
            V x0 = V.Load(c0 + i);
            V x1 = V.Load(c1 + i);
            V x2 = V.Load(c2 + i);
            h0 = V.Fma(a, x0, h0);
            q0 = V.Fma(b, x0, q0);
            h1 = V.Fma(a, x1, h1);
            q1 = V.Fma(b, x1, q1);
            h2 = V.Fma(a, x2, h2);
            q2 = V.Fma(b, x2, q2);
        }

        h[0] += V.Sum(h0);
        q[0] += V.Sum(q0);
        h[1] += V.Sum(h1);
        q[1] += V.Sum(q1);
        h[2] += V.Sum(h2);
        q[2] += V.Sum(q2);
    }

    [MethodImpl(Hot)]
    private void Strip4(double* row, double* c0, double* c1, double* c2, double* c3, double* h, double* q, int length)
    {
        double* u = U_;
        double* w = Q_;
        V h0 = V.All(0), h1 = h0, h2 = h0, h3 = h0, q0 = h0, q1 = h0, q2 = h0, q3 = h0;
        for (int i = 0; i < length; i += V.Count)
        {
            V r = V.Load(row + i);
            V a = V.Load(u + i) * r;
            V b = V.Load(w + i) * r;
            V x0 = V.Load(c0 + i);
            V x1 = V.Load(c1 + i);
            V x2 = V.Load(c2 + i);
            V x3 = V.Load(c3 + i);
            h0 = V.Fma(a, x0, h0);
            q0 = V.Fma(b, x0, q0);
            h1 = V.Fma(a, x1, h1);
            q1 = V.Fma(b, x1, q1);
            h2 = V.Fma(a, x2, h2);
            q2 = V.Fma(b, x2, q2);
            h3 = V.Fma(a, x3, h3);
            q3 = V.Fma(b, x3, q3);
        }

        h[0] += V.Sum(h0);
        q[0] += V.Sum(q0);
        h[1] += V.Sum(h1);
        q[1] += V.Sum(q1);
        h[2] += V.Sum(h2);
        q[2] += V.Sum(q2);
        h[3] += V.Sum(h3);
        q[3] += V.Sum(q3);
    }
}
