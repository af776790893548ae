namespace ScalingFit.Numerics.Screening;

/// <summary>
/// min c'Gc - 2h'c over c ≥ 0 for a handful of unknowns, from the Gram matrix: an active set method after Lawson and Hanson (1974, chapter
/// 23) that begins with every unknown in, since in a scaling law nearly all of them stay.
/// </summary>
internal static unsafe class NonNegativeLeastSquares
{
    /// <param name="gram">G, n×n.</param>
    /// <param name="target">h.</param>
    /// <param name="solution">On entry NaN where unknown, a value where held; on return the solution.</param>
    /// <param name="n">Unknowns, held ones included.</param>
    /// <param name="scratch">At least n(n + 1) doubles.</param>
    /// <returns>c'Gc - 2h'c at the solution: what is to be added to the target's own square for the residual's.</returns>
    public static double Solve(ReadOnlySpan<double> gram, ReadOnlySpan<double> target, Span<double> solution, int n, Span<double> scratch)
    {
        uint held = 0;
        uint active = 0;
        for (int i = 0; i < n; i++)
        {
            if (double.IsNaN(solution[i])) active |= 1u << i;
            else held |= 1u << i;
        }

        uint removed = 0;
        for (int pass = 0; pass < 3 * n; pass++)
        {
            // Solve on the active set; take out the most negative until none is.
            int worst = SolveActive(gram, target, solution, n, active, held, scratch);
            if (worst >= 0)
            {
                active &= ~(1u << worst);
                removed |= 1u << worst;
                solution[worst] = 0;
                continue;
            }

            // Let the one with the steepest descent back in, once each.
            int back = -1;
            double steepest = 1e-12;
            for (int i = 0; i < n; i++)
            {
                if ((removed & (1u << i)) == 0 || (active & (1u << i)) != 0) continue;
                double slope = target[i];
                for (int j = 0; j < n; j++) slope -= gram[(i * n) + j] * solution[j];
                if (slope <= steepest * target[i]) continue;
                steepest = slope / target[i];
                back = i;
            }

            if (back < 0) break;
            active |= 1u << back;
            removed &= ~(1u << back);
        }

        double value = 0;
        for (int i = 0; i < n; i++)
        {
            if (double.IsNaN(solution[i]) || solution[i] < 0) solution[i] = 0;
        }

        for (int i = 0; i < n; i++)
        {
            double sum = -2 * target[i];
            for (int j = 0; j < n; j++) sum += gram[(i * n) + j] * solution[j];
            value += sum * solution[i];
        }

        return value;
    }

    /// <returns>The unknown to take out, or -1 where all are positive.</returns>
    private static int SolveActive(ReadOnlySpan<double> gram, ReadOnlySpan<double> target, Span<double> solution, int n, uint active, uint held, Span<double> scratch)
    {
        Span<double> factor = scratch[..(n * n)];
        Span<double> right = scratch.Slice(n * n, n);
        int m = 0;
        for (int i = 0; i < n; i++)
        {
            if ((active & (1u << i)) == 0) continue;
            double sum = target[i];
            for (int j = 0; j < n; j++)
            {
                if ((held & (1u << j)) != 0) sum -= gram[(i * n) + j] * solution[j];
            }

            right[m++] = sum;
        }

        if (m == 0) return -1;
        int row = 0;
        int last = -1;
        for (int i = 0; i < n; i++)
        {
            if ((active & (1u << i)) == 0) continue;
            last = i;
            int column = 0;
            for (int j = 0; j <= i; j++)
            {
                if ((active & (1u << j)) != 0) factor[(row * m) + column++] = gram[(i * n) + j];
            }

            row++;
        }

        // Columns that cannot be told apart: leave the last out.
        fixed (double* a = factor, b = right)
        {
            if (!SmallMatrix.TryFactor(a, m, 1e-14)) return last;
            SmallMatrix.Solve(a, m, b);
        }

        int worst = -1;
        double lowest = 0;
        row = 0;
        for (int i = 0; i < n; i++)
        {
            if ((active & (1u << i)) == 0) continue;
            solution[i] = right[row++];
            if (solution[i] <= lowest)
            {
                lowest = solution[i];
                worst = i;
            }
        }

        return worst;
    }
}
