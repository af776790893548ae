using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Numerics.Screening;

/// <summary>
/// Starts in which one term is a spike: an exponent so large, of either sign, that the term matters on the outermost rows alone. A grid of ordinary exponents does not see such minima, and a single high loss at the end of
/// the range is enough to make one the lowest. Each starts from the best ordinary minimum with one exponent exchanged and all amplitudes solved for anew.
/// </summary>
internal sealed unsafe class Spikes
{
    private const int RowLimit = 2000;

    /// <summary>Exponent times range of ln x.</summary>
    private static readonly double[] Bends = [-120, -40, -12, -4, 10, 18, 40, 120];

    private readonly PosynomialForm _form;
    private readonly FreeCoordinates _coordinates;
    private readonly int[] _exponents;

    public Spikes(PosynomialForm form, FreeCoordinates coordinates)
    {
        _form = form;
        _coordinates = coordinates;
        int[] free = coordinates.Picks.ToArray();
        bool amplitudesMove = Array.TrueForAll(form.Terms, t => free.Contains(t.Amplitude));

        // Under a power the law is not linear in amplitudes; and one that is held moves with the exponents.
        _exponents = form.Power >= 0 || !amplitudesMove ? [] : [.. form.Exponents.Where(free.Contains)];
    }

    /// <summary>The most promising starts, best first.</summary>
    /// <param name="rows">The data.</param>
    /// <param name="theta">The best minimum so far.</param>
    /// <param name="count">How many at most.</param>
    public List<double[]> Starts(RowTable rows, ReadOnlySpan<double> theta, int count)
    {
        var found = new List<(double Score, double[] Theta)>();
        if (rows.Count > RowLimit) rows = rows.At(RowSample.Places(rows.Count, RowLimit));
        int terms = _form.Terms.Length;
        var columns = new double[terms][];
        var highest = new double[terms];
        var gram = new double[terms * terms];
        var target = new double[terms];
        var solution = new double[terms];
        var scratch = new double[terms * (terms + 1)];
        var phi = new double[_coordinates.FreeCount];
        foreach (int exponent in _exponents)
        {
            double range = _form.RangeOf(rows, exponent);
            foreach (double bend in Bends)
            {
                if (!(range > 0)) continue;
                double[] point = theta.ToArray();
                point[exponent] = bend / range;

                // What is tied to it follows.
                _coordinates.Pick(point, phi);
                _coordinates.Expand(phi, point);
                for (int t = 0; t < terms; t++) columns[t] = Column(rows, _form.Terms[t], point, out highest[t]);
                double total = 0;
                Array.Clear(gram);
                Array.Clear(target);
                for (int i = 0; i < columns[0].Length; i++)
                {
                    double w = rows.Weight[i];
                    total += w;
                    for (int a = 0; a < terms; a++)
                    {
                        target[a] += w * columns[a][i];
                        for (int b = 0; b <= a; b++) gram[(a * terms) + b] += w * columns[a][i] * columns[b][i];
                    }
                }

                for (int a = 0; a < terms; a++)
                {
                    for (int b = 0; b < a; b++) gram[(b * terms) + a] = gram[(a * terms) + b];
                }

                Array.Fill(solution, double.NaN);
                double score = total + NonNegativeLeastSquares.Solve(gram, target, solution, terms, scratch);
                if (double.IsNaN(score)) continue;
                for (int t = 0; t < terms; t++)
                {
                    double least = 1e-3 * target[t] / gram[(t * terms) + t];
                    point[_form.Terms[t].Amplitude] = Math.Log(Math.Max(solution[t], least)) - highest[t];
                }

                if (Array.TrueForAll(point, double.IsFinite)) found.Add((score, point));
            }
        }

        return [.. found.OrderBy(f => f.Score).Take(count).Select(f => f.Theta)];
    }

    /// <summary>A term without its amplitude divided by the response, at most 1 before that.</summary>
    private static double[] Column(RowTable rows, PosynomialForm.Term term, double[] theta, out double highest)
    {
        var column = new double[rows.Count];
        highest = double.NegativeInfinity;
        for (int i = 0; i < column.Length; i++)
        {
            foreach (PosynomialForm.Factor factor in term.Factors) column[i] += factor.Scale * theta[factor.Parameter] * rows.Variable(factor.Column)[i];
            highest = Math.Max(highest, column[i]);
        }

        for (int i = 0; i < column.Length; i++) column[i] = Math.Exp(column[i] - highest) * rows.InverseResponse[i];
        return column;
    }
}
