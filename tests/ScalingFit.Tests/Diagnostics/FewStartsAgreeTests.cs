using ScalingFit.Data;
using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Tests.Diagnostics;

public sealed class FewStartsAgreeTests
{
    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void A_minimum_that_fewer_than_a_quarter_of_the_starts_led_to_is_reported(int starts, bool fires)
    {
        Finding? finding = new FewStartsAgree().Check(Made.Fit(Made.Certificate(starts: starts)));
        (finding is not null).Should().Be(fires);
        if (finding is null) return;
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("Only 5 of 21 starts led to the minimum, so that a lower one may have been missed.");
    }

    [Fact]
    public void What_is_no_minimum_is_another_rules() =>
        new FewStartsAgree().Check(Made.Fit(Made.Certificate(Termination.IterationLimit, starts: 40))).Should().BeNull();

    [Fact]
    public void The_Chinchilla_runs_are_clear_of_it() =>
        new FewStartsAgree().Check(ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers)).Should().BeNull();
}
