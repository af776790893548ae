using ScalingFit.Data;
using ScalingFit.Tests.Approval;

namespace ScalingFit.Tests.Summaries;

public sealed class SummaryTests
{
    [Fact]
    public void Chinchillas_summary_reads_as_approved()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Approved.ShouldMatch(fit.Summary(new SummaryOptions { Flops = 5.76e23 }).ToString(), "Summaries/Chinchilla.approved.txt");
    }

    [Fact]
    public void The_summary_of_least_absolute_deviations_reads_as_approved()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers, Objective.LogLeastAbsoluteDeviations);
        Approved.ShouldMatch(fit.Summary().ToString(), "Summaries/LeastAbsoluteDeviations.approved.txt");
    }

    [Fact]
    public void The_summary_of_a_fit_that_may_not_be_used_reads_as_approved_and_withholds_what_is_not_valid()
    {
        RunSet runs = RunSet.Create(Datasets.ChinchillaWithoutOutliers.Take(29).Select(r => r with { Parameters = 1e9, Flops = null }));
        Summary summary = ScalingLaw.Chinchilla.Fit(runs).Summary();
        summary.Bootstrap.Should().BeNull();
        summary.Decision.Should().BeNull();
        Approved.ShouldMatch(summary.ToString(), "Summaries/NotUsable.approved.txt");
    }

    [Fact]
    public void Resamples_of_another_fit_are_refused()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        Bootstrap other = ScalingLaw.Chinchilla.Fit(Datasets.Chinchilla).Bootstrap(10);
        Action sum = () => fit.Summary(new SummaryOptions { Bootstrap = other });
        sum.Should().Throw<ArgumentException>().WithMessage("*another fit*");
    }
}
