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
    public void The_refusal_to_use_such_a_fit_names_the_rule_and_its_page()
    {
        Action use = () => ScalingLaw.Chinchilla.Fit(Made.Grid([4e8], Made.Amounts)).EnsureUsable();
        use.Should().Throw<FitNotUsableException>().WithMessage("*SF2003 error*docs/rules/SF2003.md*");
    }

    [Fact]
    public void A_size_that_differs_in_a_single_run_is_not_constant()
    {
        RunSet runs = RunSet.Create(Made.Grid([4e8], Made.Amounts).Append(new TrainingRun { Parameters = 4.001e8, Tokens = 1e9, Loss = 3.4 }));
        ScalingLaw.Chinchilla.Fit(runs).Findings.Should().NotContain(f => f.Code == "SF2003");
    }

    [Fact]
    public void Runs_that_vary_both_pass() =>
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Findings.Should().NotContain(f => f.Code == "SF2003");
}
