using ScalingFit.Data;
using ScalingFit.Tests.Diagnostics;

namespace ScalingFit.Tests.Uncertainty;

public sealed class BootstrapFindingsTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    private static readonly BootstrapOptions Cases = new() { Resampling = Resampling.Cases };

    private static readonly LawFit Six = ScalingLaw.Chinchilla.Fit(Made.Few(6));

    private static readonly LawFit OneName = ScalingLaw.Chinchilla.Fit(RunSet.Create(Datasets.ChinchillaWithoutOutliers.Select(r => r with { Name = "sweep" })));

    [Fact]
    public void The_240_Chinchilla_runs_resample_without_findings()
    {
        Bootstrap bootstrap = Fit.Bootstrap();
        bootstrap.Findings.Should().BeEmpty();
        bootstrap.IsUsable.Should().BeTrue();
        bootstrap.Failed.Should().Be(0);
    }

    [Fact]
    public void Rows_under_one_name_are_one_run_and_show_no_scatter()
    {
        Bootstrap bootstrap = OneName.Bootstrap(100);
        bootstrap.Failed.Should().Be(0);
        Finding finding = bootstrap.Findings.Should().ContainSingle().Subject;
        finding.Code.Should().Be("SF2002");
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("(240 rows)").And.Contain("5 parameters");
        finding.Advice.Should().Contain("own name");
        OneName.IsUsable.Should().BeTrue("the fit itself stands");
        ShouldWithhold(bootstrap, "SF2002");
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Runs_to_resample_must_be_three_more_than_parameters(int names, bool fires)
    {
        RunSet runs = RunSet.Create(Made.Grid(Made.Sizes, Made.Amounts).Select((r, i) => r with { Name = $"run {i % names}" }));
        Bootstrap bootstrap = ScalingLaw.Chinchilla.Fit(runs).Bootstrap(100);
        bootstrap.Findings.Any(f => f is { Code: "SF2002", Severity: Severity.Error }).Should().Be(fires);
    }

    [Fact]
    public void As_many_runs_as_parameters_withhold_everything()
    {
        Bootstrap bootstrap = ScalingLaw.Chinchilla.Fit(Made.Few(5)).Bootstrap(100);
        bootstrap.Findings.Should().Contain(f => f.Code == "SF2002" && f.Severity == Severity.Error);
        ShouldWithhold(bootstrap, "SF2002");
    }

    [Fact]
    public void With_every_parameter_held_there_is_nothing_to_scatter()
    {
        ScalingLaw held = ScalingLaw.Chinchilla.With("E", 1.8).With("A", 480).With("alpha", 0.35).With("B", 2100).With("beta", 0.37);
        held.Fit(Made.Few(3)).Bootstrap(50).Findings.Should().BeEmpty();
    }

    [Fact]
    public void Six_runs_resample_to_many_that_do_not_determine_the_law()
    {
        Bootstrap bootstrap = Six.Bootstrap(options: Cases);
        bootstrap.Findings.Select(f => f.Code).Should().Equal("SF2002", "SF3010");
        Finding finding = bootstrap.Findings[1];
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().StartWith($"{bootstrap.Failed} of 1000 refits did not converge");
        bootstrap.Failed.Should().BeGreaterThan(500);
        Six.IsUsable.Should().BeTrue("the fit itself stands");
        ShouldWithhold(bootstrap, "SF3010");
    }

    [Fact]
    public void Ten_runs_are_warned_of_and_keep_their_intervals()
    {
        Bootstrap bootstrap = ScalingLaw.Chinchilla.Fit(Made.Ten()).Bootstrap(options: Cases);
        Finding finding = bootstrap.Findings.Should().ContainSingle().Subject;
        finding.Code.Should().Be("SF3010");
        finding.Severity.Should().Be(Severity.Warning);
        bootstrap.IsUsable.Should().BeTrue();
        bootstrap.StandardError("alpha").Should().BePositive();
        bootstrap.Predict(1e9, 2e10).Curve.Should().NotBeNull();
    }

    [Theory]
    [InlineData(1000, 10, null)]
    [InlineData(1000, 11, Severity.Warning)]
    [InlineData(1000, 100, Severity.Warning)]
    [InlineData(1000, 101, Severity.Error)]
    [InlineData(2, 0, null)]
    [InlineData(1, 0, Severity.Error)]
    [InlineData(0, 0, Severity.Error)]
    public void One_percent_is_warned_of_and_ten_percent_or_fewer_than_two_draws_are_an_error(int completed, int failed, Severity? severity)
    {
        var bootstrap = MadeBootstrap.Of(Fit, [.. Enumerable.Repeat(Fit.Fitted, completed - failed)], 1000, completed);
        Finding? finding = bootstrap.Findings.SingleOrDefault();
        (finding?.Severity).Should().Be(severity);
        (finding?.Code ?? "SF3010").Should().Be("SF3010");
        bootstrap.IsUsable.Should().Be(severity != Severity.Error);
    }

    [Fact]
    public void The_summary_withholds_where_resamples_fail_and_does_not_throw()
    {
        Summary summary = Six.Summary();
        summary.Decision.Should().BeNull();
        summary.Bootstrap!.IsUsable.Should().BeFalse();
        summary.ToString().Should().Contain("withheld").And.Contain("SF2002 error").And.Contain("Certified minimum").And.NotContain("NaN");
    }

    [Fact]
    public void The_summary_withholds_where_all_rows_have_one_name_and_says_it_once()
    {
        string text = OneName.Summary().ToString();
        text.Should().Contain("withheld").And.Contain("SF2002 error").And.NotContain("SF2002 warning");
    }

    [Fact]
    public void A_prediction_of_the_fit_has_no_intervals_then()
    {
        foreach (LawFit fit in new[] { Six, OneName })
        {
            Prediction prediction = fit.Predict(1e9, 2e10);
            prediction.Loss.Should().Be(fit.Fitted.Predict(1e9, 2e10));
            prediction.Curve.Should().BeNull();
            prediction.NewRun.Should().BeNull();
            prediction.ToString().Should().Contain("withheld");
        }
    }

    private static void ShouldWithhold(Bootstrap bootstrap, string code)
    {
        bootstrap.IsUsable.Should().BeFalse();
        Action[] actions =
        [
            () => bootstrap.Interval("alpha"),
            () => bootstrap.StandardError("alpha"),
            () => bootstrap.Of(f => f["alpha"]),
            () => bootstrap.StandardErrorOf(f => f["alpha"]),
            () => bootstrap.Values(f => f["alpha"]),
        ];
        foreach (Action action in actions) action.Should().Throw<InvalidOperationException>().WithMessage($"*withheld*{code} error*");

        Prediction prediction = bootstrap.Predict(1e9, 2e10);
        prediction.Loss.Should().BePositive();
        prediction.Curve.Should().BeNull();
        prediction.NewRun.Should().BeNull();

        Allocation allocation = bootstrap.Allocate(1e21);
        allocation.Should().Be(bootstrap.Fit.Allocate(1e21));
        allocation.ParametersInterval.Should().BeNull();
        allocation.TokensInterval.Should().BeNull();
        allocation.TokensPerParameterInterval.Should().BeNull();
        allocation.LossInterval.Should().BeNull();
    }
}
