namespace ScalingFit.Laws;

/// <summary>
/// Gauss's quadrature for points with weights: the few nodes whose weighted sum of any polynomial of degree 2n - 1 is that over all points. Orthogonal polynomials by Stieltjes's procedure; nodes are their
/// roots, which interlace, weights are Christoffel's (Gautschi 2004, Orthogonal Polynomials, chapters 1 and 2).
/// </summary>
internal sealed class DiscreteGauss
{
    private const int Iterations = 60;

    private readonly double[] _places;
    private readonly double[] _weights;
    private readonly double[] _current;
    private readonly double[] _previous;
    private readonly double[] _alpha;
    private readonly double[] _beta;

    /// <summary>The roots of each polynomial, degree by degree.</summary>
    private readonly double[][] _roots;
    private double _middle;
    private double _half;

    /// <param name="points">The most points.</param>
    /// <param name="nodes">The most nodes.</param>
    public DiscreteGauss(int points, int nodes)
    {
        _places = new double[points];
        _weights = new double[points];
        _current = new double[points];
        _previous = new double[points];
        _alpha = new double[nodes];
        _beta = new double[nodes];
        _roots = new double[nodes + 1][];
        for (int n = 0; n <= nodes; n++) _roots[n] = new double[n];
    }

    /// <summary>Takes points; more of them than nodes.</summary>
    /// <param name="chosen">Which, in order.</param>
    /// <param name="places">Where they are, rising.</param>
    /// <param name="weights">What they weigh, all with the same sign; taken as positive.</param>
    /// <param name="nodes">How many nodes are wanted.</param>
    public void Take(ReadOnlySpan<int> chosen, double[] places, double[] weights, int nodes)
    {
        _middle = 0.5 * (places[chosen[0]] + places[chosen[^1]]);
        _half = 0.5 * (places[chosen[^1]] - places[chosen[0]]);
        for (int i = 0; i < chosen.Length; i++)
        {
            _places[i] = (places[chosen[i]] - _middle) / _half;
            _weights[i] = Math.Abs(weights[chosen[i]]);
            _current[i] = 1;
            _previous[i] = 0;
        }

        // p_(k+1) = (z - α_k) p_k - β_k p_(k-1), with α_k = <z p_k, p_k>/<p_k, p_k> and β_k = <p_k, p_k>/<p_(k-1), p_(k-1)>; β_0 is the weight of all.
        double last = 1;
        for (int k = 0; k < nodes; k++)
        {
            double norm = 0;
            double moment = 0;
            for (int i = 0; i < chosen.Length; i++)
            {
                double square = _weights[i] * _current[i] * _current[i];
                norm += square;
                moment += square * _places[i];
            }

            _alpha[k] = moment / norm;
            _beta[k] = norm / last;
            last = norm;
            for (int i = 0; i < chosen.Length && k + 1 < nodes; i++)
            {
                double next = ((_places[i] - _alpha[k]) * _current[i]) - (k == 0 ? 0 : _beta[k] * _previous[i]);
                _previous[i] = _current[i];
                _current[i] = next;
            }
        }

        for (int n = 1; n <= nodes; n++) FindRoots(n);
    }

    /// <summary>One of so many nodes: its place, and its weight.</summary>
    public (double Place, double Weight) Node(int nodes, int which)
    {
        double z = _roots[nodes][which];
        double previous = 0;
        double current = 1;
        double norm = 1;
        double sum = 1;
        for (int k = 0; k + 1 < nodes; k++)
        {
            (previous, current) = (current, ((z - _alpha[k]) * current) - (k == 0 ? 0 : _beta[k] * previous));
            norm *= _beta[k + 1];
            sum += current * current / norm;
        }

        return (_middle + (_half * z), _beta[0] / sum);
    }

    /// <summary>The roots of one degree, each between two neighbours of the degree below: Newton's steps, halving where these leave the bracket.</summary>
    private void FindRoots(int degree)
    {
        double[] below = _roots[degree - 1];
        for (int r = 0; r < degree; r++)
        {
            double low = r == 0 ? -1 : below[r - 1];
            double high = r == degree - 1 ? 1 : below[r];
            bool isPositiveAbove = (degree - 1 - r) % 2 == 0;
            double z = 0.5 * (low + high);
            for (int i = 0; i < Iterations && high - low > 1e-15; i++)
            {
                (double value, double slope) = Polynomial(degree, z);
                if (value > 0 == isPositiveAbove) high = z;
                else low = z;
                double step = value / slope;
                double next = z - step;
                if (!(next > low && next < high)) next = 0.5 * (low + high);
                if (Math.Abs(next - z) < 1e-15) break;
                z = next;
            }

            _roots[degree][r] = z;
        }
    }

    private (double Value, double Slope) Polynomial(int degree, double z)
    {
        (double previous, double current) = (0, 1);
        (double previousSlope, double slope) = (0, 0);
        for (int k = 0; k < degree; k++)
        {
            double beta = k == 0 ? 0 : _beta[k];
            (previousSlope, slope) = (slope, current + ((z - _alpha[k]) * slope) - (beta * previousSlope));
            (previous, current) = (current, ((z - _alpha[k]) * current) - (beta * previous));
        }

        return (current, slope);
    }
}
