using ScalingFit.Data;
using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Tests.Diagnostics;

public sealed class ImplausibleFloorTests
{
    [Fact]
    public void A_floor_next_to_nothing_is_warned_of_with_the_smallest_loss()
    {
        Finding finding = ScalingLaw.Chinchilla.Fit(WithFloor(0.003)).Findings.Single(f => string.Equals(f.Code, "SF3006", StringComparison.Ordinal));
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().StartWith("E = 0.00").And.Contain("next to nothing beside the smallest loss, 0.6");
        finding.Advice.Should().Contain("limit");
    }

    [Theory]
    [InlineData(0.005, true)]
    [InlineData(0.01, false)]
    public void One_percent_of_the_smallest_loss_is_enough(double floor, bool fires) =>
        ScalingLaw.Chinchilla.Fit(WithFloor(floor)).Findings.Any(f => string.Equals(f.Code, "SF3006", StringComparison.Ordinal)).Should().Be(fires);

    [Fact]
    public void A_floor_above_the_smallest_loss_is_warned_of() =>
        new ImplausibleFloor().Check(ScalingLaw.Chinchilla.Within("E", 2.5, 3).Fit(Datasets.ChinchillaWithoutOutliers))!.Message.Should().Be("E = 2.5 lies above the smallest loss, 2.077.");

    [Fact]
    public void A_floor_that_is_held_was_not_read_off_the_runs() =>
        new ImplausibleFloor().Check(ScalingLaw.Chinchilla.With("E", 0.001).Fit(Datasets.ChinchillaWithoutOutliers)).Should().BeNull();

    [Fact]
    public void Each_group_has_its_own_smallest_loss()
    {
        RunSet runs = RunSet.Create(WithFloor(0.5, "low").Concat(WithFloor(1.5, "high")));
        LawFit fit = ScalingLaw.Chinchilla.Grouped(["low", "high"], "A", "alpha", "B", "beta").Fit(runs);
        fit.Runs.Min(r => r.Loss).Should().BeLessThan(1.5, "the higher floor lies above the smallest loss of all");
        fit.Findings.Should().NotContain(f => f.Code == "SF3006");
    }

    [Fact]
    public void The_Chinchilla_floor_passes() => new ImplausibleFloor().Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers)).Should().BeNull();

    private static RunSet WithFloor(double floor, string? group = null) =>
        RunSet.Create(Made.Grid(Made.Sizes, Made.Amounts, Published.Besiroglu2024.With("E", floor), digits: 7).Select(r => r with { Group = group }));
}
