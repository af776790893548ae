namespace ScalingFit.Tests.Decisions.Sensitivity;

public sealed class SurvivingDigitsTests
{
    private const double Flops = 5.76e23;

    [Fact]
    public void Two_digits_of_Hoffmanns_unrounded_values_lose_the_allocation_and_the_digits_found_keep_it_within_one_percent()
    {
        SurvivingDigits digits = Published.Hoffmann2022Unrounded.SurvivingDigits(Flops);
        digits.TokensPerParameter.Should().BeApproximately(58.9, 0.05);
        Off(digits, 2).Should().BeGreaterThan(0.5);
        Off(digits, digits.Together).Should().BeLessThan(0.01);
        Off(digits, digits.Together - 1).Should().BeGreaterThanOrEqualTo(0.01);
        digits.Together.Should().BeGreaterThan(2);
        digits.Alone["E"].Should().Be(1, "the allocation does not depend on the floor");
        digits.Alone["beta"].Should().BeGreaterThan(digits.Alone["B"], "an exponent stands over a large variable");
    }

    private static double Off(SurvivingDigits digits, int count) => Math.Abs((digits.Rounded[count - 1] / digits.TokensPerParameter) - 1);
}
