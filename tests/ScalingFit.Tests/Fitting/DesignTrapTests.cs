using ScalingFit.Data;
using ScalingFit.Numerics;

namespace ScalingFit.Tests.Fitting;

/// <summary>Runs that trip fitting programs: exact ones, hardly enough, copied, without a floor, of equal exponents.</summary>
public sealed class DesignTrapTests
{
    private static readonly FittedLaw Truth = Law(1.817, 477.8, 0.3473, 2143.9, 0.3672);

    public static TheoryData<string> Objectives => new(All.Keys);

    private static Dictionary<string, Objective> All { get; } = new Objective[]
    {
        Objective.Default, Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations, Objective.LeastSquares, Objective.LeastAbsoluteDeviations, Objective.Huber(1e-3),
    }.ToDictionary(o => o.Name, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Runs_without_scatter_give_the_law_a_certificate_and_resamples_without_spread(string objective)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(law: Truth), All[objective]);
        ShouldAgree(fit.Fitted, Truth, 1e-8);
        fit.Residuals.Should().OnlyContain(r => Math.Abs(r) < 1e-13);
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        fit.Certificate.IsMinimum.Should().BeTrue();
        fit.Certificate.RelativeDecrement.Should().BeLessThan(1e-10);
        fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts);
        fit.Certificate.Basins.Should().ContainSingle();
        fit.IsUsable.Should().BeTrue();
        Bootstrap bootstrap = fit.Bootstrap(100, seed: 1);
        bootstrap.Failed.Should().Be(0);
        bootstrap.Draws.Should().OnlyContain(d => Math.Abs(d["alpha"] - Truth["alpha"]) < 1e-10);
        bootstrap.StandardError("alpha").Should().BeLessThan(1e-10);
    }

    // Three sizes at one amount of data, and three amounts at one size: each difference of losses has one unknown rate, so that five runs determine five parameters.
    [Theory]
    [MemberData(nameof(Objectives))]
    public void Five_runs_that_determine_five_parameters_give_the_truth_or_the_law_through_them_and_are_not_to_be_used(string objective)
    {
        LawFit exact = Star(scatter: 0, All[objective]);
        exact.Certificate.Termination.Should().Be(Termination.Converged);
        ShouldAgree(exact.Fitted, Truth, 1e-8);

        // Through scattered runs there is one law, whatever is minimised.
        LawFit scattered = Star(scatter: 0.001, All[objective]);
        scattered.Certificate.Termination.Should().Be(Termination.Converged);
        scattered.Residuals.Should().OnlyContain(r => Math.Abs(r) < 1e-12);
        ShouldAgree(scattered.Fitted, Star(scatter: 0.001, Objective.LogLeastSquares).Fitted, 1e-8);
        Math.Abs(scattered["alpha"].Value - Truth["alpha"]).Should().BeGreaterThan(1e-3);
        foreach (LawFit fit in new[] { exact, scattered })
        {
            fit.Findings.Should().Contain(f => f.Code == "SF2002" && f.Severity == Severity.Error);
            fit.IsUsable.Should().BeFalse();
            fit.Bootstrap(20, seed: 1).IsUsable.Should().BeFalse();
        }
    }

    // A residual of nothing at every point of a valley is the easiest place to report success from.
    [Theory]
    [MemberData(nameof(Objectives))]
    public void Thin_designs_without_scatter_are_not_to_be_used_although_the_law_passes_through_every_run(string objective)
    {
        RunSet ray = RunSet.Create(Synthetic.Grid(sizes: 10, amounts: 2).Where(r => r.Tokens < 2e9, because: "one run a size")
            .Select(r => new TrainingRun { Parameters = r.Parameters, Tokens = 20 * r.Parameters, Loss = Truth.Predict(r.Parameters!.Value, 20 * r.Parameters.Value) }));
        foreach ((RunSet runs, string code) in new[] { (Synthetic.Grid(amounts: 2, law: Truth), "SF2001"), (Synthetic.Grid(sizes: 2, law: Truth), "SF2001"), (ray, "SF2004") })
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(runs, All[objective]);
            fit.Residuals.Should().OnlyContain(r => Math.Abs(r) < 1e-5);
            fit.Findings.Should().Contain(f => f.Code == code && f.Severity == Severity.Error);
            fit.Certificate.IsMinimum.Should().BeFalse();
            fit.IsUsable.Should().BeFalse();
        }
    }

    // Where programs that solve for E clamp it at 0, ln E runs off; the objective no longer depends on it.
    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_floor_that_is_not_there_runs_away_and_the_fit_says_so(string objective)
    {
        foreach (double scatter in new[] { 0, 0.002 })
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(WithoutFloor(scatter), All[objective]);
            fit.IsUsable.Should().BeFalse();
            fit.Certificate.IsMinimum.Should().BeFalse();

            // Absolute deviations may stop, on rounding, before the floor has fallen below a thousandth of the loss.
            fit.Findings.Should().Contain(f => f.Severity == Severity.Error);
            Finding? dead = fit.Findings.SingleOrDefault(f => string.Equals(f.Code, "SF3007", StringComparison.Ordinal));
            if (!All[objective].Name.Contains("absolute", StringComparison.Ordinal)) dead.Should().NotBeNull();
            dead?.Message.Should().Contain("E is at most").And.NotContain("/");
            fit.Fitted.Values.Should().OnlyContain(v => double.IsFinite(v));
            fit.Residuals.Should().OnlyContain(r => Math.Abs(r) < 1e-6 + (10 * scatter));
            Bootstrap bootstrap = fit.Bootstrap(20, seed: 1);
            (bootstrap.Draws.Count + bootstrap.Failed).Should().Be(20);
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_floor_held_at_next_to_nothing_makes_the_same_runs_usable(string objective)
    {
        LawFit fit = ScalingLaw.Chinchilla.With("E", 1e-12).Fit(WithoutFloor(scatter: 0), All[objective]);
        fit.IsUsable.Should().BeTrue();
        ShouldAgree(fit.Fitted, Law(1e-12, 20, 0.15, 40, 0.2), 1e-8);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Equal_exponents_come_back_equal_and_with_equal_amplitudes_too(string objective)
    {
        foreach (FittedLaw law in new[] { Law(1.8, 480, 0.35, 2100, 0.35), Law(1.8, 800, 0.35, 800, 0.35) })
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(law: law), All[objective]);
            fit.IsUsable.Should().BeTrue();
            fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts);
            ShouldAgree(fit.Fitted, law, 1e-8);
            ShouldAgree(ScalingLaw.Chinchilla.Tie("alpha", "beta").Fit(Synthetic.Grid(law: law), All[objective]).Fitted, law, 1e-8);

            // The slopes are equal where (D/N)^α = B/A, at any budget.
            double ratio = Math.Pow(law["B"] / law["A"], 1 / 0.35);
            foreach (double flops in new[] { 1e19, 1e23, 1e27 }) fit.Allocate(flops).TokensPerParameter.Should().BeApproximately(ratio, 1e-6 * ratio);
        }
    }

    [Fact]
    public void Equal_exponents_under_scatter_differ_by_no_more_than_their_interval()
    {
        // Seed 1 for the runs and for the resamples; of other seeds one in twenty would miss.
        LawFit fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(scatter: 0.003, law: Law(1.8, 800, 0.35, 800, 0.35)));
        fit.IsUsable.Should().BeTrue();
        Interval difference = fit.Bootstrap(400, seed: 1).Of(f => f["alpha"] - f["beta"]);
        difference.Contains(0).Should().BeTrue();
        (difference.Upper - difference.Lower).Should().BeLessThan(0.1);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_table_pasted_twice_has_the_same_fit_and_twice_the_objective(string objective)
    {
        RunSet once = RunSet.Create(Datasets.ChinchillaWithoutOutliers);
        LawFit single = ScalingLaw.Chinchilla.Fit(once, All[objective]);
        LawFit twice = ScalingLaw.Chinchilla.Fit(RunSet.Create(once.Concat(once)), All[objective]);
        ShouldAgree(twice.Fitted, single.Fitted, 1e-10);
        twice.Residuals.Should().HaveCount(480);
        twice.Certificate.Objective.Should().BeApproximately(2 * single.Certificate.Objective, 1e-12 * single.Certificate.Objective);
        twice.Certificate.IsMinimum.Should().BeTrue();
        twice.Certificate.StartsAgreeing.Should().Be(single.Certificate.StartsAgreeing);
        twice.Certificate.ConditionNumber.Should().BeApproximately(single.Certificate.ConditionNumber!.Value, 1e-8 * single.Certificate.ConditionNumber.Value);
        twice.Certificate.RunsInQuadraticZone.Should().Be(2 * single.Certificate.RunsInQuadraticZone);
        twice.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void Resamples_of_a_table_pasted_twice_all_converge_and_are_as_narrow_as_those_of_twice_the_runs()
    {
        RunSet once = Datasets.ChinchillaWithoutOutliers;
        double single = ScalingLaw.Chinchilla.Fit(once, Objective.LogLeastSquares).Bootstrap(1000, seed: 1).StandardError("alpha");
        Bootstrap twice = ScalingLaw.Chinchilla.Fit(RunSet.Create(once.Concat(once)), Objective.LogLeastSquares).Bootstrap(1000, seed: 1);
        twice.Failed.Should().Be(0);

        // The ratio of two standard errors of 1000 draws is good to 3.2 %: of other seeds 1 in 400 would miss by 10 %.
        (twice.StandardError("alpha") / single).Should().BeApproximately(1 / Math.Sqrt(2), 0.1 / Math.Sqrt(2));
        foreach (Objective objective in All.Values)
        {
            ScalingLaw.Chinchilla.Fit(RunSet.Create(once.Concat(once)), objective).Bootstrap(50, seed: 2).Failed.Should().Be(0, objective.Name);
        }
    }

    private static FittedLaw Law(double e, double a, double alpha, double b, double beta) =>
        ScalingLaw.Chinchilla.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = e, ["A"] = a, ["alpha"] = alpha, ["B"] = b, ["beta"] = beta });

    /// <summary>Three sizes at one amount of data and three amounts at one size, of which one run is both.</summary>
    private static LawFit Star(double scatter, Objective objective)
    {
        RunSet grid = Synthetic.Grid(scatter: scatter, law: Truth);
        return ScalingLaw.Chinchilla.Fit(RunSet.Create([grid[0], grid[10], grid[25], grid[2], grid[4]]), objective);
    }

    /// <summary>L = 20/N^0.15 + 40/D^0.2 on a grid.</summary>
    private static RunSet WithoutFloor(double scatter)
    {
        var random = new RandomStream(5, 0);
        var runs = new List<TrainingRun>();
        foreach (TrainingRun run in Synthetic.Grid())
        {
            double loss = (20 / Math.Pow(run.Parameters!.Value, 0.15)) + (40 / Math.Pow(run.Tokens!.Value, 0.2));
            runs.Add(run with { Loss = loss * Math.Exp(scatter * Synthetic.Normal(ref random)) });
        }

        return RunSet.Create(runs);
    }

    private static void ShouldAgree(FittedLaw one, FittedLaw other, double tolerance) =>
        one.Values.Should().Equal(other.Values, (a, b) => Math.Abs(a - b) <= tolerance * Math.Abs(b));
}
