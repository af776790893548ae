using ScalingFit.Data;
using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Tests.Diagnostics;

public sealed class LackOfFitTests
{
    [Fact]
    public void Repeats_that_agree_on_a_surface_that_the_law_misses_are_warned_of()
    {
        Finding finding = ScalingLaw.Chinchilla.Fit(Repeated(Wall)).Findings.Single(f => string.Equals(f.Code, "SF4002", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Contain("as far as repeats of 36 configurations do").And.Contain("on 31 and 36");
        finding.Advice.Should().Contain("The law misses something");
    }

    [Fact]
    public void Repeats_of_runs_that_follow_the_law_pass() => new LackOfFit().Check(ScalingLaw.Chinchilla.Fit(Repeated(loss => loss))).Should().BeNull();

    [Fact]
    public void Rows_of_one_run_are_no_ground_for_the_test() =>
        new LackOfFit().Check(ScalingLaw.Chinchilla.Fit(RunSet.Create(Repeated(Wall).Select((r, i) => r with { Name = $"run {i / 4}" })))).Should().BeNull();

    [Theory]
    [InlineData(0.2, false)]
    [InlineData(0.5, true)]
    public void A_law_of_the_lower_envelope_lies_off_the_middle_by_intention(double tau, bool fires)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Repeated(Wall), Objective.LogExpectile(tau));
        (new LackOfFit().Check(fit) is not null).Should().Be(fires);
    }

    [Fact]
    public void Copied_rows_show_no_scatter()
    {
        RunSet once = Made.Grid(Made.Sizes, Made.Amounts);
        new LackOfFit().Check(ScalingLaw.Chinchilla.Fit(RunSet.Create(once.Concat(once)))).Should().BeNull();
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Four_repeats_are_needed(int repeats, bool fires)
    {
        RunSet all = Repeated(Wall, scatter: 0.001);
        RunSet runs = RunSet.Create(all.Where((_, i) => i % 2 == 0 || i / 2 < repeats));
        (new LackOfFit().Check(ScalingLaw.Chinchilla.Fit(runs)) is not null).Should().Be(fires);
    }

    [Fact]
    public void One_repeat_in_the_Chinchilla_runs_is_too_few_to_judge_by() =>
        new LackOfFit().Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers)).Should().BeNull();

    /// <summary>Losses that come to a stop above 2.5.</summary>
    internal static double Wall(double loss) => Math.Pow(Math.Pow(loss, 12) + Math.Pow(2.5, 12), 1 / 12.0);

    /// <summary>Every configuration twice, with a scatter, of three thousandths unless told, that depends on nothing.</summary>
    internal static RunSet Repeated(Func<double, double> loss, double scatter = 0.003)
    {
        RunSet once = Made.Grid(Made.Sizes, Made.Amounts, digits: 6);
        return RunSet.Create(once.SelectMany((r, i) => Enumerable.Range(0, 2).Select(k => r with { Loss = loss(r.Loss) * (1 + (scatter * Math.Sin(7919.0 * ((2 * i) + k + 1)))) })));
    }
}
