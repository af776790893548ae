using ScalingFit.Plotting.Drawing;

namespace ScalingFit.Tests.Plotting;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(5.76e23, "5.76×10²³")]
    [InlineData(1e20, "10²⁰")]
    [InlineData(9.999e9, "10¹⁰")]
    [InlineData(0.02, "2×10⁻²")]
    public void Powers_of_ten_have_superscripts(double value, string text) => NumberText.Scientific(value).Should().Be(text);

    [Theory]
    [InlineData(1.9738, 1.9402, 2.0201, "1.974 (1.94 to 2.02)")]
    [InlineData(1.9738, 1.9681, 1.9802, "1.9738 (1.968 to 1.980)")]
    [InlineData(17.9, 7.6, 35.1, "17.9 (8 to 35)")]
    [InlineData(640, 210, 1900, "640 (210 to 1900)")]
    public void An_interval_decides_how_many_digits_are_worth_printing(double value, double lower, double upper, string text) =>
        NumberText.WithInterval(value, new Interval(lower, upper, 0.95)).Should().Be(text);

    [Theory]
    [InlineData(1.97384, "1.974")]
    [InlineData(17.9214, "17.92")]
    [InlineData(12345, "12345")]
    public void A_number_without_an_interval_has_four_digits(double value, string text) => NumberText.WithInterval(value, null).Should().Be(text);

    [Fact]
    public void Numbers_side_by_side_have_the_same_decimals() =>
        new[] { 2.0, 2.25, 3 }.Select(v => v.ToString(NumberText.CommonFormat([2.0, 2.25, 3]), System.Globalization.CultureInfo.InvariantCulture))
            .Should().Equal("2.00", "2.25", "3.00");
}
