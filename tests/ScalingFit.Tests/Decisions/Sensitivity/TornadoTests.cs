using ScalingFit.Data;

namespace ScalingFit.Tests.Decisions.Sensitivity;

public sealed class TornadoTests
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    private static readonly Tornado Made = Fit.Tornado(Ratio, new TornadoOptions { Bootstrap = Fit.Bootstrap(200) });

    [Fact]
    public void Every_end_is_reproduced_to_the_last_bit()
    {
        Made.Bars.SelectMany(b => b.Ends).Should().HaveCountGreaterThan(25);
        foreach (TornadoEnd end in Made.Bars.SelectMany(b => b.Ends)) Ratio(end.Reproduce().Fitted).Should().Be(end.Value, end.Change);
    }

    [Fact]
    public void Bars_are_sorted_by_width_and_hold_the_decision_itself()
    {
        Made.Bars.Select(b => b.Width).Should().BeInDescendingOrder();
        Made.Bars.Should().OnlyContain(b => b.Lower <= Made.Value && Made.Value <= b.Upper);
        Made.Basis.Should().Be("one standard error over 200 resamples");
    }

    [Fact]
    public void An_exponent_held_alone_moves_the_ratio_more_than_with_the_others_refitted_and_the_floor_held_alone_not_at_all()
    {
        Bar("alpha", TornadoBarKind.Held).Width.Should().BeGreaterThan(Bar("alpha", TornadoBarKind.Refitted).Width);
        Bar("E", TornadoBarKind.Held).Width.Should().Be(0);
        Bar("E", TornadoBarKind.Refitted).Width.Should().BeGreaterThan(0);
        FittedLaw held = Bar("alpha", TornadoBarKind.Held).Ends[1].Reproduce().Fitted;
        held["A"].Should().Be(Fit["A"].Value);
        Ratio(held).Should().Be(Ratio(Fit.Fitted.With("alpha", held["alpha"])));
    }

    [Fact]
    public void There_is_a_bar_for_each_kind_of_choice()
    {
        Made.Bars.Where(b => b.Kind == TornadoBarKind.Choice).Select(b => b.Name).Should().BeEquivalentTo("objective", "highest losses", "smallest models", "compute rule", "law");
        Bar("objective", TornadoBarKind.Choice).Ends.Should().HaveCount(4);
        Bar("highest losses", TornadoBarKind.Choice).Ends[0].Runs.Count.Should().Be(235);
    }

    [Fact]
    public void Given_amounts_move_the_parameters_that_are_named_alone()
    {
        Tornado tornado = Fit.Tornado(Ratio, new TornadoOptions { Relative = new Dictionary<string, double>(StringComparer.Ordinal) { ["alpha"] = 0.01 }, Choices = false });
        tornado.Bars.Should().HaveCount(2);
        tornado.Bars.SelectMany(b => b.Ends).Select(e => e.Law.Held["alpha"]).Should().Contain(Fit["alpha"].Value * 1.01);
    }

    private static TornadoBar Bar(string name, TornadoBarKind kind) => Made.Bars.Single(b => string.Equals(b.Name, name, StringComparison.Ordinal) && b.Kind == kind);

    private static double Ratio(FittedLaw law) => law.Allocate(5.76e23).TokensPerParameter;
}
