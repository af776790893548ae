using System.Globalization;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Minimisers;

namespace ScalingFit.Fitting.Recipes;

/// <summary>
/// Minimises n ln(σ Z) + Σ huber_δ(r/σ) over σ too, where Z normalises the density. For a given σ that is a Huber fit with threshold δσ; for given residuals σ solves Σ (r/σ) ψ_δ(r/σ) = n. Taking turns, σ falls
/// to δ Σ|r|/n, where next to no run lies within δσ: absolute deviations.
/// </summary>
internal sealed class BesirogluProcedure : Procedure
{
    private const double Delta = 1e-3;
    private const int Turns = 60;

    public override ReplayedStarts Run(LawFit certified, int threads, CancellationToken cancellationToken)
    {
        FitProblem problem = certified.Problem;
        LawFit huber = problem.Law.Fit(problem.Runs, Objective.LogHuber(Delta));
        LawSolver solver = problem.NewSolver();
        var theta = (double[])huber.Theta.Clone();
        var residuals = new double[problem.Rows.Count];
        double scale = 1;
        for (int turn = 0; turn < Turns; turn++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            solver.Engine.Residuals(problem.Rows, ResidualOf.Logarithm, theta, residuals, []);
            double before = scale;
            scale = ScaleOf(residuals, problem.Weights);

            // The path to a tiny threshold goes by the vertex of absolute deviations, which is all but its minimum.
            solver.SolveFrom(problem.Rows, problem.Penalty, theta);
            solver.SolveFrom(problem.Rows, new Penalty(PenaltyKind.Huber, Delta * scale, ResidualOf.Logarithm), theta);
            if (Math.Abs(scale - before) <= 1e-12 * scale) break;
        }

        double objective = problem.WeightScale * solver.Engine.Value(problem.Rows, problem.Penalty, theta);
        double runs = problem.WeightScale * problem.Weights.Sum();
        double likelihood = (runs * (Math.Log(scale) + Math.Log(Normaliser()))) + (problem.WeightScale * solver.Engine.Value(problem.Rows, new Penalty(PenaltyKind.Huber, Delta * scale, ResidualOf.Logarithm), theta) / (scale * scale));
        bool close = objective <= certified.Certificate.Objective * (1 + Near);
        string remark = string.Create(CultureInfo.InvariantCulture, $"the scale falls to e^{Math.Log(scale):F2}, the threshold to {Delta * scale:0.0e+0} in ln L: negative log-likelihood {likelihood:F6}");
        return new ReplayedStarts(problem.ToFitted(theta, "replayed"), objective, 1, 1, close ? 1 : 0, remark);
    }

    /// <summary>∫ exp(-huber_δ(z)) dz.</summary>
    private static double Normaliser() =>
        (Math.Sqrt(2 * Math.PI) * MathNet.Numerics.SpecialFunctions.Erf(Delta / Math.Sqrt(2))) + (2 / Delta * Math.Exp(-0.5 * Delta * Delta));

    /// <summary>The σ at which Σ w z ψ(z) = Σ w, by bisection of a falling function.</summary>
    private static double ScaleOf(double[] residuals, double[] weights)
    {
        double total = weights.Sum();
        double low = -60;
        double high = 10;
        for (int k = 0; k < 200; k++)
        {
            double middle = 0.5 * (low + high);
            double sigma = Math.Exp(middle);
            double sum = 0;
            for (int i = 0; i < residuals.Length; i++)
            {
                double z = Math.Abs(residuals[i]) / sigma;
                sum += weights[i] * z * Math.Min(z, Delta);
            }

            if (sum > total) low = middle;
            else high = middle;
        }

        return Math.Exp(0.5 * (low + high));
    }
}
