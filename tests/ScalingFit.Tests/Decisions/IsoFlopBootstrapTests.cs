namespace ScalingFit.Tests.Decisions;

public sealed class IsoFlopBootstrapTests
{
    [Fact]
    public void Draws_depend_on_seed_and_number_alone()
    {
        IsoFlop iso = IsoFlopBiasTests.Skewed(IsoFlopOptions.Default);
        foreach (IsoFlopNoise noise in new[] { IsoFlopNoise.Resampled, IsoFlopNoise.Constant(0.005) })
        {
            IsoFlopBootstrap one = iso.Bootstrap(120, 7, noise, threads: 1);
            iso.Bootstrap(120, 7, noise, threads: 3).ParametersDraws.Should().Equal(one.ParametersDraws);
            iso.Bootstrap(120, 8, noise).ParametersDraws.Should().NotEqual(one.ParametersDraws);
        }
    }

    [Fact]
    public void More_noise_gives_wider_intervals_and_size_and_data_mirror_each_other()
    {
        IsoFlop iso = IsoFlopBiasTests.Skewed(IsoFlopOptions.Default);
        IsoFlopBootstrap quiet = iso.Bootstrap(300, 1, IsoFlopNoise.Constant(0.002));
        IsoFlopBootstrap loud = iso.Bootstrap(300, 1, IsoFlopNoise.Constant(0.01));
        Interval narrow = quiet.ParametersExponent();
        Interval wide = loud.ParametersExponent();
        (wide.Upper - wide.Lower).Should().BeGreaterThan(2 * (narrow.Upper - narrow.Lower));
        quiet.TokensExponent().Lower.Should().BeApproximately(1 - narrow.Upper, 1e-9);
        narrow.Contains(quiet.Parameters!.Exponent).Should().BeTrue();
        quiet.ParametersDraws.Zip(quiet.TokensDraws, (n, d) => 6 * n.At(1e24) * d.At(1e24)).Should().OnlyContain(c => Math.Abs((c / 1e24) - 1) < 1e-10);
    }

    [Fact]
    public void A_deviation_is_never_below_a_third_of_the_spacing()
    {
        IsoFlopBootstrap draws = IsoFlopBiasTests.Skewed(IsoFlopOptions.Default).Bootstrap(20, 1, IsoFlopNoise.Constant(1e-6));
        draws.Budgets.Should().OnlyContain(b => Math.Abs(b.LogDeviation!.Value - ((3.5 + 1) / 10 / 3)) < 1e-9 && b.Shown == 20 && b.IsUsed);
    }

    [Fact]
    public void Noise_between_two_losses_is_linear_in_its_logarithm_and_constant_beyond()
    {
        IsoFlopNoise noise = IsoFlopNoise.Between(3, 0.002, 6, 0.05);
        noise.DeviationAt(2).Should().BeApproximately(0.002, 1e-15);
        noise.DeviationAt(4.5).Should().BeApproximately(0.01, 1e-15);
        noise.DeviationAt(7).Should().BeApproximately(0.05, 1e-15);
        Action backwards = () => IsoFlopNoise.Between(6, 0.002, 3, 0.05);
        backwards.Should().Throw<ArgumentOutOfRangeException>();
    }
}
