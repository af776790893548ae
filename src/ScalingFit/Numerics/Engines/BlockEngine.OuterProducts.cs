using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

// Weighted outer products of the gradient columns: where a Hessian's time goes.
internal abstract unsafe partial class BlockEngine<V>
{
    /// <summary>
    /// Σ weight j j' for five parameters, all fifteen sums in registers, and Σ v j beside them. Five is Chinchilla's number, and the
    /// fits that are repeated by the thousand are his.
    /// </summary>
    [MethodImpl(Hot)]
    protected static void OuterProductsAndSlopes5(double* v, double* weight, double** j, double* slope, double* matrix, int length)
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
    protected static void OuterProducts5(double* weight, double** j, double* matrix, int length)
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
