using System.Runtime.CompilerServices;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

// The commonest shape, a floor and two falling terms of one variable each: Chinchilla's, whose fits are repeated by the thousand. All sums of a pass stay in registers.
internal sealed unsafe partial class PosynomialEngine<V>
{
    /// <summary>
    /// Σ v j, Σ u j j', Σ q j j' and the curvature Σ v ∇²ŷ/ŷ of the block. With p, p' the shares of the two terms and x, x' their variables the columns of j are the floor's share 1 - p - p', p, px, p', p'x'
    /// but for the sign of the exponents.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AccumulateFloorPlusTwo(RowTable rows, int start, int length, Derivatives into, bool withMajoriser)
    {
        Layout layout = _layout!;
        double* x = rows.Variable(layout.FirstColumn) + start;
        double* y = rows.Variable(layout.SecondColumn) + start;
        double* sums = stackalloc double[40];
        Products(V_, U_, TermBlock(_first), x, TermBlock(_second), y, sums, length);
        if (withMajoriser) Majorisers(V_, Q_, TermBlock(_first), x, TermBlock(_second), y, sums + 20, length);
        else Curvatures(V_, TermBlock(_first), x, TermBlock(_second), y, sums + 32, length);

        double[] gradient = into.Gradient;
        double[] hessian = into.Hessian;
        double[] majoriser = into.Majoriser;
        int[] place = layout.Place;
        int[] entry = layout.Entry;
        double[] factor = layout.Factor;
        for (int k = 0; k < entry.Length; k++) hessian[entry[k]] += factor[k] * sums[2 + k];

        for (int k = 0; k < entry.Length && withMajoriser; k++) majoriser[entry[k]] += factor[k] * sums[20 + k];

        // J J' of a term is 1, sx, x² for its amplitude and exponent: the first two are sums of the gradient already.
        double second = layout.FirstScale * sums[39];
        double fourth = layout.SecondScale * sums[36];
        gradient[place[0]] += sums[0];
        gradient[place[1]] += sums[1];
        gradient[place[2]] += second;
        gradient[place[3]] += sums[35];
        gradient[place[4]] += fourth;
        hessian[entry[0]] += sums[0];
        hessian[entry[2]] += sums[1];
        hessian[entry[4]] += second;
        hessian[entry[5]] += layout.FirstScale * layout.FirstScale * sums[37];
        hessian[entry[9]] += sums[35];
        hessian[entry[13]] += fourth;
        hessian[entry[14]] += layout.SecondScale * layout.SecondScale * sums[38];
    }

    /// <summary>Where the sums of the two loops belong.</summary>
    private sealed class Layout
    {
        public Layout(PosynomialForm form, int floor, int first, int second)
        {
            PosynomialForm.Factor x = form.Terms[first].Factors[0];
            PosynomialForm.Factor y = form.Terms[second].Factors[0];
            Place = [form.Terms[floor].Amplitude, form.Terms[first].Amplitude, x.Parameter, form.Terms[second].Amplitude, y.Parameter];
            FirstColumn = x.Column;
            SecondColumn = y.Column;
            FirstScale = x.Scale;
            SecondScale = y.Scale;
            double[] sign = [1, 1, x.Scale, 1, y.Scale];
            var entry = new List<int>();
            var factor = new List<double>();
            for (int m = 0; m < 5; m++)
            {
                for (int n = 0; n <= m; n++)
                {
                    entry.Add((Math.Max(Place[m], Place[n]) * form.ParameterCount) + Math.Min(Place[m], Place[n]));
                    factor.Add(sign[m] * sign[n]);
                }
            }

            Entry = [.. entry];
            Factor = [.. factor];
        }

        public int[] Place { get; }

        /// <summary>The lower triangle's entries, row by row as the loops have them.</summary>
        public int[] Entry { get; }

        public double[] Factor { get; }

        public int FirstColumn { get; }

        public int SecondColumn { get; }

        public double FirstScale { get; }

        public double SecondScale { get; }
    }

    /// <summary>The floor's share, which the loops above do without.</summary>
    private void FillFloorShare(int length)
    {
        double* floor = TermBlock(_floor);
        Combine(-1, TermBlock(_first), -1, TermBlock(_second), 1, floor, length);
    }

    /// <summary>Two sums of v times the first columns, then fifteen of u times the products of all, row by row of the lower triangle.</summary>
    [MethodImpl(Hot)]
    private static void Products(double* v, double* u, double* p, double* x, double* r, double* y, double* sums, int length)
    {
        V s00 = V.All(0), s10 = s00, s11 = s00, s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00, s40 = s00, s41 = s00, s42 = s00, s43 = s00, s44 = s00;
        V g0 = s00, g1 = s00;
        V one = V.All(1);
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(u + i);
            V slope = V.Load(v + i);
            V x1 = V.Load(p + i);
            V x3 = V.Load(r + i);
            V x0 = one - x1 - x3;
            g0 = V.Fma(slope, x0, g0);
            V weighted = w * x0;
            s00 = V.Fma(weighted, x0, s00);
            g1 = V.Fma(slope, x1, g1);
            weighted = w * x1;
            s10 = V.Fma(weighted, x0, s10);
            s11 = V.Fma(weighted, x1, s11);
            V x2 = V.Load(x + i) * x1;
            weighted = w * x2;
            s20 = V.Fma(weighted, x0, s20);
            s21 = V.Fma(weighted, x1, s21);
            s22 = V.Fma(weighted, x2, s22);
            weighted = w * x3;
            s30 = V.Fma(weighted, x0, s30);
            s31 = V.Fma(weighted, x1, s31);
            s32 = V.Fma(weighted, x2, s32);
            s33 = V.Fma(weighted, x3, s33);
            V x4 = V.Load(y + i) * x3;
            weighted = w * x4;
            s40 = V.Fma(weighted, x0, s40);
            s41 = V.Fma(weighted, x1, s41);
            s42 = V.Fma(weighted, x2, s42);
            s43 = V.Fma(weighted, x3, s43);
            s44 = V.Fma(weighted, x4, s44);
        }

        V.Sums(g0, g1, s00, s10, sums);
        V.Sums(s11, s20, s21, s22, sums + 4);
        V.Sums(s30, s31, s32, s33, sums + 8);
        V.Sums(s40, s41, s42, s43, sums + 12);
        sums[16] = V.Sum(s44);
    }

    /// <summary>Fifteen sums of q times the columns' products, three of v times the other columns, then Σ v p x² and Σ v p' x'². Sums are shared out between the two loops so that neither runs out of registers.</summary>
    [MethodImpl(Hot)]
    private static void Majorisers(double* v, double* q, double* p, double* x, double* r, double* y, double* sums, int length)
    {
        V s00 = V.All(0), s10 = s00, s11 = s00, s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00, s40 = s00, s41 = s00, s42 = s00, s43 = s00, s44 = s00;
        V c2 = s00, c4 = s00, g2 = s00, g3 = s00, g4 = s00;
        V one = V.All(1);
        for (int i = 0; i < length; i += V.Count)
        {
            V w = V.Load(q + i);
            V slope = V.Load(v + i);
            V x1 = V.Load(p + i);
            V x3 = V.Load(r + i);
            V x0 = one - x1 - x3;
            V weighted = w * x0;
            s00 = V.Fma(weighted, x0, s00);
            weighted = w * x1;
            s10 = V.Fma(weighted, x0, s10);
            s11 = V.Fma(weighted, x1, s11);
            V variable = V.Load(x + i);
            V x2 = variable * x1;
            g2 = V.Fma(slope, x2, g2);
            c2 = V.Fma(slope * variable, x2, c2);
            weighted = w * x2;
            s20 = V.Fma(weighted, x0, s20);
            s21 = V.Fma(weighted, x1, s21);
            s22 = V.Fma(weighted, x2, s22);
            g3 = V.Fma(slope, x3, g3);
            weighted = w * x3;
            s30 = V.Fma(weighted, x0, s30);
            s31 = V.Fma(weighted, x1, s31);
            s32 = V.Fma(weighted, x2, s32);
            s33 = V.Fma(weighted, x3, s33);
            variable = V.Load(y + i);
            V x4 = variable * x3;
            g4 = V.Fma(slope, x4, g4);
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
        V.Sums(s42, s43, s44, g3, sums + 12);
        V.Sums(g4, c2, c4, g2, sums + 16);
    }

    /// <summary>The last seven of these sums alone.</summary>
    [MethodImpl(Hot)]
    private static void Curvatures(double* v, double* p, double* x, double* r, double* y, double* sums, int length)
    {
        V g2 = V.All(0), g3 = g2, g4 = g2, c2 = g2, c4 = g2;
        for (int i = 0; i < length; i += V.Count)
        {
            V slope = V.Load(v + i);
            V variable = V.Load(x + i);
            V x2 = variable * V.Load(p + i);
            g2 = V.Fma(slope, x2, g2);
            c2 = V.Fma(slope * variable, x2, c2);
            V x3 = V.Load(r + i);
            g3 = V.Fma(slope, x3, g3);
            variable = V.Load(y + i);
            V x4 = variable * x3;
            g4 = V.Fma(slope, x4, g4);
            c4 = V.Fma(slope * variable, x4, c4);
        }

        V.Sums(g3, g3, g3, g3, sums);
        V.Sums(g4, c2, c4, g2, sums + 4);
    }
}
