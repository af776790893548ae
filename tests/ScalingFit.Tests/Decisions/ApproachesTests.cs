using ScalingFit.Data;

namespace ScalingFit.Tests.Decisions;

public sealed class ApproachesTests
{
    [Fact]
    public void Of_a_table_without_noise_corrected_minima_and_law_agree()
    {
        Approaches three = IsoFlopBiasTests.Skewed(IsoFlopOptions.Default).Runs.CompareApproaches(options: new ApproachesOptions { Flops = 1e24 });
        three.Rows.Select(r => r.Name).Should().Equal("Envelope", "IsoFLOP", "IsoFLOP, corrected", "Chinchilla's law, fitted");
        three.Rows[2].Exponent.Should().BeApproximately(three.Rows[3].Exponent!.Value, 1e-6);
        (three.Rows[2].Tokens / three.Rows[3].Tokens).Should().BeApproximately(1, 1e-5);
        three.Statement.Should().Contain("after correction 1.00 times");
        three.Findings.Select(f => f.Code).Should().Contain("SF5006");
    }

    [Fact]
    public void The_240_Chinchilla_runs_are_compared_in_their_bins_of_compute()
    {
        Approaches three = Datasets.ChinchillaWithoutOutliers.CompareApproaches(options: new ApproachesOptions { IsoFlop = new IsoFlopOptions { BudgetTolerance = 0.1, Budgets = [6e18, 1e19, 3e19, 6e19, 1e20, 3e20, 6e20, 1e21, 3e21] } });
        three.Rows.Should().OnlyContain(r => r.Exponent > 0.4 && r.Exponent < 0.6);
        three.Flops.Should().BeApproximately(10 * Datasets.ChinchillaWithoutOutliers.Max(r => r.Flops!.Value), 1e14);
        three.IsoFlop.WithoutBudget.Should().BePositive();
    }
}
