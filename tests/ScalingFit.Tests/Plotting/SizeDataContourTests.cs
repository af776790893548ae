using ScalingFit.Data;
using ScalingFit.Plotting;
using ScalingFit.Tests.Uncertainty;

namespace ScalingFit.Tests.Plotting;

public sealed class SizeDataContourTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
    private static readonly Bootstrap Draws = Fit.Bootstrap(300, seed: 1);

    [Fact]
    public void It_names_axes_contours_lines_of_equal_compute_and_the_optimum()
    {
        string[] words = FigureWords.Legible(Draws.PlotSizeDataContour(5.76e23));
        words.Should().Contain(["Tokens D", "Loss (nats per token)", "optimum, 95 % band"]);
        words.Should().Contain(w => w.StartsWith("Parameters N"));
        words.Should().Contain(["10⁸", "10⁹", "10¹⁰", "10¹¹", "10¹²"]);
        words.Should().Contain(["2.1", "2.3", "2.5", "10²¹ FLOP"]);
        words.Should().Contain(["5.76×10²³ FLOP:", "N 7.32×10¹⁰, D 1.31×10¹²"]);
        words.Should().ContainMatch("D/N 17.9 (* to *)");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1e17)]
    [InlineData(1e20)]
    [InlineData(1.4e22)]
    [InlineData(1e25)]
    [InlineData(1e28)]
    public void Its_words_are_legible_wherever_the_target_lies(double? flops) => FigureWords.Legible(Draws.PlotSizeDataContour(flops));

    [Theory]
    [InlineData(700, 480)]
    [InlineData(640, 640)]
    [InlineData(1600, 900)]
    public void Its_words_are_legible_at_other_sizes(int width, int height) =>
        FigureWords.Legible(Draws.PlotSizeDataContour(5.76e23, new FigureOptions { Width = width, Height = height, Title = "A title" }))
            .Should().Contain("A title");

    [Fact]
    public void A_fit_alone_shows_its_path_and_no_interval()
    {
        string[] words = FigureWords.Legible(Fit.PlotSizeDataContour(5.76e23));
        words.Should().Contain("optimum").And.ContainMatch("D/N 17.9*").And.NotContain(w => w.Contains(" to ") || w.Contains("band"));
    }

    [Fact]
    public void Draws_without_an_optimum_have_no_part_in_the_band_and_stop_nothing()
    {
        // Two exact optima and draws that have none: an exponent below zero, and exponents so flat that the optimum overflows.
        FittedLaw flat = Fit.Fitted.With("alpha", 1e-4).With("beta", 1e-4);
        FittedLaw rising = Fit.Fitted.With("beta", -0.1);
        var bootstrap = MadeBootstrap.Of(Fit, [Fit.Fitted, flat, rising, Fit.Fitted], replicates: 4, completed: 4);
        FigureWords.Legible(bootstrap.PlotSizeDataContour(5.76e23)).Should().Contain("optimum, 95 % band");
        FigureWords.Legible(bootstrap.PlotLossAgainstCompute(5.76e23)).Should().ContainMatch("loss * (* to *)");
    }
}
