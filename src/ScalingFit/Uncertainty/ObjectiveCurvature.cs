using MathNet.Numerics.LinearAlgebra;
using ScalingFit.Fitting;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Uncertainty;

/// <summary>
/// What formulas for errors are made of: the Hessian H of the objective at the minimum, the scores of the runs and the scale of the residuals. The engine's objective is meant, with weights
/// of mean 1; the covariances that follow do not depend on how weights are scaled.
/// </summary>
/// <remarks>
/// The objective is Σ w ρ(r/σ) with σ = 1 where no standard deviation is known, so that a row's score is w ψ(r/σ)/σ ∇r. H is the exact second derivative, with the curvature of the law in it, and not
/// J'J: the sandwich needs that, for its H is the derivative of the summed scores.
/// </remarks>
internal sealed class ObjectiveCurvature
{
    private readonly FitProblem _problem;
    private readonly double[] _inverse;
    private readonly double[] _sandwich;

    private ObjectiveCurvature(LawFit fit)
    {
        _problem = fit.Problem;
        Rows = fit.Runs.Count;
        int[][] clusters = fit.Runs.RowsByRun();
        Clusters = clusters.Length;
        Free = _problem.Coordinates.FreeCount;
        if (Free == 0)
        {
            _inverse = _sandwich = [];
            return;
        }

        LawEngine engine = _problem.NewEngine();
        FreeCoordinates coordinates = _problem.Coordinates.Copy();
        Matrix<double> inverse = Inverse(fit, engine, coordinates);
        Matrix<double> scores = Scores(fit, engine, coordinates, clusters);
        double small = (double)Clusters / (Clusters - 1) * (Rows - 1) / (Rows - Free);
        _inverse = _problem.UncentreCovariance(inverse.ToRowMajorArray());
        _sandwich = _problem.UncentreCovariance((inverse * scores * inverse * small).ToRowMajorArray());
    }

    /// <summary>n.</summary>
    public int Rows { get; }

    /// <summary>G, how many runs there are, rows of one name together.</summary>
    public int Clusters { get; }

    /// <summary>p.</summary>
    public int Free { get; }

    /// <summary>c, by which the inverse Hessian becomes a covariance where rows scatter alike; not positive where the penalty curves downwards on average.</summary>
    public double Scale { get; private set; }

    /// <summary>Worked out once a fit. Only for fits at a minimum: the Hessian must be positive definite.</summary>
    public static ObjectiveCurvature Of(LawFit fit) => fit.Derive(f => new ObjectiveCurvature(f));

    /// <summary>H⁻¹ in those coordinates, for fits whose scores are not wanted.</summary>
    public static double[] InverseHessian(LawFit fit) => fit.Problem.UncentreCovariance(Inverse(fit, fit.Problem.NewEngine(), fit.Problem.Coordinates.Copy()).ToRowMajorArray());

    /// <summary>The covariance matrix of the free parameters, by ln of what is positive and by the others themselves, row by row.</summary>
    public double[] Covariance(CovarianceKind kind) => kind == CovarianceKind.Sandwich ? (double[])_sandwich.Clone() : Array.ConvertAll(_inverse, v => v * Scale);

    /// <summary>H⁻¹ in the same coordinates.</summary>
    public double InverseAt(int row, int column) => _inverse[(row * Free) + column];

    /// <summary>The sandwich in the same coordinates.</summary>
    public double SandwichAt(int row, int column) => _sandwich[(row * Free) + column];

    /// <summary>By the engine's centred coordinates, and through a unit diagonal, so that parameters on unequal scales cost no digits.</summary>
    private static Matrix<double> Inverse(LawFit fit, LawEngine engine, FreeCoordinates coordinates)
    {
        int n = coordinates.FreeCount;
        var full = new Derivatives(coordinates.FullCount);
        var free = new Derivatives(n);
        engine.Evaluate(fit.Problem.Rows, fit.Problem.Penalty, fit.Theta, full);
        coordinates.Project(full, free);
        double[] hessian = free.Hessian;
        double[] size = [.. Enumerable.Range(0, n).Select(k => Math.Sqrt(hessian[(k * n) + k]))];
        Matrix<double> scaled = Matrix<double>.Build.Dense(n, n, (i, j) => 0.5 * (hessian[(i * n) + j] + hessian[(j * n) + i]) / (size[i] * size[j]));
        Matrix<double> inverse = scaled.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(n));
        return inverse.MapIndexed((i, j, v) => v / (size[i] * size[j]));
    }

    /// <summary>M = Σ_runs s s' with s = Σ_rows w ψ(r/σ)/σ ∇r; and c on the way.</summary>
    private Matrix<double> Scores(LawFit fit, LawEngine engine, FreeCoordinates coordinates, int[][] clusters)
    {
        var gradient = new double[coordinates.FullCount];
        var own = new double[Free];
        var score = new double[Free];
        var sum = new double[Free * Free];
        double squares = 0;
        double curvatures = 0;
        double weights = 0;
        foreach (int[] rows in clusters)
        {
            Array.Clear(score);
            foreach (int run in rows)
            {
                int row = _problem.RowOfRun[run];
                double weight = _problem.RunWeights[run];
                double inverse = _problem.Rows.InverseDeviationAt(row);
                (double slope, double curvature) = _problem.Penalty.DerivativesAt(fit.Residuals[run] * inverse);
                engine.ResidualGradient(_problem.Rows, row, _problem.Penalty.Of, fit.Theta, gradient);
                coordinates.ProjectVector(gradient, own);
                for (int k = 0; k < Free; k++) score[k] += weight * slope * inverse * own[k];
                squares += weight * slope * slope;
                curvatures += weight * curvature;
                weights += weight;
            }

            for (int k = 0; k < Free; k++)
            {
                for (int l = 0; l < Free; l++) sum[(k * Free) + l] += score[k] * score[l];
            }
        }

        Scale = squares / (Rows - Free) / (curvatures / weights);
        return Matrix<double>.Build.Dense(Free, Free, sum);
    }
}
