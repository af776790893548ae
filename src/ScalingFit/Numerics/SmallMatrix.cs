using System.Runtime.CompilerServices;

namespace ScalingFit.Numerics;

/// <summary>
/// Factorisations of the p×p systems inside an iteration, p about five: in place and without allocation. A general library
/// takes ten times as long here and allocates; everything larger or rarer goes to MathNet.Numerics.
/// </summary>
internal static unsafe class SmallMatrix
{
    /// <summary>
    /// The factors L and D of a symmetric positive definite matrix A = L D L', in place in its lower triangle; the diagonal receives 1/D.
    /// </summary>
    /// <param name="a">n×n, row by row.</param>
    /// <param name="n">Rows.</param>
    /// <param name="smallestPivot">
    /// A pivot at or below this share of its diagonal entry means: not positive definite. The share is what the pivot would be were the
    /// matrix scaled to unit diagonal, so the verdict does not depend on units.
    /// </param>
    /// <returns>Whether the matrix is positive definite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryFactor(double* a, int n, double smallestPivot)
    {
        for (int i = 0; i < n; i++)
        {
            double* row = a + (i * n);
            double pivot = row[i];
            double least = smallestPivot * pivot;
            for (int j = 0; j < i; j++)
            {
                double* other = a + (j * n);
                double sum = row[j];
                for (int k = 0; k < j; k++) sum -= row[k] * other[k];
                row[j] = sum;
            }

            // Until here the row holds L D.
            for (int k = 0; k < i; k++)
            {
                double lower = row[k] * a[(k * n) + k];
                pivot -= row[k] * lower;
                row[k] = lower;
            }

            if (!(pivot > least) || double.IsInfinity(pivot)) return false;
            row[i] = 1 / pivot;
        }

        return true;
    }

    /// <summary>Solves A x = b in place from the factors of <see cref="TryFactor"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Solve(double* factors, int n, double* x)
    {
        for (int i = 0; i < n; i++)
        {
            double sum = x[i];
            for (int k = 0; k < i; k++) sum -= factors[(i * n) + k] * x[k];
            x[i] = sum;
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = x[i] * factors[(i * n) + i];
            for (int k = i + 1; k < n; k++) sum -= factors[(k * n) + i] * x[k];
            x[i] = sum;
        }
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
