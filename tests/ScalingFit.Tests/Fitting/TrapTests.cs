using ScalingFit.Data;
using ScalingFit.Numerics;

namespace ScalingFit.Tests.Fitting;

/// <summary>What published fitting programs get wrong although nothing is wrong with the runs: early stops, units, order, weights, the objective's scale, and how spread is told.</summary>
public sealed class TrapTests
{
    private static readonly RunSet Runs = Datasets.ChinchillaWithoutOutliers;
    private static readonly Lazy<Bootstrap> Resamples = new(() => ScalingLaw.Chinchilla.Fit(Runs).Bootstrap(1001, seed: 1));

    public static TheoryData<string> Objectives => new(All.Keys);

    private static Dictionary<string, Objective> All { get; } = new Objective[]
    {
        Objective.Default, Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations, Objective.LeastSquares, Objective.LeastAbsoluteDeviations, Objective.Huber(1e-3),
    }.ToDictionary(o => o.Name, StringComparer.Ordinal);

    // A mean in place of a sum is a weight of 1/n, and meets the absolute tolerances of optimisers at once. See also Recipe.Hoffmann2022Mean.
    [Theory]
    [InlineData(1e-24)]
    [InlineData(1e-12)]
    [InlineData(1e20)]
    public void Weights_of_any_size_lead_to_the_same_certified_minimum(double weight)
    {
        RunSet runs = ScalingFit.Data.Datasets.ChinchillaWithoutOutliers;
        RunSet weighted = RunSet.Create(runs.Select(r => r with { Weight = weight }));
        foreach (Objective objective in new[] { Objective.Default, Objective.LeastSquares, Objective.LogLeastAbsoluteDeviations })
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(runs, objective);
            LawFit other = ScalingLaw.Chinchilla.Fit(weighted, objective);
            other.Fitted.Values.Should().Equal(fit.Fitted.Values, (a, b) => Math.Abs(a - b) < 1e-9 * b);
            other.Certificate.Objective.Should().BeApproximately(weight * fit.Certificate.Objective, 1e-9 * weight * fit.Certificate.Objective);
            other.Certificate.StartsAgreeing.Should().Be(fit.Certificate.StartsAgreeing);
        }
    }

    [Fact]
    public void Weights_that_differ_by_powers_of_ten_are_no_trap_either()
    {
        // By the inverse of compute, from 1e-18 to 1e-22.
        RunSet runs = RunSet.Create(ScalingFit.Data.Datasets.ChinchillaWithoutOutliers.Select(r => r with { Weight = 1 / r.Flops!.Value }));
        foreach (Objective objective in new[] { Objective.Default, Objective.LogLeastSquares, Objective.LogLeastAbsoluteDeviations })
        {
            LawFit fit = ScalingLaw.Chinchilla.Fit(runs, objective);
            fit.Certificate.IsMinimum.Should().BeTrue();
            (2 * fit.Certificate.StartsAgreeing).Should().BeGreaterThan(fit.Certificate.Starts);
        }

        ScalingLaw.Chinchilla.Fit(runs)["alpha"].Value.Should().BeApproximately(0.32197, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void One_weight_for_all_runs_changes_neither_parameters_nor_certificate(string objective)
    {
        LawFit Weighted(double weight) => ScalingLaw.Chinchilla.Fit(RunSet.Create(Runs.Select(r => r with { Weight = weight })), All[objective]);
        LawFit sum = Weighted(1);
        foreach (double weight in new[] { 1.0 / 240, 1e-6, 1e6 })
        {
            LawFit fit = Weighted(weight);
            ShouldAgree(fit.Fitted, sum.Fitted, 1e-10);
            Certificate certificate = fit.Certificate;
            certificate.Objective.Should().BeApproximately(weight * sum.Certificate.Objective, 1e-12 * weight * sum.Certificate.Objective);
            certificate.Termination.Should().Be(Termination.Converged);
            certificate.IsMinimum.Should().BeTrue();
            certificate.RelativeDecrement.Should().BeLessThan(1e-12);
            certificate.Starts.Should().Be(sum.Certificate.Starts);
            certificate.StartsAgreeing.Should().Be(sum.Certificate.StartsAgreeing);
            certificate.Basins.Should().HaveSameCount(sum.Certificate.Basins);
            certificate.ConditionNumber.Should().BeApproximately(sum.Certificate.ConditionNumber!.Value, 1e-8 * sum.Certificate.ConditionNumber.Value);
            certificate.RunsInQuadraticZone.Should().Be(sum.Certificate.RunsInQuadraticZone);
            certificate.InterpolatedRuns.Should().Be(sum.Certificate.InterpolatedRuns);
            fit.Findings.Select(f => f.Code).Should().Equal(sum.Findings.Select(f => f.Code));
        }
    }

    [Fact]
    public void One_weight_for_all_runs_changes_no_resample()
    {
        Bootstrap sum = ScalingLaw.Chinchilla.Fit(Runs).Bootstrap(50, seed: 3);
        Bootstrap mean = ScalingLaw.Chinchilla.Fit(RunSet.Create(Runs.Select(r => r with { Weight = 1e-6 }))).Bootstrap(50, seed: 3);
        mean.Failed.Should().Be(0);
        for (int k = 0; k < 50; k++) ShouldAgree(mean.Draws[k], sum.Draws[k], 1e-6);
    }

    // A program that starts at Hoffmann's values and stops at once passes on runs made with these, and on no others.
    [Fact]
    public void The_fit_ends_at_Hoffmanns_values_only_where_the_runs_were_made_with_them()
    {
        LawFit real = ScalingLaw.Chinchilla.Fit(Runs);
        (real["beta"].Value - Published.Hoffmann2022["beta"]).Should().BeGreaterThan(0.08);
        real["B"].Value.Should().BeGreaterThan(5 * Published.Hoffmann2022["B"]);
        ShouldAgree(ScalingLaw.Chinchilla.Fit(MadeWith(Published.Hoffmann2022)).Fitted, Published.Hoffmann2022, 1e-8);
        FittedLaw other = Law(1.817, 477.8, 0.3473, 2143.9, 0.3672);
        ShouldAgree(ScalingLaw.Chinchilla.Fit(MadeWith(other)).Fitted, other, 1e-8);
    }

    // With ln A = 3, ln B = 6, α = 0.1, β = 0.2, E = 1 for its only start, a program ends where the term in D is dead and calls that success.
    [Fact]
    public void The_basin_in_which_data_do_not_matter_is_left()
    {
        LawFit dead = ScalingLaw.Chinchilla.With("B", 1e-6).With("beta", 0.3).Fit(Runs);
        dead.Certificate.Objective.Should().BeApproximately(1.1298e-2, 1e-6);
        dead["alpha"].Value.Should().BeApproximately(0.263, 5e-4);
        LawFit fit = ScalingLaw.Chinchilla.Fit(Runs);
        fit.Certificate.Objective.Should().BeLessThan(0.1 * dead.Certificate.Objective);
        fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts);
        fit.Certificate.TermShares.Should().OnlyContain(t => t.Smallest > 0.01);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Laws_that_look_like_that_basin_come_back_with_every_term_alive(string objective)
    {
        // The start itself, and a law whose term in D is steep enough to matter for the fewest tokens alone.
        foreach (FittedLaw law in new[] { Law(1, Math.Exp(3), 0.1, Math.Exp(6), 0.2), Law(1.9, 100, 0.263, 0.3 * Math.Pow(1e9, 1.33), 1.33) })
        {
            foreach (RunSet runs in new[] { Synthetic.Grid(law: law), MadeWith(law) })
            {
                LawFit fit = ScalingLaw.Chinchilla.Fit(runs, All[objective]);
                fit.IsUsable.Should().BeTrue();
                fit.Certificate.StartsAgreeing.Should().Be(fit.Certificate.Starts);
                fit.Certificate.TermShares.Should().OnlyContain(t => t.IsAlive);
                ShouldAgree(fit.Fitted, law, 1e-8);
            }
        }
    }

    [Theory]
    [InlineData(1e6, 1e6)]
    [InlineData(1e6, 1e9)]
    [InlineData(1e9, 1e9)]
    public void Sizes_and_data_in_millions_or_billions_predict_and_allocate_as_they_do_in_ones(double size, double amount)
    {
        RunSet scaled = RunSet.Create(Runs.Select(r => new TrainingRun { Parameters = r.Parameters / size, Tokens = r.Tokens / amount, Loss = r.Loss }));
        foreach (Objective objective in All.Values)
        {
            FittedLaw ones = ScalingLaw.Chinchilla.Fit(Runs, objective).Fitted;
            FittedLaw others = ScalingLaw.Chinchilla.Fit(scaled, objective).Fitted;
            foreach (string name in new[] { "E", "alpha", "beta" }) others[name].Should().BeApproximately(ones[name], 1e-10, "{0} by {1}", name, objective);
            others["A"].Should().BeApproximately(ones["A"] / Math.Pow(size, ones["alpha"]), 1e-9 * others["A"]);
            others["B"].Should().BeApproximately(ones["B"] / Math.Pow(amount, ones["beta"]), 1e-9 * others["B"]);
            foreach (TrainingRun run in Runs) others.Predict(run.Parameters!.Value / size, run.Tokens!.Value / amount).Should().BeApproximately(ones.Predict(run), 1e-11);
            others.Allocate(5.76e23 / size / amount).Parameters.Should().BeApproximately(ones.Allocate(5.76e23).Parameters / size, 1e-9 * ones.Allocate(5.76e23).Parameters / size);
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Shuffled_runs_have_the_same_fit(string objective)
    {
        FittedLaw ordered = ScalingLaw.Chinchilla.Fit(Runs, All[objective]).Fitted;
        for (int k = 0; k < 3; k++)
        {
            var random = new RandomStream(17, k);
            TrainingRun[] shuffled = [.. Runs];
            for (int i = shuffled.Length - 1; i > 0; i--)
            {
                int j = random.Below(i + 1);
                (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
            }

            ShouldAgree(ScalingLaw.Chinchilla.Fit(RunSet.Create(shuffled), All[objective]).Fitted, ordered, 1e-10);
        }
    }

    // Huber's function is the least over u of u²/2 + δ|r - u|, so that the minimum over θ is concave in δ: a fit that stops above its minimum breaks that.
    [Fact]
    public void From_least_squares_to_absolute_deviations_the_minimum_and_alpha_move_without_jumps()
    {
        const int Steps = 120;
        double[] deltas = [.. Enumerable.Range(0, Steps + 1).Select(k => Math.Pow(10, -6.0 * (Steps - k) / Steps))];
        LawFit[] fits = Array.ConvertAll(deltas, OfDelta);
        Array.TrueForAll(fits, f => f.IsUsable).Should().BeTrue();
        fits.Should().OnlyContain(f => f.Certificate.IsMinimum && f.Certificate.StartsAgreeing == f.Certificate.Starts);
        double[] minima = Array.ConvertAll(fits, f => f.Certificate.Objective);
        for (int k = 1; k < Steps; k++)
        {
            double share = (deltas[k] - deltas[k - 1]) / (deltas[k + 1] - deltas[k - 1]);
            minima[k].Should().BeGreaterThanOrEqualTo((((1 - share) * minima[k - 1]) + (share * minima[k + 1])) * (1 - 1e-12), "the minimum is concave in delta, and so at {0:0.0e0}", deltas[k]);
        }

        // A twentieth of a decade moves α by less than a sixth of its standard error; a tenth of the largest move by a fraction of it, as no jump would.
        double[] moves = Moves(fits);
        double largest = moves.Max();
        largest.Should().BeLessThan(0.0024);
        int at = Array.IndexOf(moves, largest);
        Moves([.. Enumerable.Range(0, 11).Select(k => OfDelta(deltas[at] + ((deltas[at + 1] - deltas[at]) * k / 10)))]).Max().Should().BeLessThan(largest / 5);

        static LawFit OfDelta(double delta) => ScalingLaw.Chinchilla.Fit(Runs, Objective.LogHuber(delta));
        static double[] Moves(LawFit[] path) => [.. path.Zip(path.Skip(1), (a, b) => Math.Abs(a["alpha"].Value - b["alpha"].Value))];
    }

    [Fact]
    public void Where_every_run_is_in_the_parabola_Huber_is_least_squares_and_where_none_is_absolute_deviations()
    {
        LawFit wide = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogHuber(1));
        wide.Certificate.RunsInQuadraticZone.Should().Be(240);
        LawFit squares = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogLeastSquares);
        ShouldAgree(wide.Fitted, squares.Fitted, 1e-10);
        wide.Certificate.Objective.Should().BeApproximately(squares.Certificate.Objective, 1e-12 * squares.Certificate.Objective);

        // δ|r| - δ²/2 ≤ Huber ≤ δ|r|.
        LawFit narrow = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogHuber(1e-6));
        LawFit absolute = ScalingLaw.Chinchilla.Fit(Runs, Objective.LogLeastAbsoluteDeviations);
        double least = absolute.Certificate.Objective;
        (narrow.Certificate.Objective / 1e-6).Should().BeInRange(least - (240 * 1e-6 / 2), least);
        narrow["alpha"].Value.Should().BeApproximately(absolute["alpha"].Value, 2e-5);
        narrow["beta"].Value.Should().BeApproximately(absolute["beta"].Value, 2e-5);
    }

    [Fact]
    public void One_run_five_standard_deviations_off_moves_log_Huber_about_half_as_far_as_least_squares()
    {
        double deviation = Math.Sqrt(2 * ScalingLaw.Chinchilla.Fit(Runs, Objective.LogLeastSquares).Certificate.Objective / 235);
        double huber = RootMeanSquareMove(Objective.Default);
        double squares = RootMeanSquareMove(Objective.LogLeastSquares);
        squares.Should().BeGreaterThan(0.002);
        huber.Should().BeLessThan(0.6 * squares);

        // Every fourth run takes its turn.
        double RootMeanSquareMove(Objective objective)
        {
            double before = ScalingLaw.Chinchilla.Fit(Runs, objective)["alpha"].Value;
            IEnumerable<double> moves = Enumerable.Range(0, 60).Select(k =>
            {
                TrainingRun[] runs = [.. Runs];
                runs[4 * k] = runs[4 * k] with { Loss = runs[4 * k].Loss * Math.Exp(5 * deviation) };
                return ScalingLaw.Chinchilla.Fit(RunSet.Create(runs), objective)["alpha"].Value - before;
            });
            return Math.Sqrt(moves.Average(m => m * m));
        }
    }

    [Theory]
    [InlineData("squares", 0.25)]
    [InlineData("absolute", 0.5)]
    public void A_run_of_twice_the_standard_deviation_counts_less_and_not_more(string kind, double weight)
    {
        Objective objective = string.Equals(kind, "squares", StringComparison.Ordinal) ? Objective.LogLeastSquares : Objective.LogLeastAbsoluteDeviations;

        // In ln L the deviations are 1 % and, for every other run, 2 %.
        FittedLaw known = ScalingLaw.Chinchilla.Fit(RunSet.Create(Runs.Select((r, i) => r with { LossStandardDeviation = (i % 2 == 0 ? 0.02 : 0.01) * r.Loss })), objective).Fitted;
        FittedLaw Weighted(double even) => ScalingLaw.Chinchilla.Fit(RunSet.Create(Runs.Select((r, i) => r with { Weight = i % 2 == 0 ? even : 1 })), objective).Fitted;
        ShouldAgree(known, Weighted(weight), 1e-9);
        Math.Abs(known["alpha"] - Weighted(1 / weight)["alpha"]).Should().BeGreaterThan(1e-3, "the inverse weight gives another law");
    }

    [Fact]
    public void A_standard_error_is_the_standard_deviation_of_the_draws_and_not_their_variance()
    {
        Bootstrap bootstrap = Resamples.Value;
        bootstrap.Failed.Should().Be(0);
        double[] alphas = [.. bootstrap.Draws.Select(d => d["alpha"])];
        double mean = alphas.Average();
        double deviation = Math.Sqrt(alphas.Sum(a => (a - mean) * (a - mean)) / (alphas.Length - 1));
        bootstrap.StandardError("alpha").Should().BeApproximately(deviation, 1e-12 * deviation);

        // 0.015 within a tenth; of 1001 draws the figure is good to 2.2 %, so that of other seeds about one in a thousand would miss.
        bootstrap.StandardError("alpha").Should().BeInRange(0.9 * 0.015, 1.1 * 0.015);
    }

    [Fact]
    public void An_interval_of_90_percent_leaves_five_percent_of_the_draws_on_either_side_and_not_ten()
    {
        // Of 1001 draws the 5 % quantile is the 51st: there are 50 below it.
        double[] alphas = Resamples.Value.Values(f => f["alpha"]);
        foreach ((double level, int outside) in new[] { (0.9, 50), (0.8, 100), (0.5, 250) })
        {
            Interval interval = Resamples.Value.Interval("alpha", level);
            interval.Level.Should().Be(level);
            alphas.Count(a => a < interval.Lower - 1e-12).Should().Be(outside);
            alphas.Count(a => a > interval.Upper + 1e-12).Should().Be(outside);
        }

        // Of a level that is not named: 95 %, and 25 of the draws on either side.
        Interval usual = Resamples.Value.Interval("alpha");
        usual.Level.Should().Be(0.95);
        alphas.Count(a => a < usual.Lower - 1e-12).Should().Be(25);
    }

    // A program in use takes N/D to be αB/(βA).
    [Fact]
    public void At_the_best_allocation_size_and_data_have_the_same_slope_and_cost_the_budget()
    {
        foreach (FittedLaw law in new[] { Published.Hoffmann2022, Published.Hoffmann2022Unrounded, Published.Besiroglu2024, ScalingLaw.Chinchilla.Fit(Runs).Fitted, ScalingLaw.Chinchilla.Fit(Runs, Objective.LeastSquares).Fitted })
        {
            foreach (double flops in new[] { 1e19, 5.76e23, 1e27 })
            {
                Allocation best = law.Allocate(flops);
                (6 * best.Parameters * best.Tokens).Should().BeApproximately(flops, 1e-12 * flops);
                double size = law["alpha"] * law["A"] / Math.Pow(best.Parameters, law["alpha"]);
                double data = law["beta"] * law["B"] / Math.Pow(best.Tokens, law["beta"]);
                size.Should().BeApproximately(data, 1e-11 * data);

                // By the law itself: along the budget, 0.1 % of a size raises the loss to second order alone, which is (α + β) times the slope.
                double rise = law.Predict(best.Parameters * 1.001, best.Tokens / 1.001) - best.Loss;
                double squared = Math.Log(1.001) * Math.Log(1.001);
                rise.Should().BeApproximately((law["alpha"] + law["beta"]) * size * squared / 2, 1e-3 * rise);
            }
        }
    }

    // SciPy's curve_fit with p0 = 1 on raw N and D hands its start back without an error.
    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_start_that_nothing_moves_is_not_called_converged(string objective)
    {
        // Of models of one parameter A/N^α is A whatever α; and of a term of 1e-90 nothing is left in any sum.
        ScalingLaw law = ScalingLaw.Chinchilla.With("E", 1.8).With("B", 2100).With("beta", 0.37);
        RunSet ones = RunSet.Create(Synthetic.Grid().Select(r => new TrainingRun { Parameters = 1, Tokens = r.Tokens, Loss = r.Loss }));
        foreach (LawFit fit in new[] { law.With("A", 0.1).Fit(ones, All[objective]), law.With("A", 1e-90).Fit(Synthetic.Grid(), All[objective]) })
        {
            fit.Certificate.Termination.Should().NotBe(Termination.Converged);
            fit.Certificate.IsMinimum.Should().BeFalse();
            fit.Certificate.StartsAgreeing.Should().Be(0);
            fit.Findings.Should().Contain(f => f.Code == "SF3001" && f.Severity == Severity.Error);
            fit.IsUsable.Should().BeFalse();
        }
    }

    private static FittedLaw Law(double e, double a, double alpha, double b, double beta) =>
        ScalingLaw.Chinchilla.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = e, ["A"] = a, ["alpha"] = alpha, ["B"] = b, ["beta"] = beta });

    /// <summary>The Chinchilla runs with the losses of a law.</summary>
    private static RunSet MadeWith(FittedLaw law) => RunSet.Create(Runs.Select(r => r with { Loss = law.Predict(r) }));

    private static void ShouldAgree(FittedLaw one, FittedLaw other, double tolerance) =>
        one.Values.Should().Equal(other.Values, (a, b) => Math.Abs(a - b) <= tolerance * Math.Abs(b));
}
