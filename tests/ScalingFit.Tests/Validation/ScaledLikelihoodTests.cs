using ScalingFit.Validation;

namespace ScalingFit.Tests.Validation;

public sealed class ScaledLikelihoodTests
{
    public static TheoryData<string> Names => [.. Objectives.Keys];

    private static Dictionary<string, Objective> Objectives { get; } = new(StringComparer.Ordinal)
    {
        ["squares"] = Objective.LeastSquares,
        ["absolute"] = Objective.LogLeastAbsoluteDeviations,
        ["Huber"] = Objective.Huber(0.7),
        ["log-Huber"] = Objective.LogHuber(1.3),
        ["soft-L1"] = Objective.SoftL1(0.5),
        ["Student"] = Objective.StudentT(0.9, 5),
        ["expectile"] = Objective.Expectile(0.2),
        ["pinball"] = Objective.Pinball(0.3),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_density_integrates_to_one(string name)
    {
        var likelihood = new ScaledLikelihood(Objectives[name].Penalty);
        foreach (double scale in new[] { 0.02, 0.3, 1.0, 1.7 }) Integrate(r => Math.Exp(likelihood.LogDensity(r, scale))).Should().BeApproximately(1, 1e-10, "scale {0}", scale);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_scale_is_the_one_of_highest_likelihood(string name)
    {
        var likelihood = new ScaledLikelihood(Objectives[name].Penalty);
        foreach (double sum in new[] { 0.003, 0.4, 3.0 })
        {
            double scale = likelihood.Scale(sum, 20);
            double Value(double s) => (-sum / s) - (20 * likelihood.LogNormaliser(s));
            foreach (double other in new[] { 0.5, 0.999, 1.001, 2 }) Value(other * scale).Should().BeLessThan(Value(scale));
        }
    }

    [Fact]
    public void Squares_give_the_normal_distribution_and_absolute_values_that_of_Laplace()
    {
        RunSet runs = Synthetic.Grid(scatter: 0.01, seed: 3);
        LawFit squares = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares);
        double n = runs.Count;
        double variance = squares.Residuals.Sum(r => r * r) / n;
        LawScore normal = Score(runs, Objective.LogLeastSquares);
        normal.LogLikelihood.Should().BeApproximately(-0.5 * n * (Math.Log(2 * Math.PI * variance) + 1), 1e-10);
        normal.Scale.Should().BeApproximately(variance, 1e-12 * variance);
        normal.Aicc.Should().BeApproximately((-2 * normal.LogLikelihood!.Value) + 12 + (2 * 6 * 7 / (n - 7)), 1e-9);
        normal.Bic.Should().BeApproximately((-2 * normal.LogLikelihood!.Value) + (6 * Math.Log(n)), 1e-9);

        LawFit absolute = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastAbsoluteDeviations);
        double size = absolute.Residuals.Average(Math.Abs);
        Score(runs, Objective.LogLeastAbsoluteDeviations).LogLikelihood.Should().BeApproximately(-n * (Math.Log(2 * size) + 1), 1e-10);
    }

    [Fact]
    public void Hubers_density_is_normal_for_a_large_delta_and_Laplaces_for_a_small_one()
    {
        RunSet runs = Synthetic.Grid(scatter: 0.01, seed: 3);
        Score(runs, Objective.LogHuber(10)).LogLikelihood.Should().BeApproximately(Score(runs, Objective.LogLeastSquares).LogLikelihood!.Value, 1e-8);
        Score(runs, Objective.LogHuber(1e-7)).LogLikelihood.Should().BeApproximately(Score(runs, Objective.LogLeastAbsoluteDeviations).LogLikelihood!.Value, 1e-3);
    }

    [Fact]
    public void Known_standard_deviations_are_those_of_the_density()
    {
        // With all of them alike the likelihood is that without any.
        RunSet runs = Synthetic.Grid(scatter: 0.01, seed: 3);
        double plain = Score(runs, Objective.LogLeastSquares).LogLikelihood!.Value;
        RunSet alike = RunSet.Create(runs.Select(r => r with { LossStandardDeviation = 0.02 * r.Loss }));
        Score(alike, Objective.LogLeastSquares).LogLikelihood.Should().BeApproximately(plain, 1e-8);
        RunSet weighted = RunSet.Create(runs.Select(r => r with { Weight = 3 }));
        Score(weighted, Objective.LogLeastSquares).LogLikelihood.Should().BeApproximately(plain, 1e-8);
    }

    private static LawScore Score(RunSet runs, Objective objective) =>
        runs.CompareLaws([ScalingLaw.Chinchilla, ScalingLaw.Chinchilla.Tie("alpha", "beta")], new LawComparisonOptions { Fit = new FitOptions { Objective = objective } }).Laws.Single(l => l.FreeCount == 5);

    /// <summary>Over the whole line by r = sinh t, each side of the corner at 0 by itself, with Simpson's rule: heavy tails end where sinh does.</summary>
    private static double Integrate(Func<double, double> density)
    {
        const int Steps = 400_000;
        const double End = 40;
        double sum = 0;
        foreach (int side in new[] { -1, 1 })
        {
            for (int k = 0; k <= Steps; k++)
            {
                double t = End * k / Steps;
                double weight = k is 0 or Steps ? 1 : k % 2 == 1 ? 4 : 2;
                sum += weight * density(side * Math.Sinh(t)) * Math.Cosh(t);
            }
        }

        return sum * End / Steps / 3;
    }
}
