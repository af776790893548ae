using ScalingFit.Data;

namespace ScalingFit.Tests.Fitting;

public sealed class ObjectiveTests
{
    private static readonly RunSet Runs = Datasets.ChinchillaWithoutOutliers;

    public static TheoryData<string> Names => new(All.Keys);

    private static Dictionary<string, Objective> All { get; } = new Objective[]
    {
        Objective.Default, Objective.Huber(1e-2), Objective.LeastSquares, Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations, Objective.LeastAbsoluteDeviations,
        Objective.LogSoftL1(), Objective.SoftL1(0.01), Objective.LogStudentT(0.01), Objective.StudentT(0.03), Objective.LogExpectile(0.1), Objective.Expectile(0.9),
        Objective.LogPinball(0.1), Objective.LogPinball(0.75), Objective.Pinball(0.3),
    }.ToDictionary(o => o.Name, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void No_point_near_a_certified_fit_is_lower(string name)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Runs, All[name]);
        fit.Certificate.IsMinimum.Should().BeTrue();
        double[] theta = [.. fit.Theta];
        var engine = fit.Problem.NewSolver().Engine;
        double here = engine.Value(fit.Problem.Rows, fit.Problem.Penalty, theta);
        (here * fit.Problem.WeightScale).Should().BeApproximately(fit.Certificate.Objective, 1e-12 * here);
        var random = new Random(7);
        foreach (double size in new[] { 1e-2, 1e-4, 1e-6 })
        {
            for (int k = 0; k < 200; k++)
            {
                double[] other = [.. theta.Select(t => t + (size * ((2 * random.NextDouble()) - 1)))];
                engine.Value(fit.Problem.Rows, fit.Problem.Penalty, other).Should().BeGreaterThanOrEqualTo(here * (1 - 1e-12));
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_pinball_fit_leaves_its_share_of_the_runs_below_the_law(double tau)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogPinball(tau));

        // Residuals are predicted less measured: a run below the law has a positive one. Those it passes through may count either way.
        int below = fit.Residuals.Count(r => r > 1e-9);
        int through = fit.Residuals.Count(r => Math.Abs(r) <= 1e-9);
        through.Should().Be(5);
        (tau * Runs.Count).Should().BeInRange(below, below + through);
    }

    [Fact]
    public void The_median_is_half_the_absolute_deviations()
    {
        LawFit median = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogPinball(0.5));
        LawFit absolute = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogLeastAbsoluteDeviations);
        median.Certificate.Objective.Should().BeApproximately(absolute.Certificate.Objective / 2, 1e-12);
        median.Fitted.Values.Should().Equal(absolute.Fitted.Values, (a, b) => Math.Abs(a - b) < 1e-9 * b);
        median.Certificate.LargestMultiplier.Should().BeLessThan(1);
    }

    [Fact]
    public void Known_standard_deviations_are_weights_for_squares_and_thresholds_for_Huber()
    {
        TrainingRun[] runs = [.. Runs.Select((r, i) => r with { LossStandardDeviation = 0.01 * (1 + (i % 3)) })];
        LawFit squares = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs), Objective.LeastSquares);
        LawFit weighted = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs.Select(r => r with { LossStandardDeviation = null, Weight = 1 / (r.LossStandardDeviation!.Value * r.LossStandardDeviation.Value) })), Objective.LeastSquares);
        squares.Fitted.Values.Should().Equal(weighted.Fitted.Values, (a, b) => Math.Abs(a - b) < 1e-9 * b);

        // The same deviation for all is another unit of the threshold.
        RunSet same = RunSet.Create(runs.Select(r => r with { LossStandardDeviation = 0.02 }));
        LawFit huber = ScalingLaw.Chinchilla.Fit(same, Objective.Huber(1.5));
        LawFit plain = ScalingLaw.Chinchilla.Fit(Runs, Objective.Huber(0.03));
        huber.Fitted.Values.Should().Equal(plain.Fitted.Values, (a, b) => Math.Abs(a - b) < 1e-8 * b);
        huber.Certificate.Objective.Should().BeApproximately(plain.Certificate.Objective / (0.02 * 0.02), 1e-8 * huber.Certificate.Objective);

        // On the logarithm σ is σ_L/L, so that deviations in proportion to the loss are the same for all.
        RunSet proportional = RunSet.Create(Runs.Select(r => r with { LossStandardDeviation = 0.01 * r.Loss }));
        LawFit logs = ScalingLaw.Chinchilla.Fit(proportional, Objective.LogSoftL1(0.1));
        LawFit plainLogs = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogSoftL1(1e-3));
        logs.Fitted.Values.Should().Equal(plainLogs.Fitted.Values, (a, b) => Math.Abs(a - b) < 1e-7 * b);
    }

    [Fact]
    public void The_quadratic_zone_is_counted_in_standard_deviations()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(RunSet.Create(Runs.Select((r, i) => r with { LossStandardDeviation = 0.01 * (1 + (i % 3)) })), Objective.Huber(0.5));
        int within = fit.Residuals.Where((r, i) => Math.Abs(r) <= 0.5 * 0.01 * (1 + (i % 3))).Count();
        fit.Certificate.RunsInQuadraticZone.Should().Be(within).And.BeLessThan(200);
    }

    [Fact]
    public void Standard_deviations_are_given_for_all_runs_or_for_none()
    {
        Action some = () => RunSet.Create(Runs.Select((r, i) => i == 3 ? r : r with { LossStandardDeviation = 0.01 }));
        some.Should().Throw<RunDataException>().Which.Problems.Should().ContainSingle(p => p.Row == 4 && p.Column == "loss standard deviation");
    }

    [Fact]
    public void Logits_need_shares()
    {
        Action fit = () => ScalingLaw.Chinchilla.Fit(Runs, Objective.LogitLeastSquares);
        fit.Should().Throw<RunDataException>().Which.Problems.Should().HaveCount(240);
    }

    [Fact]
    public void Error_rates_are_fitted_on_their_logits()
    {
        FittedLaw truth = ScalingLaw.Chinchilla.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 0.1, ["A"] = 50, ["alpha"] = 0.3, ["B"] = 200, ["beta"] = 0.33 });
        LawFit fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(law: truth), Objective.LogitLeastSquares);
        foreach (string name in new[] { "E", "A", "alpha", "B", "beta" }) fit[name].Value.Should().BeApproximately(truth[name], 1e-6 * truth[name]);
    }

    [Theory]
    [InlineData(Method.Bfgs)]
    [InlineData(Method.Lbfgs)]
    public void Other_minimisers_end_at_the_same_certified_minimum(Method method)
    {
        LawFit expected = ScalingLaw.Chinchilla.Fit(Runs);
        LawFit fit = ScalingLaw.Chinchilla.Fit(Runs, new FitOptions { Method = method });
        fit.Fitted.Values.Should().Equal(expected.Fitted.Values, (a, b) => Math.Abs(a - b) < 1e-9 * b);
        fit.Certificate.StartsAgreeing.Should().BeGreaterThanOrEqualTo(5);
    }
}
