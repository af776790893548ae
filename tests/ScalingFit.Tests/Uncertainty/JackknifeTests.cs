using ScalingFit.Data;
using ScalingFit.Tests.Diagnostics;

namespace ScalingFit.Tests.Uncertainty;

public sealed class JackknifeTests
{
    private static readonly LawFit Squares = ScalingLaw.Chinchilla.Fit(Synthetic.Grid(scatter: 0.004, seed: 5), Objective.LogLeastSquares);

    [Fact]
    public void Each_refit_is_the_fit_of_the_table_without_that_run()
    {
        Jackknife jackknife = Squares.Jackknife();
        jackknife.Without.Should().HaveCount(Squares.Runs.Count);
        foreach (int left in new[] { 0, 7, 29 })
        {
            LawFit fresh = ScalingLaw.Chinchilla.Fit(RunSet.Create(Squares.Runs.Where((_, i) => i != left)), Objective.LogLeastSquares);
            jackknife.LeftOut[left].Should().Equal(left);
            for (int m = 0; m < 5; m++) jackknife.Without[left]!.Values[m].Should().BeApproximately(fresh.Fitted.Values[m], 1e-7 * fresh.Fitted.Values[m]);
        }
    }

    [Fact]
    public void Its_standard_error_is_near_the_bootstraps()
    {
        double bootstrap = Squares.Bootstrap(1000, seed: 1, new BootstrapOptions { Resampling = Resampling.Residuals }).StandardError("beta");
        Squares.Jackknife().StandardErrorOf(f => f["beta"]).Should().BeApproximately(bootstrap, 0.4 * bootstrap);
    }

    [Fact]
    public void A_run_is_left_out_with_all_its_rows()
    {
        RunSet named = RunSet.Create(Squares.Runs.SelectMany((r, i) => Enumerable.Repeat(r with { Name = $"run {i}" }, 3)));
        LawFit fit = ScalingLaw.Chinchilla.Fit(named, Objective.LogLeastSquares);
        fit.Jackknife().Without.Should().HaveCount(Squares.Runs.Count);
        fit.Jackknife().StandardErrorOf(f => f["alpha"]).Should().BeApproximately(Squares.Jackknife().StandardErrorOf(f => f["alpha"]), 1e-6);
    }

    [Fact]
    public void Absolute_deviations_have_one_too_with_copies_of_a_run_counted_apart()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers;
        RunSet doubled = RunSet.Create(runs.Concat(runs.Take(1)));
        LawFit fit = ScalingLaw.Chinchilla.Fit(doubled, Objective.LogLeastAbsoluteDeviations);
        Jackknife jackknife = fit.Jackknife();
        jackknife.Without.Should().HaveCount(241);
        LawFit single = ScalingLaw.Chinchilla.Fit(runs, Objective.LogLeastAbsoluteDeviations);
        for (int m = 0; m < 5; m++) jackknife.Without[240]!.Values[m].Should().BeApproximately(single.Fitted.Values[m], 1e-6 * single.Fitted.Values[m]);
    }

    [Fact]
    public void With_as_many_runs_as_parameters_it_is_withheld()
    {
        Jackknife jackknife = ScalingLaw.Chinchilla.Fit(Made.Few(5)).Jackknife();
        jackknife.IsUsable.Should().BeFalse();
        Action ask = () => jackknife.Of(f => f["alpha"]);
        ask.Should().Throw<InvalidOperationException>().WithMessage("*withheld*");
    }
}
