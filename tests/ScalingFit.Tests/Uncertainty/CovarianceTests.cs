using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using ScalingFit.Data;
using ScalingFit.Uncertainty;

namespace ScalingFit.Tests.Uncertainty;

public sealed class CovarianceTests
{
    private static readonly ScalingLaw Linear = ScalingLaw.Chinchilla.With("alpha", 0.35).With("beta", 0.37);

    private static readonly LawFit Squares = Linear.Fit(Synthetic.Grid(scatter: 0.01), Objective.LeastSquares);

    private static readonly LawFit Wide = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogHuber(1e-2));

    [Fact]
    public void Least_squares_of_a_linear_law_have_the_textbooks_covariance()
    {
        (Matrix<double> expected, string[] names) = Textbook(Squares, _ => 1);
        Covariance covariance = Squares.Covariance(CovarianceKind.Hessian);
        covariance.Names.Should().Equal(names);
        for (int i = 0; i < names.Length; i++)
        {
            covariance.StandardError(names[i]).Should().BeApproximately(Math.Sqrt(expected[i, i]), 1e-8 * Math.Sqrt(expected[i, i]));
            for (int j = 0; j < names.Length; j++)
            {
                double own = covariance[names[i], names[j]] * Squares[names[i]].Value * Squares[names[j]].Value;
                own.Should().BeApproximately(expected[i, j], 1e-8 * Math.Sqrt(expected[i, i] * expected[j, j]));
                covariance.Correlation(names[i], names[j]).Should().BeApproximately(expected[i, j] / Math.Sqrt(expected[i, i] * expected[j, j]), 1e-8);
            }
        }
    }

    [Fact]
    public void Weights_are_relative_precisions_and_their_unit_does_not_matter()
    {
        double[] weights = [.. Enumerable.Range(0, 30).Select(i => 1.0 + (i % 4))];
        foreach (double unit in new[] { 1.0, 250 })
        {
            RunSet weighted = RunSet.Create(Squares.Runs.Select((r, i) => r with { Weight = unit * weights[i] }));
            LawFit fit = Linear.Fit(weighted, Objective.LeastSquares);
            (Matrix<double> expected, string[] names) = Textbook(fit, i => weights[i]);
            Covariance covariance = fit.Covariance(CovarianceKind.Hessian);
            for (int i = 0; i < names.Length; i++) covariance.StandardError(names[i]).Should().BeApproximately(Math.Sqrt(expected[i, i]), 1e-8 * Math.Sqrt(expected[i, i]));
        }
    }

    [Fact]
    public void Known_standard_deviations_weigh_as_their_inverse_squares_do_under_squares()
    {
        RunSet known = RunSet.Create(Squares.Runs.Select((r, i) => r with { LossStandardDeviation = 0.01 * (1 + (i % 3)) }));
        RunSet weighted = RunSet.Create(Squares.Runs.Select((r, i) => r with { Weight = 1 / Math.Pow(1 + (i % 3), 2) }));
        foreach (CovarianceKind kind in Enum.GetValues<CovarianceKind>())
        {
            Covariance one = Linear.Fit(known, Objective.LeastSquares).Covariance(kind);
            Covariance other = Linear.Fit(weighted, Objective.LeastSquares).Covariance(kind);
            foreach (string name in one.Names) one.StandardError(name).Should().BeApproximately(other.StandardError(name), 1e-7 * other.StandardError(name));
        }
    }

    [Fact]
    public void Known_standard_deviations_of_one_size_change_nothing_under_Huber_with_delta_in_their_units()
    {
        RunSet known = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select(r => r with { LossStandardDeviation = 0.01 * r.Loss }));
        LawFit fit = ScalingLaw.Chinchilla.Fit(known, Objective.LogHuber(1));
        foreach (CovarianceKind kind in Enum.GetValues<CovarianceKind>())
        {
            Covariance one = fit.Covariance(kind);
            Covariance other = Wide.Covariance(kind);
            foreach (string name in one.Names) one.StandardError(name).Should().BeApproximately(other.StandardError(name), 1e-6 * other.StandardError(name));
        }
    }

    [Fact]
    public void Scores_sum_to_nothing_at_the_minimum_and_the_sandwich_is_made_of_them()
    {
        // For squares of ln L in E, A and B: the sandwich by its definition, from the law's own predictions.
        LawFit fit = Linear.Fit(Synthetic.Grid(scatter: 0.01), Objective.LogLeastSquares);
        int n = fit.Runs.Count;
        Matrix<double> j = Matrix<double>.Build.Dense(n, 3, (i, k) => Numerically(fit, i, k, logarithm: true));
        Vector<double> r = Vector<double>.Build.Dense([.. fit.Residuals]);
        (j.TransposeThisAndMultiply(r)).L2Norm().Should().BeLessThan(1e-8);
        Matrix<double> m = Matrix<double>.Build.Dense(3, 3, (k, l) => Enumerable.Range(0, n).Sum(i => r[i] * r[i] * j[i, k] * j[i, l]));
        Matrix<double> inverse = j.TransposeThisAndMultiply(j).Inverse();
        Matrix<double> expected = inverse * m * inverse * (n / (n - 1.0)) * ((n - 1.0) / (n - 3));
        Covariance covariance = fit.Covariance();

        // J'J instead of the exact Hessian: they differ by the scatter.
        for (int k = 0; k < 3; k++) covariance.StandardError(covariance.Names[k]).Should().BeApproximately(Math.Sqrt(expected[k, k]), 0.03 * Math.Sqrt(expected[k, k]));
    }

    [Fact]
    public void A_wide_Huber_zone_gives_the_sandwich_that_resampling_gives()
    {
        Covariance covariance = Wide.Covariance();
        covariance.IsUsable.Should().BeTrue();
        covariance.StandardError("alpha").Should().BeApproximately(0.0126, 0.0003);
        Bootstrap bootstrap = Wide.Bootstrap(2000, seed: 1);
        foreach (string name in new[] { "E", "alpha", "beta" })
        {
            covariance.StandardError(name).Should().BeApproximately(bootstrap.StandardError(name), 0.2 * bootstrap.StandardError(name));
        }
    }

    [Fact]
    public void The_default_objective_is_withheld_for_its_formula_is_wrong_there_by_half()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Covariance covariance = fit.Covariance();
        Finding finding = covariance.Findings.Should().ContainSingle().Subject;
        finding.Code.Should().Be("SF3008");
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("39 of 240");
        ShouldWithhold(covariance, "SF3008");

        // What it would have said.
        int alpha = covariance.Names.ToList().IndexOf("alpha");
        double formula = Math.Sqrt(ObjectiveCurvature.Of(fit).SandwichAt(alpha, alpha));
        formula.Should().BeApproximately(0.0242, 0.0006);
        fit.Bootstrap(4000, seed: 1).StandardError("alpha").Should().BeApproximately(0.0149, 0.0004);
    }

    [Fact]
    public void Absolute_deviations_are_withheld()
    {
        foreach (Objective objective in new[] { Objective.LogLeastAbsoluteDeviations, Objective.LogPinball(0.3) })
        {
            ShouldWithhold(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, objective).Covariance(), "SF3008");
        }
    }

    [Fact]
    public void A_flat_fit_one_on_a_bound_and_one_of_few_runs_are_withheld()
    {
        ShouldWithhold(ScalingLaw.Chinchilla.Fit(Synthetic.Grid(sizes: 2, scatter: 0.01), Objective.LogLeastSquares).Covariance(), "SF3005");
        ShouldWithhold(ScalingLaw.Chinchilla.Within("E", 1.9).Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastSquares).Covariance(), "SF3003");
        RunSet five = RunSet.Create(Synthetic.Grid(scatter: 0.01).Select((r, i) => r with { Name = $"run {i % 5}" }));
        ShouldWithhold(ScalingLaw.Chinchilla.Fit(five, Objective.LogLeastSquares).Covariance(), "SF2002");
    }

    [Theory]
    [InlineData(CovarianceKind.Sandwich)]
    [InlineData(CovarianceKind.Hessian)]
    public void Copies_of_a_run_under_its_name_teach_the_sandwich_nothing(CovarianceKind kind)
    {
        RunSet once = Synthetic.Grid(scatter: 0.01);
        RunSet twice = RunSet.Create(once.SelectMany((r, i) => new[] { r with { Name = $"run {i}" }, r with { Name = $"run {i}" } }));
        LawFit single = Linear.Fit(once, Objective.LogLeastSquares);
        LawFit doubled = Linear.Fit(twice, Objective.LogLeastSquares);
        double expected = kind == CovarianceKind.Sandwich
            ? Math.Sqrt((59.0 / 57) / (29.0 / 27))
            : Math.Sqrt((27.0 / 57));
        foreach (string name in new[] { "E", "A", "B" })
        {
            double ratio = doubled.Covariance(kind).StandardError(name) / single.Covariance(kind).StandardError(name);
            ratio.Should().BeApproximately(expected, 1e-6);
        }

        doubled.Covariance(kind).DegreesOfFreedom.Should().Be(27);
    }

    [Fact]
    public void A_decision_has_the_error_that_resampling_gives_it()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(sizes: 12, amounts: 12, scatter: 0.003), Objective.LogLeastSquares);
        double formula = fit.Covariance().StandardErrorOf(f => Ratio(f));
        double resampled = fit.Bootstrap(2000, seed: 1).StandardErrorOf(Ratio);
        formula.Should().BeApproximately(resampled, 0.15 * resampled);
        Interval interval = fit.Covariance().Of(Ratio, 0.9);
        double half = StudentT.InvCDF(0, 1, 139, 0.95) * formula;
        (interval.Upper - interval.Lower).Should().BeApproximately(2 * half, 1e-9 * half);
    }

    [Fact]
    public void The_delta_method_gives_a_parameter_the_error_it_has_and_a_logarithm_its_own()
    {
        Covariance covariance = Wide.Covariance();
        foreach (string name in covariance.Names)
        {
            double error = covariance.StandardError(name);
            covariance.StandardErrorOf(f => f[name]).Should().BeApproximately(error, 1e-9 * error, name);
        }

        covariance.StandardErrorOf(f => Math.Log(f["A"])).Should().BeApproximately(Math.Sqrt(covariance["A", "A"]), 1e-10);
        covariance.StandardErrorOf(_ => 3).Should().Be(0);
    }

    [Fact]
    public void The_unit_of_N_changes_A_and_no_error_but_its()
    {
        RunSet small = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select(r => r with { Parameters = r.Parameters / 1e6, Flops = null }));
        LawFit scaled = ScalingLaw.Chinchilla.Fit(small, Objective.LogHuber(1e-2));
        foreach (CovarianceKind kind in Enum.GetValues<CovarianceKind>())
        {
            Covariance one = Wide.Covariance(kind);
            Covariance other = scaled.Covariance(kind);
            foreach (string name in new[] { "E", "alpha", "B", "beta" }) other.StandardError(name).Should().BeApproximately(one.StandardError(name), 1e-6 * one.StandardError(name), name);
            double before = one.StandardErrorOf(f => f.Predict(7e10, 1.4e12));
            double after = other.StandardErrorOf(f => f.Predict(7e4, 1.4e12));
            after.Should().BeApproximately(before, 1e-6 * before);
        }
    }

    [Fact]
    public void Tied_parameters_follow_and_held_ones_have_no_error()
    {
        LawFit tied = ScalingLaw.Chinchilla.Tie("alpha", "beta").With("E", 1.8).Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogHuber(1e-2));
        Covariance covariance = tied.Covariance();
        covariance.Names.Should().Equal("A", "alpha", "B");
        covariance.StandardError("beta").Should().Be(covariance.StandardError("alpha"));
        covariance.Correlation("alpha", "beta").Should().BeApproximately(1, 1e-12);
        covariance.StandardError("E").Should().Be(0);
        covariance.Interval("E").Should().Be(new Interval(1.8, 1.8, 0.95));
        double error = covariance.StandardErrorOf(f => f["beta"]);
        error.Should().BeApproximately(covariance.StandardError("alpha"), 1e-9 * error);
        FluentActions.Invoking(() => covariance.Correlation("E", "A")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Intervals_of_positive_parameters_are_formed_on_their_logarithm()
    {
        Covariance covariance = Wide.Covariance();
        Interval interval = covariance.Interval("B");
        Math.Sqrt(interval.Lower * interval.Upper).Should().BeApproximately(Wide["B"].Value, 1e-9 * Wide["B"].Value);
        interval.Lower.Should().BePositive();
        Interval alpha = covariance.Interval("alpha", 0.9);
        alpha.Upper.Should().BeApproximately(Wide["alpha"].Value + (StudentT.InvCDF(0, 1, 235, 0.95) * covariance.StandardError("alpha")), 1e-9);
    }

    [Fact]
    public void Parameters_of_another_law_and_impossible_levels_are_refused()
    {
        Covariance covariance = Wide.Covariance();
        FluentActions.Invoking(() => covariance.StandardError("gamma")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => covariance.Interval("alpha", 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => covariance.StandardErrorOf(_ => double.NaN)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => Wide.Covariance((CovarianceKind)7)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Groups_have_each_their_own_errors()
    {
        RunSet both = RunSet.Create(Synthetic.Grid(scatter: 0.005).Select(r => r with { Group = "one" }).Concat(Synthetic.Grid(scatter: 0.005, seed: 2).Select(r => r with { Group = "two" })));
        LawFit grouped = ScalingLaw.Chinchilla.Grouped(["one", "two"]).Fit(both, Objective.LogLeastSquares);
        LawFit alone = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(scatter: 0.005), Objective.LogLeastSquares);
        double factor = Math.Sqrt((60.0 / 50) / (30.0 / 25));
        double error = grouped.Covariance().StandardError("alpha[one]");
        error.Should().BeApproximately(factor * alone.Covariance().StandardError("alpha"), 1e-5 * error);
        grouped.Covariance()["alpha[one]", "alpha[two]"].Should().BeApproximately(0, 1e-12);
    }

    private static double Ratio(FittedLaw law) => law.Allocate(5.76e23).TokensPerParameter;

    private static void ShouldWithhold(Covariance covariance, string code)
    {
        covariance.IsUsable.Should().BeFalse();
        covariance.Findings.Should().Contain(f => f.Code == code && f.Severity == Severity.Error);
        FluentActions.Invoking(() => covariance.StandardError("A")).Should().Throw<InvalidOperationException>().WithMessage($"*{code}*");
        FluentActions.Invoking(() => covariance.Of(f => f["A"])).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => covariance.Interval("A")).Should().Throw<InvalidOperationException>();
        covariance.ToString().Should().Contain("withheld");
    }

    /// <summary>(J'WJ)⁻¹ s² of a law that is linear in E, A and B, by MathNet, in natural units.</summary>
    private static (Matrix<double> Covariance, string[] Names) Textbook(LawFit fit, Func<int, double> weight)
    {
        int n = fit.Runs.Count;
        Matrix<double> j = Matrix<double>.Build.Dense(n, 3, (i, k) => k switch
        {
            0 => 1,
            1 => Math.Pow(fit.Runs[i].Parameters!.Value, -0.35),
            _ => Math.Pow(fit.Runs[i].Tokens!.Value, -0.37),
        });
        Vector<double> y = Vector<double>.Build.Dense(n, i => fit.Runs[i].Loss);
        Matrix<double> w = Matrix<double>.Build.DenseDiagonal(n, n, weight);
        Matrix<double> normal = j.TransposeThisAndMultiply(w * j);
        Vector<double> solution = normal.Cholesky().Solve(j.TransposeThisAndMultiply(w * y));
        Vector<double> residual = y - (j * solution);
        return (normal.Inverse() * (residual * (w * residual) / (n - 3)), ["E", "A", "B"]);
    }

    private static double Numerically(LawFit fit, int run, int parameter, bool logarithm)
    {
        string name = new[] { "E", "A", "B" }[parameter];
        double value = fit[name].Value;
        double At(double v) => fit.Fitted.With(name, v).Predict(fit.Runs[run]) is var loss && logarithm ? Math.Log(loss) : loss;
        double step = 1e-5 * value;
        return (At(value + step) - At(value - step)) / (2 * step);
    }
}
