using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

// Weighted outer products of the gradient columns: where a Hessian's time goes.
internal abstract unsafe partial class BlockEngine<V>
{
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

    /// <summary>Σ u j j' and Σ q j j' for any number of parameters, four columns of one row of both matrices at a time.</summary>
    protected void OuterProducts(double** j, double* hessian, double* majoriser, int length)
    {
        int n = Parameters;
        for (int m = 0; m < n; m++)
        {
            double* h = hessian + (m * n);
            double* q = majoriser + (m * n);
            int k = 0;
            for (; k + 4 <= m + 1; k += 4) Strip4(j[m], j[k], j[k + 1], j[k + 2], j[k + 3], h + k, q + k, length);
            switch (m + 1 - k)
            {
                case 3: Strip3(j[m], j[k], j[k + 1], j[k + 2], h + k, q + k, length); break;
                case 2: Strip2(j[m], j[k], j[k + 1], h + k, q + k, length); break;
                case 1: Strip1(j[m], j[k], h + k, q + k, length); break;
            }
        }
    }
}
