using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class TooFewValuesTests
{
    public static TheoryData<string> Objectives => [.. All.Keys];

    private static Dictionary<string, Objective> All { get; } = new(StringComparer.Ordinal)
    {
        ["log-Huber"] = Objective.Default,
        ["log least absolute deviations"] = Objective.LogLeastAbsoluteDeviations,
        ["log least squares"] = Objective.LogLeastSquares,
    };

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Two_model_sizes_do_not_determine_a_floor_and_a_term_whatever_the_objective(string objective)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 1e9], Made.Amounts), All[objective]);
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2001", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("N (parameters) has 2 distinct values").And.Contain("3 parameters").And.NotContain("D (tokens)");
        finding.Advice.Should().NotBeEmpty();
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void Two_amounts_of_data_do_not_either()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, [2e9, 2e10]));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2001", StringComparison.Ordinal));
        finding.Message.Should().Contain("D (tokens) has 2 distinct values").And.NotContain("N (parameters)");
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void Every_variable_with_too_few_values_is_named()
    {
        RunSet once = Made.Grid([1e8, 1e9], [2e9, 2e10]);
        ScalingLaw.Chinchilla.Fit(RunSet.Create(once.Concat(once))).Findings.Single(f => string.Equals(f.Code, "SF2001", StringComparison.Ordinal)).Message
            .Should().Contain("N (parameters) has 2 distinct values").And.Contain("D (tokens) has 2 distinct values");
    }

    [Theory]
    [InlineData("E", 1.8)]
    [InlineData("A", 482)]
    [InlineData("alpha", 0.348)]
    public void One_parameter_from_elsewhere_makes_two_model_sizes_enough(string parameter, double value)
    {
        LawFit fit = ScalingLaw.Chinchilla.With(parameter, value).Fit(Made.Grid([1e8, 1e9], Made.Amounts));
        fit.Findings.Should().NotContain(f => f.Code == "SF2001");
        fit.IsUsable.Should().BeTrue();
    }

    [Theory]
    [InlineData("B", 2085)]
    [InlineData("beta", 0.366)]
    public void Holding_a_parameter_of_the_other_term_is_no_help(string parameter, double value) =>
        ScalingLaw.Chinchilla.With(parameter, value).Fit(Made.Grid([1e8, 1e9], Made.Amounts)).Findings.Should().Contain(f => f.Code == "SF2001");

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Three_model_sizes_are_enough(string objective)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, 4e8, 1.6e9], Made.Amounts), All[objective]);
        fit.Findings.Should().NotContain(f => f.Code == "SF2001");
        fit.IsUsable.Should().BeTrue();
    }

    [Theory]
    [InlineData(1.002e8, true)]
    [InlineData(1.01e8, true)]
    [InlineData(1.1e8, false)]
    public void Sizes_that_hardly_differ_are_one(double size, bool fires)
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid([1e8, size, 1e9], Made.Amounts));
        fit.Findings.Any(f => string.Equals(f.Code, "SF2001", StringComparison.Ordinal)).Should().Be(fires);
    }

    [Fact]
    public void A_constant_size_is_left_to_its_own_rule() =>
        ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts)).Findings.Should().NotContain(f => f.Code == "SF2001");

    [Fact]
    public void The_Chinchilla_runs_have_sizes_enough() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF2001");
}
