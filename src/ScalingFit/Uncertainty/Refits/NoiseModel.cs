using MathNet.Numerics.LinearAlgebra;
using ScalingFit.Fitting;
using ScalingFit.Numerics.Engines;

namespace ScalingFit.Uncertainty.Refits;

/// <summary>
/// The fitted curve and the scatter about it, row by row, as schemes that keep the runs and redraw their losses need them. Fitting draws the curve towards the runs, so that residuals are smaller
/// than errors were: they are divided by what the fit took of them (MacKinnon and White 1985; for clusters Bell and McCaffrey 2002).
/// </summary>
internal sealed class NoiseModel
{
    /// <summary>A cluster that determines its own fit by more than this has residuals that say next to nothing; they are not blown up further.</summary>
    private const double LargestLeverage = 0.95;

    private readonly double[] _fitted;
    private readonly ResidualOf _of;

    public NoiseModel(LawFit fit, Clusters clusters)
    {
        FitProblem problem = fit.Problem;
        int n = problem.Rows.Count;
        _of = problem.Penalty.Of;
        _fitted = new double[n];
        Residuals = new double[n];
        Deviation = new double[n];
        double[] known = fit.Runs.DeviationArray();
        for (int run = fit.Runs.Count - 1; run >= 0; run--)
        {
            int row = problem.RowOfRun[run];
            double loss = fit.Runs[run].Loss;
            Residuals[row] = fit.Residuals[run];
            _fitted[row] = fit.Residuals[run] + (_of switch { ResidualOf.Logarithm => Math.Log(loss), ResidualOf.Logit => Math.Log(loss / (1 - loss)), _ => loss });
            Deviation[row] = known.Length == 0 ? 1 : known[run] / (_of switch { ResidualOf.Logarithm => loss, ResidualOf.Logit => loss * (1 - loss), _ => 1 });
        }

        Adjusted = Adjust(fit, clusters);
        Freedom = Math.Max(1, n - fit.Law.FreeCount);
    }

    public int Count => _fitted.Length;

    /// <summary>Predicted less measured, a value a row.</summary>
    public double[] Residuals { get; }

    /// <summary>Residuals with what the fit took of them given back: (I - H)^-½ r, cluster by cluster.</summary>
    public double[] Adjusted { get; }

    /// <summary>The known standard deviation of each residual; 1 where none is known.</summary>
    public double[] Deviation { get; }

    /// <summary>Rows less parameters.</summary>
    public int Freedom { get; }

    /// <summary>The loss of a row with another residual.</summary>
    public double Response(int row, double residual)
    {
        double value = _fitted[row] - residual;
        return _of switch { ResidualOf.Logarithm => Math.Exp(value), ResidualOf.Logit => 1 / (1 + Math.Exp(-value)), _ => value };
    }

    /// <summary>
    /// H = J(J'WJ)⁻¹J'W for each cluster's rows. With U = √W J_g R⁻¹ the block is UU', and (I - UU')^-½ = I + U M U' with M from the spectrum of the small matrix U'U.
    /// </summary>
    private double[] Adjust(LawFit fit, Clusters clusters)
    {
        FitProblem problem = fit.Problem;
        int n = Count;
        int[] picks = problem.Coordinates.Picks.ToArray();
        var adjusted = (double[])Residuals.Clone();
        if (picks.Length == 0) return adjusted;
        LawEngine engine = problem.NewSolver(threads: 1).Engine;
        var jacobian = Matrix<double>.Build.Dense(n, picks.Length);
        var direction = new double[fit.Theta.Length];
        var rates = new double[n];
        for (int k = 0; k < picks.Length; k++)
        {
            // What is tied or held to a coordinate moves with it.
            Tangent(problem, fit.Theta, k, direction);
            engine.Rates(problem.Rows, _of, fit.Theta, direction, rates);
            for (int i = 0; i < n; i++) jacobian[i, k] = Math.Sqrt(problem.Weights[i]) / (problem.Rows.HasDeviations ? Deviation[i] : 1) * rates[i];
        }

        double[] norms = [.. Enumerable.Range(0, picks.Length).Select(k => jacobian.Column(k).L2Norm())];
        if (norms.Any(x => !(x > 0) || !double.IsFinite(x))) return adjusted;
        for (int k = 0; k < picks.Length; k++) jacobian.SetColumn(k, jacobian.Column(k) / norms[k]);
        Matrix<double> r = jacobian.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).R;
        if (r.Diagonal().Any(x => Math.Abs(x) < 1e-10)) return adjusted;
        Matrix<double> u = jacobian * r.Inverse();
        foreach (IGrouping<int, int> rows in Enumerable.Range(0, n).GroupBy(i => clusters.OfRow[i]))
        {
            int[] places = [.. rows];
            Matrix<double> own = Matrix<double>.Build.Dense(places.Length, picks.Length, (i, k) => u[places[i], k]);
            var spectrum = own.TransposeThisAndMultiply(own).Evd(Symmetricity.Symmetric);
            Vector<double> middle = Vector<double>.Build.Dense(picks.Length, k =>
            {
                double leverage = Math.Min(LargestLeverage, spectrum.EigenValues[k].Real);
                return leverage > 1e-12 ? ((1 / Math.Sqrt(1 - leverage)) - 1) / spectrum.EigenValues[k].Real : 0;
            });
            Vector<double> scaled = Vector<double>.Build.Dense(places.Length, i => Scale(places[i]) * Residuals[places[i]]);
            Vector<double> inside = spectrum.EigenVectors.TransposeThisAndMultiply(own.TransposeThisAndMultiply(scaled)).PointwiseMultiply(middle);
            Vector<double> more = own * (spectrum.EigenVectors * inside);
            for (int i = 0; i < places.Length; i++) adjusted[places[i]] += more[i] / Scale(places[i]);
        }

        return adjusted;

        double Scale(int row) => Math.Sqrt(problem.Weights[row]) / (problem.Rows.HasDeviations ? Deviation[row] : 1);
    }

    private static void Tangent(FitProblem problem, double[] theta, int coordinate, double[] direction)
    {
        const double Step = 1e-6;
        var phi = new double[problem.Coordinates.FreeCount];
        var ahead = new double[theta.Length];
        var behind = new double[theta.Length];
        problem.Coordinates.Pick(theta, phi);
        phi[coordinate] += Step;
        problem.Coordinates.Expand(phi, ahead);
        phi[coordinate] -= 2 * Step;
        problem.Coordinates.Expand(phi, behind);
        for (int m = 0; m < direction.Length; m++) direction[m] = (ahead[m] - behind[m]) / (2 * Step);
    }
}
