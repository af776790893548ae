using ScalingFit.Data;

namespace ScalingFit.Tests.Diagnostics;

public sealed class RoundedParametersTests
{
    [Fact]
    public void Two_digits_of_the_exponents_do_not_carry_Hoffmanns_allocation()
    {
        Finding finding = Published.Hoffmann2022.Findings.Single();
        finding.Code.Should().Be("SF5005");
        finding.Severity.Should().Be(Severity.Warning);
        finding.Message.Should().Be("What was rounded off the parameters moves D*/N* at 1e24 FLOP by up to 115 %, β = 0.28 most.");
        finding.Advice.Should().Be("Use the unrounded parameters, Hoffmann et al. 2022, unrounded: at 5.76e23 FLOP they give 58.9 tokens a parameter, these 92.6.");
    }

    [Fact]
    public void Unrounded_parameters_pass()
    {
        Published.Hoffmann2022Unrounded.Findings.Should().BeEmpty();
        ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).Fitted.Findings.Should().BeEmpty();
    }

    [Fact]
    public void Five_digits_of_the_exponents_are_enough() => Published.Besiroglu2024.Findings.Should().BeEmpty();

    [Fact]
    public void Three_digits_of_the_exponents_are_too_few_and_four_enough()
    {
        Published.Besiroglu2024.With("alpha", 0.348).With("beta", 0.366).Findings.Should().ContainSingle().Which.Message.Should().Contain("by up to 7 %");
        Published.Besiroglu2024.With("alpha", 0.3478).With("beta", 0.3658).Findings.Should().BeEmpty();
    }

    [Fact]
    public void Where_no_unrounded_set_is_known_none_is_quoted() =>
        Published.Hoffmann2022.With("E", 1.7).Findings.Single().Advice.Should().Be("Use the unrounded parameters.");

    [Fact]
    public void An_exponent_that_may_have_been_rounded_up_from_nothing_leaves_the_allocation_open() =>
        Published.Hoffmann2022.With("beta", 0.01).With("alpha", 0.01).Findings.Should().ContainSingle();

    [Fact]
    public void Values_that_are_held_are_taken_at_their_word()
    {
        ScalingLaw held = ScalingLaw.Chinchilla.With("E", 1.69).With("A", 406.4).With("alpha", 0.34).With("B", 410.7).With("beta", 0.28);
        held.Fit(Datasets.ChinchillaWithoutOutliers).Fitted.Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_law_that_allocates_nothing_is_let_be() =>
        Published.Hoffmann2022.With("alpha", -0.1).Findings.Should().BeEmpty();
}
