using ScalingFit.Data;

namespace ScalingFit.Tests.Decisions.Sensitivity;

public sealed class WhatIfTests
{
    private static double Ratio(FittedLaw law) => law.Allocate(5.76e23).TokensPerParameter;

    // Practitioners' table of conditional fits, and the objectives there, worked out independently.
    [Fact]
    public void Alpha_from_0_34_to_0_35_takes_15_6_tokens_a_parameter_to_18_9_refitted_and_28_9_held()
    {
        WhatIf move = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers).WhatIf("alpha", from: 0.34, to: 0.35);
        WhatIfChange ratio = move.Of(Ratio);
        ratio.Before.Should().BeApproximately(15.604, 1e-3);
        ratio.Held.Should().BeApproximately(28.926, 1e-3);
        ratio.Refitted.Should().BeApproximately(18.887, 1e-3);
        move.ObjectiveBefore.Should().BeApproximately(0.0010193166424, 1e-13);
        move.ObjectiveRefitted.Should().BeApproximately(0.0010184054498, 1e-13);
        move.Held["A"].Should().Be(move.Before["A"]);
        move.Refitted!["A"].Should().NotBe(move.Before["A"]);
        move.RefittedFit!.IsUsable.Should().BeTrue();
    }

    [Fact]
    public void A_published_law_has_no_runs_so_that_the_others_can_only_be_held()
    {
        WhatIf move = Published.Hoffmann2022.WhatIf("alpha", from: 0.34, to: 0.35);
        move.Refitted.Should().BeNull();
        WhatIfChange ratio = move.Of(Ratio);
        ratio.Before.Should().BeApproximately(92.647, 1e-3);
        ratio.Held.Should().BeApproximately(182.157, 1e-3);
        ratio.Refitted.Should().BeNull();
        ratio.ToString().Should().Be("others held: 92.647 -> 182.16");
    }

    [Fact]
    public void Without_a_from_the_move_starts_at_the_estimate()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        WhatIf move = fit.WhatIf("beta", to: 0.4);
        move.From.Should().Be(fit["beta"].Value);
        move.Before.Should().BeSameAs(fit.Fitted);
        move.ObjectiveRefitted.Should().BeGreaterThan(fit.Certificate.Objective, "the estimate is the minimum");
    }

    [Fact]
    public void What_was_held_before_stays_held()
    {
        LawFit fit = ScalingLaw.Chinchilla.With("E", 1.8).Fit(Datasets.ChinchillaWithoutOutliers);
        fit.WhatIf("alpha", from: 0.34, to: 0.35).Refitted!["E"].Should().Be(1.8);
    }

    [Fact]
    public void Several_parameters_move_at_once_from_given_values_or_from_the_estimates()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        WhatIf move = fit.WhatIf(("alpha", 0.34, 0.35), ("beta", 0.37, 0.36));
        move.Before["alpha"].Should().Be(0.34);
        move.Held["beta"].Should().Be(0.36);
        move.Held["A"].Should().Be(move.Before["A"]);
        move.Refitted!.Values.Should().Equal(ScalingLaw.Chinchilla.With("alpha", 0.35).With("beta", 0.36).Fit(fit.Runs).Fitted.Values);
        move.ToString().Should().Be("alpha: 0.34 -> 0.35, beta: 0.37 -> 0.36");
        WhatIf own = fit.WhatIf(("alpha", 0.35), ("beta", 0.36));
        own.Before.Should().BeSameAs(fit.Fitted);
        own.Of(Ratio).Refitted.Should().Be(move.Of(Ratio).Refitted);
        own.Invoking(m => m.Parameter).Should().Throw<InvalidOperationException>().WithMessage("*alpha, beta move together*");
    }

    [Fact]
    public void One_of_several_is_what_one_alone_is_and_none_or_the_same_twice_is_refused()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        fit.WhatIf(("alpha", 0.35)).Of(Ratio).Should().Be(fit.WhatIf("alpha", to: 0.35).Of(Ratio));
        Published.Hoffmann2022.WhatIf(("alpha", 0.34, 0.35)).Of(Ratio).Should().Be(Published.Hoffmann2022.WhatIf("alpha", from: 0.34, to: 0.35).Of(Ratio));
        FluentActions.Invoking(() => fit.WhatIf(("alpha", 0.35), ("alpha", 0.36))).Should().Throw<ArgumentException>().WithMessage("*moved 2 times*");
        FluentActions.Invoking(() => Published.Hoffmann2022.WhatIf(Array.Empty<(string, double)>())).Should().Throw<ArgumentException>().WithMessage("*Nothing is moved*");
    }
}
