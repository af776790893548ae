namespace ScalingFit.Tests.Decisions;

public sealed class IsoFlopBiasTests
{
    private static readonly double[] Budgets = [1e18, 1e19, 1e20, 1e21];

    // The figures of docs/isoflop.md.
    [Theory]
    [InlineData(0.34, 0.28, 2, -0.327, 5e-4)]
    [InlineData(0.34, 0.28, 4, -1.301, 5e-4)]
    [InlineData(0.34, 0.28, 8, -2.903, 5e-4)]
    [InlineData(0.34, 0.28, 16, -5.100, 5e-4)]
    [InlineData(0.465, 0.155, 2, -1.67, 5e-3)]
    [InlineData(0.465, 0.155, 4, -6.50, 5e-3)]
    [InlineData(0.465, 0.155, 8, -13.9, 5e-2)]
    [InlineData(0.465, 0.155, 16, -23.1, 5e-2)]
    public void A_centred_grid_misses_by_the_closed_form(double alpha, double beta, double factor, double percent, double rounding)
    {
        double shift = IsoFlopBias.ShiftOnCentredGrid(factor, 15, alpha, beta);
        (100 * (Math.Exp(-shift) - 1)).Should().BeApproximately(percent, rounding);

        double[] x = [.. Enumerable.Range(0, 15).Select(k => Math.Log(factor) * ((k / 7.0) - 1))];
        double[] y = Array.ConvertAll(x, a => (beta * Math.Exp(-alpha * a)) + (alpha * Math.Exp(beta * a)));
        double s2 = x.Sum(a => a * a);
        double q1 = x.Zip(y, (a, b) => a * b).Sum() / s2;
        double q2 = ((15 * x.Zip(y, (a, b) => a * a * b).Sum()) - (s2 * y.Sum())) / ((15 * x.Sum(a => a * a * a * a)) - (s2 * s2));
        shift.Should().BeApproximately(-q1 / (2 * q2), 1e-10);
    }

    [Fact]
    public void Closed_form_and_simulation_agree_on_uneven_grids_and_the_law_itself_comes_back()
    {
        IsoFlopBias bias = Skewed(IsoFlopOptions.Default).Bias(Published.Hoffmann2022);
        foreach (IsoFlopBudgetBias budget in bias.Budgets) budget.ClosedFormShift.Should().BeApproximately(budget.Shift!.Value, 1e-9);
        bias.Parameters!.Exponent.Should().BeApproximately(0.28 / 0.62, 1e-9);
        (bias.ParametersErrorAt(1e24) + 1).Should().BeApproximately(1 / (bias.TokensErrorAt(1e24)!.Value + 1), 1e-9);
        bias.Findings.Select(f => f.Code).Should().Equal("SF2008", "SF5006");
        bias.ToString().Should().Contain("off-centre").And.Contain("corrected N* = ");
    }

    [Fact]
    public void Akimas_curve_is_simulated_and_has_no_closed_form()
    {
        IsoFlopBias bias = Skewed(new IsoFlopOptions { Interpolation = IsoFlopInterpolation.Akima }).Bias(Published.Hoffmann2022);
        bias.Budgets.Should().OnlyContain(b => b.ClosedFormShift == null && Math.Abs(b.Shift!.Value) < 0.02);
        bias.Parameters!.Exponent.Should().BeApproximately(0.28 / 0.62, 1e-9);
    }

    [Fact]
    public void A_law_of_another_form_is_simulated_too_and_the_outer_power_moves_the_miss()
    {
        IsoFlop iso = Skewed(IsoFlopOptions.Default);
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.69, ["A"] = 406.4, ["alpha"] = 0.34, ["B"] = 410.7, ["beta"] = 0.28, ["k"] = 1 };
        IsoFlopBias plain = iso.Bias(ScalingLaw.Coupled.WithValues(values));
        plain.Budgets[0].ClosedFormShift.Should().BeNull();
        plain.Budgets[0].Shift.Should().BeApproximately(iso.Bias(Published.Hoffmann2022).Budgets[0].Shift!.Value, 1e-9);
        iso.Bias(ScalingLaw.Coupled.WithValues(new Dictionary<string, double>(values, StringComparer.Ordinal) { ["k"] = 0.7 })).Budgets[0].Shift.Should().NotBeApproximately(plain.Budgets[0].Shift!.Value, 1e-3);
    }

    [Fact]
    public void Two_sizes_determine_no_parabola_and_equal_exponents_on_a_centred_grid_miss_nothing()
    {
        IsoFlopBias.ShiftOn([-1, -1, 1, 1], 0.34, 0.28).Should().BeNull();
        IsoFlopBias.ShiftOnCentredGrid(8, 9, 0.3, 0.3).Should().BeApproximately(0, 1e-12);
        Action narrow = () => IsoFlopBias.ShiftOnCentredGrid(1, 9, 0.3, 0.3);
        narrow.Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>Losses of Hoffmann's law on sizes that are unevenly spaced and drift downwards.</summary>
    internal static IsoFlop Skewed(IsoFlopOptions options)
    {
        FittedLaw law = Published.Hoffmann2022;
        return RunSet.Create(Budgets.SelectMany((c, b) => Enumerable.Range(0, 11)
            .Select(k => law.Allocate(c).Parameters * Math.Pow(1.3, -b) * Math.Exp(-2 + (0.35 * k) + (0.01 * k * k)))
            .Select(n => new TrainingRun { Parameters = n, Flops = c, Loss = law.Predict(n, c / (6 * n)) }))).IsoFlop(options);
    }
}
