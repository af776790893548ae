using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

// The commonest shape, a floor and two falling terms of one variable each: Chinchilla's, whose fits are repeated by the thousand. All sums of a pass stay in registers.
internal sealed unsafe partial class PosynomialEngine<V>
{
    /// <summary>
    /// Σ v j, Σ u j j', Σ q j j' and the curvature Σ v ∇²ŷ/ŷ of the block. With p, p' the shares of the two terms and x, x' their variables the columns of j are the floor's share, p, px, p', p'x' but for
    /// the sign of the exponents.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AccumulateFloorPlusTwo(RowTable rows, int start, int length, Derivatives into)
    {
        PosynomialForm.Term first = _form.Terms[_first];
        PosynomialForm.Term second = _form.Terms[_second];
        double* x = rows.Variable(first.Factors[0].Column) + start;
        double* y = rows.Variable(second.Factors[0].Column) + start;
        double* sums = stackalloc double[44];
        Products(V_, U_, TermBlock(_floor), TermBlock(_first), x, TermBlock(_second), y, sums, length);
        Majorisers(V_, Q_, TermBlock(_floor), TermBlock(_first), x, TermBlock(_second), y, sums + 20, length);

        int* place = stackalloc int[5] { _form.Terms[_floor].Amplitude, first.Amplitude, first.Factors[0].Parameter, second.Amplitude, second.Factors[0].Parameter };
        double* sign = stackalloc double[5] { 1, 1, first.Factors[0].Scale, 1, second.Factors[0].Scale };
        fixed (double* gradient = into.Gradient, hessian = into.Hessian, majoriser = into.Majoriser)
        {
            double* u = sums + 5;
            double* q = sums + 20;
            for (int m = 0; m < 5; m++)
            {
                gradient[place[m]] += sign[m] * sums[m];
                for (int n = 0; n <= m; n++)
                {
                    double factor = sign[m] * sign[n];
                    AddSymmetric(hessian, place[m], place[n], factor * *u++);
                    AddSymmetric(majoriser, place[m], place[n], factor * *q++);
                }

                // J J' of a term is 1, sx, x² for its amplitude and exponent: the first two are sums of the gradient already.
                AddSymmetric(hessian, place[m], place[m], (m is 0 or 1 or 3) ? sums[m] : sign[m] * sign[m] * sums[m == 2 ? 35 : 36]);
                if (m is 2 or 4) AddSymmetric(hessian, place[m], place[m - 1], sign[m] * sums[m]);
            }
        }
    }

    /// <summary>Five sums of v times the columns, then fifteen of u times their products, row by row of the lower triangle.</summary>
    [MethodImpl(Hot)]
    private static void Products(double* v, double* u, double* floor, double* p, double* x, double* r, double* y, double* sums, int length)
    {
        V s00 = V.All(0), s10 = s00, s11 = s00, s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00, s40 = s00, s41 = s00, s42 = s00, s43 = s00, s44 = s00;
        V g0 = s00, g1 = s00, g2 = s00, g3 = s00, g4 = s00;
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(u + i);
            V slope = V.Load(v + i);
            V x0 = V.Load(floor + i);
            g0 = V.Fma(slope, x0, g0);
            V weighted = w * x0;
            s00 = V.Fma(weighted, x0, s00);
            V x1 = V.Load(p + i);
            g1 = V.Fma(slope, x1, g1);
            weighted = w * x1;
            s10 = V.Fma(weighted, x0, s10);
            s11 = V.Fma(weighted, x1, s11);
            V x2 = V.Load(x + i) * x1;
            g2 = V.Fma(slope, x2, g2);
            weighted = w * x2;
            s20 = V.Fma(weighted, x0, s20);
            s21 = V.Fma(weighted, x1, s21);
            s22 = V.Fma(weighted, x2, s22);
            V x3 = V.Load(r + i);
            g3 = V.Fma(slope, x3, g3);
            weighted = w * x3;
            s30 = V.Fma(weighted, x0, s30);
            s31 = V.Fma(weighted, x1, s31);
            s32 = V.Fma(weighted, x2, s32);
            s33 = V.Fma(weighted, x3, s33);
            V x4 = V.Load(y + i) * x3;
            g4 = V.Fma(slope, x4, g4);
            weighted = w * x4;
            s40 = V.Fma(weighted, x0, s40);
            s41 = V.Fma(weighted, x1, s41);
            s42 = V.Fma(weighted, x2, s42);
            s43 = V.Fma(weighted, x3, s43);
            s44 = V.Fma(weighted, x4, s44);
        }

        V.Sums(g0, g1, g2, g3, sums);
        V.Sums(g4, s00, s10, s11, sums + 4);
        V.Sums(s20, s21, s22, s30, sums + 8);
        V.Sums(s31, s32, s33, s40, sums + 12);
        V.Sums(s41, s42, s43, s44, sums + 16);
    }

    /// <summary>Fifteen sums of q times the columns' products, then Σ v p x² and Σ v p' x'².</summary>
    [MethodImpl(Hot)]
    private static void Majorisers(double* v, double* q, double* floor, double* p, double* x, double* r, double* y, double* sums, int length)
    {
        V s00 = V.All(0), s10 = s00, s11 = s00, s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00, s40 = s00, s41 = s00, s42 = s00, s43 = s00, s44 = s00;
        V c2 = s00, c4 = s00;
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(q + i);
            V slope = V.Load(v + i);
            V x0 = V.Load(floor + i);
            V weighted = w * x0;
            s00 = V.Fma(weighted, x0, s00);
            V x1 = V.Load(p + i);
            weighted = w * x1;
            s10 = V.Fma(weighted, x0, s10);
            s11 = V.Fma(weighted, x1, s11);
            V variable = V.Load(x + i);
            V x2 = variable * x1;
            c2 = V.Fma(slope * variable, x2, c2);
            weighted = w * x2;
            s20 = V.Fma(weighted, x0, s20);
            s21 = V.Fma(weighted, x1, s21);
            s22 = V.Fma(weighted, x2, s22);
            V x3 = V.Load(r + i);
            weighted = w * x3;
            s30 = V.Fma(weighted, x0, s30);
            s31 = V.Fma(weighted, x1, s31);
            s32 = V.Fma(weighted, x2, s32);
            s33 = V.Fma(weighted, x3, s33);
            variable = V.Load(y + i);
            V x4 = variable * x3;
            c4 = V.Fma(slope * variable, x4, c4);
            weighted = w * x4;
            s40 = V.Fma(weighted, x0, s40);
            s41 = V.Fma(weighted, x1, s41);
            s42 = V.Fma(weighted, x2, s42);
            s43 = V.Fma(weighted, x3, s43);
            s44 = V.Fma(weighted, x4, s44);
        }

        V.Sums(s00, s10, s11, s20, sums);
        V.Sums(s21, s22, s30, s31, sums + 4);
        V.Sums(s32, s33, s40, s41, sums + 8);
        V.Sums(s42, s43, s44, c2, sums + 12);
        sums[16] = V.Sum(c4);
    }
}
