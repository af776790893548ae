using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics;

// The loops themselves. Optimised from the first call: a fit is over before tiering would have compiled them well.
internal sealed unsafe partial class PosynomialEngine<V>
{
    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    [MethodImpl(Hot)]
    private static void Scale(double* a, double factor, double* target, int length)
    {
        V f = V.All(factor);
        for (int i = 0; i < length; i += V.Count) (f * V.Load(a + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void Subtract(double offset, double* a, double* target, int length)
    {
        V o = V.All(offset);
        for (int i = 0; i < length; i += V.Count) (o - V.Load(a + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void AddScaled(double slope, double* x, double* target, int length)
    {
        V s = V.All(slope);
        for (int i = 0; i < length; i += V.Count) V.Fma(s, V.Load(x + i), V.Load(target + i)).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void ExpAffine(double slope, double* x, double* offset, double* target, int length)
    {
        V s = V.All(slope);
        for (int i = 0; i < length; i += V.Count) V.Exp(V.Fma(s, V.Load(x + i), V.Load(offset + i))).Store(target + i);
    }

    [MethodImpl(Hot)]
    private static void Copy(double* a, double* target, int length)
    {
        for (int i = 0; i < length; i += V.Count) V.Load(a + i).Store(target + i);
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
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count) sum = V.Fma(V.Load(a + i), V.Load(b + i), sum);
        return V.Sum(sum);
    }

    [MethodImpl(Hot)]
    private static double Dot3(double* a, double* b, double* c, int length)
    {
        V sum = V.All(0);
        for (int i = 0; i < length; i += V.Count) sum = V.Fma(V.Load(a + i) * V.Load(b + i), V.Load(c + i), sum);
        return V.Sum(sum);
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
