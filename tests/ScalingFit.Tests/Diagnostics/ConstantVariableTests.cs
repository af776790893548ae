using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class ConstantVariableTests
{
    [Fact]
    public void One_model_size_cannot_show_what_size_does()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2003", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Error);
        finding.Message.Should().Contain("N (parameters)").And.Contain("4e8").And.NotContain("tokens");
        finding.Advice.Should().NotBeEmpty();
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void One_amount_of_data_cannot_show_what_data_do()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Made.Grid(Made.Sizes, [2e10]));
        Finding finding = fit.Findings.Single(f => string.Equals(f.Code, "SF2003", StringComparison.Ordinal));
        finding.Message.Should().Contain("D (tokens)").And.Contain("2e10").And.NotContain("parameters");
    }

    [Fact]
    public void Where_neither_varies_both_are_named_in_the_plural()
    {
        RunSet runs = RunSet.Create(Enumerable.Range(0, 6).Select(i => new TrainingRun { Parameters = 4e8, Tokens = 8e9, Loss = 2.9 + (0.01 * i) }));
        ScalingLaw.Chinchilla.Fit(runs).Findings.Single(f => string.Equals(f.Code, "SF2003", StringComparison.Ordinal)).Message
            .Should().Be("N (parameters) is 4e8 in every run; D (tokens) is 8e9 in every run, so their terms cannot be told from the floor.");
    }

    [Fact]
    public void A_term_whose_parameters_are_all_held_may_have_a_constant_variable()
    {
        RunSet runs = Made.Grid([4e8], Made.Amounts);
        ScalingLaw law = ScalingLaw.Chinchilla.With("A", 482).With("alpha", 0.348);
        foreach (Objective objective in new[] { Objective.Default, Objective.LogLeastAbsoluteDeviations })
        {
            LawFit fit = law.Fit(runs, objective);
            fit.Findings.Should().NotContain(f => f.Code == "SF2003", objective.Name);
            fit.IsUsable.Should().BeTrue(objective.Name);
        }
    }

    [Theory]
    [InlineData("A", 482)]
    [InlineData("alpha", 0.348)]
    public void One_parameter_of_the_term_held_is_not_enough(string parameter, double value)
    {
        LawFit fit = ScalingLaw.Chinchilla.With(parameter, value).Fit(Made.Grid([4e8], Made.Amounts));
        fit.Findings.Should().Contain(f => f.Code == "SF2003");
        fit.IsUsable.Should().BeFalse();
    }

    [Fact]
    public void The_refusal_to_use_such_a_fit_names_the_rule_and_its_page()
    {
        Action use = () => ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts)).EnsureUsable();
        use.Should().Throw<FitNotUsableException>().WithMessage("*SF2003 error*docs/rules/SF2003.md*");
    }

    [Fact]
    public void A_size_that_differs_in_a_single_run_is_not_constant()
    {
        RunSet runs = RunSet.Create(Made.Grid([4e8], Made.Amounts).Append(new TrainingRun { Parameters = 5e8, Tokens = 1e9, Loss = 3.4 }));
        ScalingLaw.Chinchilla.Fit(runs).Findings.Should().NotContain(f => f.Code == "SF2003");
    }

    [Fact]
    public void Runs_that_vary_both_pass() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF2003");
}
