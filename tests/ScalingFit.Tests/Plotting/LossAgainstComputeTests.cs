using ScalingFit.Data;
using ScalingFit.Plotting;

namespace ScalingFit.Tests.Plotting;

public sealed class LossAgainstComputeTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
    private static readonly Bootstrap Draws = Fit.Bootstrap(300, seed: 1);

    [Fact]
    public void It_says_what_its_axes_are_and_what_becomes_of_the_target()
    {
        string[] words = FigureWords.Legible(Draws.PlotLossAgainstCompute(5.76e23));
        words.Should().Contain(["Training compute C (FLOP)", "Loss (nats per token)", "extrapolation", "compute-optimal loss, 95 % band"]);
        words.Should().Contain(w => w.StartsWith("Parameters N"));
        words.Should().Contain(["10¹⁹", "10²⁰", "10²¹", "10²²", "10²³", "10⁹", "2.0", "2.5", "3.0"]);
        words.Should().Contain("5.76×10²³ FLOP:");
        words.Should().ContainMatch("loss 1.97* (1.9* to 2.0*)");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1e17)]
    [InlineData(1e20)]
    [InlineData(1.4e22)]
    [InlineData(1e25)]
    [InlineData(1e28)]
    public void Its_words_are_legible_wherever_the_target_lies(double? flops) => FigureWords.Legible(Draws.PlotLossAgainstCompute(flops));

    [Theory]
    [InlineData(700, 480)]
    [InlineData(640, 640)]
    [InlineData(1600, 900)]
    public void Its_words_are_legible_at_other_sizes(int width, int height) =>
        FigureWords.Legible(Draws.PlotLossAgainstCompute(5.76e23, new FigureOptions { Width = width, Height = height, Title = "A title" }))
            .Should().Contain("A title");

    [Fact]
    public void A_fit_alone_shows_its_curve_and_no_interval()
    {
        string[] words = FigureWords.Legible(Fit.PlotLossAgainstCompute(5.76e23));
        words.Should().Contain("compute-optimal loss").And.NotContain(w => w.Contains(" to ") || w.Contains("band"));
    }

    [Fact]
    public void Without_a_target_it_keeps_to_the_runs() =>
        FigureWords.Legible(Draws.PlotLossAgainstCompute()).Should().NotContain("extrapolation").And.NotContain("10²³");

    [Fact]
    public void The_level_asked_for_is_the_level_that_is_named() =>
        FigureWords.Legible(Draws.PlotLossAgainstCompute(options: new FigureOptions { Level = 0.8 })).Should().Contain("compute-optimal loss, 80 % band");

    [Fact]
    public void The_conventions_of_the_runs_name_the_axes()
    {
        var conventions = new RunConventions { LossUnit = LossUnit.BitsPerByte, Counting = ParameterCounting.NonEmbedding };
        RunSet runs = RunSet.Create(Synthetic.Grid(scatter: 0.003), conventions);
        string[] words = FigureWords.Legible(ScalingLaw.Chinchilla.Fit(runs).PlotLossAgainstCompute());
        words.Should().Contain(["Loss (bits per byte)", "Parameters N (without embeddings)"]);
    }

    [Fact]
    public void A_short_range_of_compute_labels_digits_between_the_decades()
    {
        RunSet runs = Datasets.ChinchillaWithoutOutliers.Where(r => r.Flops is > 1e19 and < 1.5e20, because: "a short range");
        FigureWords.Legible(ScalingLaw.Chinchilla.Fit(runs).PlotLossAgainstCompute()).Should().Contain(["10¹⁹", "2×10¹⁹", "5×10¹⁹", "10²⁰"]);
    }

    [Fact]
    public void A_budget_without_sense_is_refused() =>
        Fit.Invoking(f => f.PlotLossAgainstCompute(-1)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Options_without_sense_are_refused()
    {
        Action narrow = () => _ = new FigureOptions { Width = 10 };
        Action certain = () => _ = new FigureOptions { Level = 1 };
        narrow.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*300*");
        certain.Should().Throw<ArgumentOutOfRangeException>();
    }
}
