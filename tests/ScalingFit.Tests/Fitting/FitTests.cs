using ScalingFit.Data;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Tests.Fitting;

public sealed class FitTests
{
    public static TheoryData<string> Widths => [.. VectorWidths.Supported().Select(w => w.ToString())];

    public static TheoryData<string> Objectives => ["log-Huber", "log least squares", "log LAD", "Huber", "least squares", "LAD", "log soft-L1", "log Student-t", "log expectile"];

    [Fact]
    public void A_fit_with_no_options_is_certified_and_usable()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        fit.IsUsable.Should().BeTrue();
        fit.EnsureUsable().Should().BeSameAs(fit);
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        fit.Certificate.RelativeDecrement.Should().BeLessThan(1e-20);
        fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts);
        fit.Certificate.Basins.Should().ContainSingle();
        fit.Certificate.TermShares.Should().OnlyContain(t => t.IsAlive);
        fit.Certificate.Gradient.Should().OnlyContain(g => Math.Abs(g) < 1e-12);
        fit["alpha"].Value.Should().BeApproximately(0.3473104988817546, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_vector_width_finds_the_same_optimum_to_rounding(string width)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, new FitOptions { Width = Enum.Parse<VectorWidth>(width) });
        fit.Certificate.Objective.Should().BeApproximately(0.00101827401780060317, 1e-14);
        fit["B"].Value.Should().BeApproximately(2143.417363360458415, 2143 * 1e-9);
        fit.Certificate.SmallestHessianEigenvalue.Should().BeApproximately(1.0048933e-4, 1e-11);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Noise_free_runs_give_the_truth_back_whatever_the_objective(string objective)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(), ObjectiveOf(objective));
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        foreach (ParameterEstimate estimate in fit.Parameters)
        {
            double truth = Synthetic.Law[estimate.Parameter.Name];
            estimate.Value.Should().BeApproximately(truth, 1e-6 * truth, "{0} of {1}", estimate.Parameter.Name, objective);
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_objective_reported_is_the_sum_over_the_residuals_reported(string objective)
    {
        Objective charged = ObjectiveOf(objective);
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs, charged);
        double sum = 0;
        for (int i = 0; i < runs.Count; i++)
        {
            double predicted = fit.Fitted.Predict(runs[i].Parameters!.Value, runs[i].Tokens!.Value);
            double residual = charged.OnLogarithm ? Math.Log(predicted / runs[i].Loss) : predicted - runs[i].Loss;
            fit.Residuals[i].Should().BeApproximately(residual, 1e-11);
            sum += Charge(objective, residual);
        }

        fit.Certificate.Objective.Should().BeApproximately(sum, 1e-9 * sum);
    }

    [Fact]
    public void A_held_parameter_stays_where_it_was_put_and_is_not_counted_free()
    {
        LawFit free = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        foreach (LawParameter parameter in ScalingLaw.Chinchilla.Parameters)
        {
            double value = free[parameter.Name].Value;
            ScalingLaw law = ScalingLaw.Chinchilla.With(parameter.Name, value);
            law.FreeCount.Should().Be(4);
            LawFit held = law.Fit(Datasets.ChinchillaWithoutOutliers);
            held[parameter.Name].Value.Should().Be(value);
            held[parameter.Name].IsHeld.Should().BeTrue();

            // Held at its own estimate a parameter changes nothing: this crosses centred coordinates for amplitudes and exponents alike.
            held.Certificate.Objective.Should().BeApproximately(free.Certificate.Objective, 1e-13 * free.Certificate.Objective, parameter.Name);
            foreach (LawParameter other in ScalingLaw.Chinchilla.Parameters)
            {
                held[other.Name].Value.Should().BeApproximately(free[other.Name].Value, 1e-7 * free[other.Name].Value);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Tied_exponents_are_one_parameter_and_fit_no_better_than_free_ones(string objective)
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        ScalingLaw law = ScalingLaw.Chinchilla.Tie("alpha", "beta");
        law.FreeCount.Should().Be(4);
        law.ToString().Should().EndWith("with β = α tied");
        LawFit tied = law.Fit(runs, ObjectiveOf(objective));
        tied["beta"].Value.Should().Be(tied["alpha"].Value);
        tied["beta"].TiedTo.Should().Be("alpha");
        tied.IsUsable.Should().BeTrue();
        LawFit free = ScalingLaw.Chinchilla.Fit(runs, ObjectiveOf(objective));
        tied.Certificate.Objective.Should().BeGreaterThanOrEqualTo(free.Certificate.Objective);

        // The same minimum by another way: the best of fits with both exponents held at one value.
        double Held(double x) => ScalingLaw.Chinchilla.With("alpha", x).With("beta", x).Fit(runs, ObjectiveOf(objective)).Certificate.Objective;
        double at = tied["alpha"].Value;
        Held(at).Should().BeApproximately(tied.Certificate.Objective, 1e-9 * tied.Certificate.Objective);
        Held(at - 0.01).Should().BeGreaterThan(tied.Certificate.Objective);
        Held(at + 0.01).Should().BeGreaterThan(tied.Certificate.Objective);
    }

    [Fact]
    public void A_tie_to_a_held_exponent_holds_both_and_gradients_count_both()
    {
        LawFit fit = ScalingLaw.Chinchilla.With("alpha", 0.35).Tie("alpha", "beta").Fit(Datasets.ChinchillaWithoutOutliers);
        fit["beta"].Value.Should().Be(0.35);
        ScalingLaw.Chinchilla.Tie("beta", "alpha").Fit(Datasets.ChinchillaWithoutOutliers).Certificate.Gradient.Should().HaveCount(4).And.OnlyContain(g => Math.Abs(g) < 1e-12);
        fit.Fitted.With("beta", 0.4)["alpha"].Should().Be(0.35);
    }

    [Fact]
    public void Only_two_free_exponents_can_be_tied()
    {
        foreach ((string leader, string follower, string reason) in new[] { ("A", "B", "*no exponent*"), ("alpha", "alpha", "*to itself*"), ("alpha", "gamma", "*no parameter*") })
        {
            Action tie = () => ScalingLaw.Chinchilla.Tie(leader, follower);
            tie.Should().Throw<ArgumentException>().WithMessage(reason);
        }

        Action held = () => ScalingLaw.Chinchilla.With("beta", 0.3).Tie("alpha", "beta");
        held.Should().Throw<ArgumentException>().WithMessage("*beta is held*");
        Action hold = () => ScalingLaw.Chinchilla.Tie("alpha", "beta").With("beta", 0.3);
        hold.Should().Throw<ArgumentException>().WithMessage("*hold alpha instead*");
    }

    [Fact]
    public void Units_of_size_and_data_do_not_change_the_exponents()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        RunSet scaled = RunSet.Create(runs.Select(r => r with { Parameters = r.Parameters / 1e9, Tokens = r.Tokens / 1e12, Flops = null }));
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        LawFit other = ScalingLaw.Chinchilla.Fit(scaled);
        other["alpha"].Value.Should().BeApproximately(fit["alpha"].Value, 1e-10);
        other["beta"].Value.Should().BeApproximately(fit["beta"].Value, 1e-10);
        other["E"].Value.Should().BeApproximately(fit["E"].Value, 1e-10);
    }

    [Fact]
    public void The_order_of_the_runs_changes_nothing_but_rounding()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        LawFit reversed = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs.Reverse()));
        for (int m = 0; m < 5; m++) reversed.Fitted.Values[m].Should().BeApproximately(fit.Fitted.Values[m], 1e-10 * fit.Fitted.Values[m]);
    }

    [Fact]
    public void Fewer_runs_than_parameters_are_refused_with_both_numbers()
    {
        RunSet runs = RunSet.Create(Synthetic.Grid().Take(4));
        Action fit = () => ScalingLaw.Chinchilla.Fit(runs);
        fit.Should().Throw<RunDataException>().WithMessage("*5 free parameters*4 runs*Add runs, or hold parameters*");
        ScalingLaw.Chinchilla.With("E", 1.8).Fit(runs).Should().NotBeNull("holding one makes four enough");
    }

    [Fact]
    public void As_many_runs_as_parameters_are_fitted_exactly()
    {
        TrainingRun[] grid = [.. Synthetic.Grid()];
        RunSet runs = RunSet.Create([grid[0], grid[4], grid[12], grid[25], grid[29]]);
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        fit.Residuals.Should().OnlyContain(r => Math.Abs(r) < 1e-6);
    }

    [Fact]
    public void One_wild_outlier_moves_a_Huber_fit_little_and_a_squares_fit_much()
    {
        TrainingRun[] runs = [.. Synthetic.Grid(scatter: 0.003)];
        double before = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs))["alpha"].Value;
        runs[17] = runs[17] with { Loss = 2 * runs[17].Loss };
        double huber = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs))["alpha"].Value;
        double squares = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs), Objective.LogLeastSquares)["alpha"].Value;
        Math.Abs(huber - before).Should().BeLessThan(0.01);
        Math.Abs(squares - before).Should().BeGreaterThan(0.03);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_run_of_weight_three_counts_as_three_runs_alike(string objective)
    {
        TrainingRun[] runs = [.. Datasets.ChinchillaWithoutOutliers.Where((_, i) => i % 4 == 0)];
        RunSet weighted = RunSet.Create(runs.Select((r, i) => i % 5 == 0 ? r with { Weight = 3 } : r));
        RunSet repeated = RunSet.Create(runs.SelectMany((r, i) => Enumerable.Repeat(r, i % 5 == 0 ? 3 : 1)));
        LawFit one = ScalingLaw.Chinchilla.Fit(weighted, ObjectiveOf(objective));
        LawFit other = ScalingLaw.Chinchilla.Fit(repeated, ObjectiveOf(objective));
        one.Certificate.Objective.Should().BeApproximately(other.Certificate.Objective, 1e-10 * other.Certificate.Objective);
        for (int m = 0; m < 5; m++) one.Fitted.Values[m].Should().BeApproximately(other.Fitted.Values[m], 1e-6 * other.Fitted.Values[m]);
    }

    [Fact]
    public void Soft_L1_gives_what_SciPys_least_squares_gives_for_the_same_loss()
    {
        // scipy.optimize.least_squares(loss="soft_l1", f_scale=1e-3) on the 240 runs, converged to 1e-15.
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogSoftL1(1e-3));
        fit.Certificate.Objective.Should().BeApproximately(0.00094715512607689, 1e-14);
        fit["alpha"].Value.Should().BeApproximately(0.348029, 1e-6);
        fit["beta"].Value.Should().BeApproximately(0.367310, 1e-6);
    }

    [Fact]
    public void A_small_expectile_fits_the_lower_envelope()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        double Below(double tau) => ScalingLaw.Chinchilla.Fit(runs, Objective.LogExpectile(tau)).Residuals.Count(r => r > 0) / (double)runs.Count;
        Below(0.5).Should().BeInRange(0.35, 0.65);
        Below(0.02).Should().BeLessThan(0.2, "few runs lie below the envelope");
        ScalingLaw.Chinchilla.Fit(runs, Objective.LogExpectile(0.5)).Fitted.Values.Should()
            .Equal(ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares).Fitted.Values, (a, b) => Math.Abs(a - b) < 1e-9 * b);
    }

    [Fact]
    public void Student_t_with_many_degrees_of_freedom_is_least_squares()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        LawFit t = ScalingLaw.Chinchilla.Fit(runs, Objective.LogStudentT(scale: 1, freedom: 1e9));
        t["alpha"].Value.Should().BeApproximately(ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastSquares)["alpha"].Value, 1e-6);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.01)]
    [InlineData(0.0001)]
    public void One_loss_far_too_low_does_not_move_the_default_fit(double factor)
    {
        TrainingRun[] runs = [.. Synthetic.Grid(scatter: 0.005, seed: 3)];
        double before = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs))["alpha"].Value;
        runs[7] = runs[7] with { Loss = runs[7].Loss * factor };
        LawFit fit = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs));
        fit.IsUsable.Should().BeTrue();
        fit["alpha"].Value.Should().BeApproximately(before, 0.02);
    }

    [Fact]
    public void Least_absolute_deviations_are_proved_on_ten_thousand_runs()
    {
        RunSet runs = Synthetic.Grid(sizes: 100, amounts: 100, scatter: 0.005, seed: 2);
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastAbsoluteDeviations);
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        fit.Certificate.LargestMultiplier.Should().BeLessThan(1);
        fit["alpha"].Value.Should().BeApproximately(0.35, 0.01);
        fit.Certificate.Gradient.Should().BeEmpty();
    }

    [Fact]
    public void Where_most_starts_disagree_more_are_polished_and_the_lowest_minimum_is_returned()
    {
        // Twelve runs with a scatter of 5 %: two basins 0.3 % apart, and the higher one is nearer to most starts.
        var random = new ScalingFit.Numerics.RandomStream(50, 5);
        var runs = new List<TrainingRun>();
        for (int i = 0; i < 12; i++)
        {
            double n = 5e7 * Math.Pow(200, random.NextDouble());
            double d = 1e9 * Math.Pow(300, random.NextDouble());
            runs.Add(new TrainingRun { Parameters = n, Tokens = d, Loss = (1.82 + (482 / Math.Pow(n, 0.348)) + (2085 / Math.Pow(d, 0.366))) * Math.Exp(0.05 * Synthetic.Normal(ref random)) });
        }

        // The lower value is the best of 60 random starts.
        LawFit fit = ScalingLaw.Chinchilla.Fit(RunSet.Create(runs));
        fit.Certificate.Starts.Should().BeGreaterThan(FitOptions.Default.Starts);
        fit.Certificate.Objective.Should().BeLessThan(5.4775e-4);
        ScalingLaw.Chinchilla.Fit(RunSet.Create(runs), new FitOptions { Starts = 1 }).Certificate.Starts.Should().Be(1);
    }

    [Fact]
    public void Values_beyond_any_unit_are_refused()
    {
        Action tiny = () => RunSet.Create([new TrainingRun { Parameters = 1e9, Tokens = 1e10, Loss = 1e-300 }]);
        tiny.Should().Throw<RunDataException>().Which.Problems[0].Reason.Should().Contain("beyond any unit");
    }

    [Fact]
    public void A_unit_of_loss_a_trillion_times_smaller_changes_nothing_but_the_unit()
    {
        RunSet runs = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select(r => r with { Loss = r.Loss * 1e-12 }));
        foreach (Objective objective in new[] { Objective.LeastSquares, Objective.LeastAbsoluteDeviations, Objective.LogHuber() })
        {
            LawFit small = ScalingLaw.Chinchilla.Fit(runs, objective);
            LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, objective);
            small.IsUsable.Should().BeTrue();
            small["alpha"].Value.Should().BeApproximately(fit["alpha"].Value, 1e-8);
            small["E"].Value.Should().BeApproximately(1e-12 * fit["E"].Value, 1e-20);
        }
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e3)]
    [InlineData(1e6)]
    public void Least_absolute_deviations_find_an_exact_law_in_any_unit_of_loss(double unit)
    {
        RunSet runs = RunSet.Create(Synthetic.Grid(scatter: 0).Select(r => r with { Loss = r.Loss * unit }));
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs, Objective.LeastAbsoluteDeviations);
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        fit["alpha"].Value.Should().BeApproximately(0.35, 1e-10);
        fit.Bootstrap(50, seed: 1).Failed.Should().Be(0);
    }

    [Fact]
    public void Numbers_from_elsewhere_replace_what_was_held()
    {
        ScalingLaw held = ScalingLaw.Chinchilla.With("E", 1.69);
        FittedLaw law = held.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 2, ["A"] = 400, ["alpha"] = 0.3, ["B"] = 400, ["beta"] = 0.3 });
        law["E"].Should().Be(2);
        law.Law.Held.Should().BeEmpty();
        FittedLaw moved = held.Fit(Datasets.ChinchillaWithoutOutliers).Fitted.With("E", 1.8);
        moved.Law.Held["E"].Should().Be(1.8);
    }

    [Fact]
    public void Constant_size_is_a_result_that_may_not_be_used_and_says_so()
    {
        RunSet runs = RunSet.Create(Synthetic.Grid(scatter: 0.003).Select(r => r with { Parameters = 1e9, Flops = null }));
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        fit.IsUsable.Should().BeFalse();
        fit.Findings.Should().Contain(f => f.Code == "SF2003" && f.Severity == Severity.Error);
        fit.Fitted.Values.Should().OnlyContain(v => double.IsFinite(v));
        Action use = () => fit.EnsureUsable();
        use.Should().Throw<FitNotUsableException>().WithMessage("*SF2003*N (parameters) is*").Which.Findings.Should().NotBeEmpty();
    }

    [Fact]
    public void Size_proportional_to_data_is_a_result_that_may_not_be_used_and_says_so()
    {
        RunSet runs = RunSet.Create(Synthetic.Grid(scatter: 0.003).Select(r => r with { Tokens = 20 * r.Parameters, Flops = null }));
        LawFit fit = ScalingLaw.Chinchilla.Fit(runs);
        fit.IsUsable.Should().BeFalse();
        fit.Findings.Should().Contain(f => f.Code == "SF2004" && f.Severity == Severity.Error);
    }

    [Fact]
    public void A_runaway_of_one_iteration_is_never_called_converged()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, new FitOptions { IterationLimit = 1 });
        fit.Certificate.Termination.Should().Be(Termination.IterationLimit);
        fit.IsUsable.Should().BeFalse();
        fit.Findings.Should().Contain(f => f.Code == "SF3001");
    }

    [Fact]
    public void Unknown_parameters_and_impossible_values_are_refused_by_name()
    {
        Action unknown = () => ScalingLaw.Chinchilla.With("gamma", 1);
        unknown.Should().Throw<ArgumentException>().WithMessage("*no parameter \"gamma\"*E, A, alpha, B, beta*");
        Action negative = () => ScalingLaw.Chinchilla.With("E", -1);
        negative.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*E must be positive*");
    }

    [Fact]
    public void Runs_without_a_variable_of_the_law_are_refused_with_the_variable()
    {
        RunSet runs = RunSet.Create(Enumerable.Range(1, 9).Select(i => new TrainingRun { Flops = 1e20 * i, Loss = 3 - (0.1 * i) }));
        Action fit = () => ScalingLaw.Chinchilla.Fit(runs);
        fit.Should().Throw<ArgumentException>().WithMessage("*N (parameters)*");
    }

    private static double Charge(string objective, double r) => objective switch
    {
        "log-Huber" or "Huber" => Math.Abs(r) <= 1e-3 ? r * r / 2 : 1e-3 * (Math.Abs(r) - 5e-4),
        "log LAD" or "LAD" => Math.Abs(r),
        "log soft-L1" => 1e-6 * (Math.Sqrt(1 + (r * r * 1e6)) - 1),
        "log Student-t" => 0.5e-4 * 5 * Math.Log(1 + (r * r / 4e-4)),
        "log expectile" => (r > 0 ? 0.9 : 0.1) * r * r / 2,
        _ => r * r / 2,
    };

    private static Objective ObjectiveOf(string name) => name switch
    {
        "log soft-L1" => Objective.LogSoftL1(),
        "log Student-t" => Objective.LogStudentT(scale: 0.01),
        "log expectile" => Objective.LogExpectile(0.1),
        "log-Huber" => Objective.LogHuber(),
        "log least squares" => Objective.LogLeastSquares,
        "log LAD" => Objective.LogLeastAbsoluteDeviations,
        "Huber" => Objective.Huber(1e-3),
        "least squares" => Objective.LeastSquares,
        _ => Objective.LeastAbsoluteDeviations,
    };
}
