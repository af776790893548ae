namespace ScalingFit.Numerics;

/// <summary>
/// Factorisations of the p×p systems inside an iteration, p about five: in place, on spans, without allocation. A general library
/// takes ten times as long here and allocates; everything larger or rarer goes to MathNet.Numerics.
/// </summary>
internal static class SmallMatrix
{
    /// <summary>
    /// Cholesky factor of a symmetric matrix in its lower triangle, computed on the matrix scaled to unit diagonal, so that the
    /// verdict does not depend on units.
    /// </summary>
    /// <param name="a">n×n, row by row; the lower triangle is replaced.</param>
    /// <param name="scale">Receives 1/√diagonal.</param>
    /// <param name="n">Rows.</param>
    /// <param name="smallestPivot">A pivot at or below this (the diagonal being 1) means: not positive definite.</param>
    /// <returns>Whether the matrix is positive definite.</returns>
    public static bool TryCholesky(Span<double> a, Span<double> scale, int n, double smallestPivot)
    {
        for (int i = 0; i < n; i++)
        {
            double diagonal = a[(i * n) + i];
            if (!(diagonal > 0) || double.IsInfinity(diagonal)) return false;
            scale[i] = 1 / Math.Sqrt(diagonal);
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = a[(i * n) + j] * scale[i] * scale[j];
                for (int k = 0; k < j; k++) sum -= a[(i * n) + k] * a[(j * n) + k];
                if (i == j)
                {
                    if (!(sum > smallestPivot)) return false;
                    a[(i * n) + i] = Math.Sqrt(sum);
                }
                else
                {
                    a[(i * n) + j] = sum / a[(j * n) + j];
                }
            }
        }

        return true;
    }

    /// <summary>Solves A x = b in place from the factor and scale of <see cref="TryCholesky"/>.</summary>
    public static void SolveCholesky(ReadOnlySpan<double> factor, ReadOnlySpan<double> scale, int n, Span<double> x)
    {
        for (int i = 0; i < n; i++)
        {
            double sum = x[i] * scale[i];
            for (int k = 0; k < i; k++) sum -= factor[(i * n) + k] * x[k];
            x[i] = sum / factor[(i * n) + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) sum -= factor[(k * n) + i] * x[k];
            x[i] = sum / factor[(i * n) + i];
        }

        for (int i = 0; i < n; i++) x[i] *= scale[i];
    }

    /// <summary>Solves A x = b by elimination with partial pivoting; both are overwritten, the solution is in b.</summary>
    /// <returns>False where a pivot vanished relative to the largest entry of its row.</returns>
    public static bool TrySolve(Span<double> a, Span<double> b, int n)
    {
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int i = column + 1; i < n; i++)
            {
                if (Math.Abs(a[(i * n) + column]) > Math.Abs(a[(pivot * n) + column])) pivot = i;
            }

            double size = Math.Abs(a[(pivot * n) + column]);
            double largest = 0;
            for (int j = column; j < n; j++) largest = Math.Max(largest, Math.Abs(a[(pivot * n) + j]));
            if (!(size > 1e-14 * largest)) return false;

            if (pivot != column)
            {
                for (int j = 0; j < n; j++) (a[(pivot * n) + j], a[(column * n) + j]) = (a[(column * n) + j], a[(pivot * n) + j]);
                (b[pivot], b[column]) = (b[column], b[pivot]);
            }

            for (int i = column + 1; i < n; i++)
            {
                double factor = a[(i * n) + column] / a[(column * n) + column];
                if (factor == 0) continue;
                for (int j = column; j < n; j++) a[(i * n) + j] -= factor * a[(column * n) + j];
                b[i] -= factor * b[column];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = b[i];
            for (int j = i + 1; j < n; j++) sum -= a[(i * n) + j] * b[j];
            b[i] = sum / a[(i * n) + i];
        }

        return true;
    }
}
