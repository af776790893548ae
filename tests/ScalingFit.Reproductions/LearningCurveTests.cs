namespace ScalingFit.Reproductions;

/// <summary>
/// Laws of one variable fitted to the first part of learning curves and scored on the rest: the root mean square of ln(predicted) - ln(measured), mean over the curves of a domain.
/// Published means are those of Alabdulmohsin et al. 2022 (arXiv:2209.06640), over 72 image curves, of which 36 can be scored here; docs/reproductions/learning-curves.md has them beside ours.
/// </summary>
public sealed class LearningCurveTests
{
    /// <summary>Half a digit of what is published.</summary>
    private const double Rounding = 0.5001e-4;

    private static readonly FitOptions Few = FitOptions.Default with { IterationLimit = 300 };
    private static readonly Variable X = LearningCurve.Examples;

    [Fact]
    public void Fifty_six_curves_have_rows_to_extrapolate_to()
    {
        LearningCurve.All.CountBy(c => c.Domain).Should().BeEquivalentTo(new Dictionary<string, int>(StringComparer.Ordinal) { ["IC"] = 36, ["NMT"] = 5, ["LM"] = 5, ["BB"] = 10 });
        LearningCurve.All.Should().OnlyContain(c => c.Seen.Select(r => r.Values["x"]).Distinct().Count() == c.Seen.Count);
    }

    [Fact]
    public void A_power_law_by_log_least_squares_extrapolates_as_published()
    {
        Dictionary<string, double> means = Means(Fits(ScalingLaw.Power(X), Objective.LogLeastSquares));
        means["NMT"].Should().BeApproximately(0.2217, Rounding);
        means["LM"].Should().BeApproximately(0.0140, Rounding);
        means["BB"].Should().BeApproximately(0.0148, Rounding);
    }

    // Recorded elsewhere for E + B x^-b by Huber's function of ln L: NMT 0.0423, LM 0.0011, BB 0.0125. M2 as published, on ln(L - E), is another objective: 0.0341, 0.0010, 0.0148.
    [Fact]
    public void A_power_law_with_floor_by_log_Huber_extrapolates_as_recorded_elsewhere()
    {
        Dictionary<string, double> means = Means(Fits(ScalingLaw.PowerWithFloor(X), Objective.Default));
        means["NMT"].Should().BeApproximately(0.0423, Rounding);
        means["LM"].Should().BeApproximately(0.0011, Rounding);
        means["BB"].Should().BeApproximately(0.0125, Rounding);
    }

    // Published for M4: 0.0415, 0.0208, 0.0009, 0.0123. Recorded elsewhere for the broken power law by a bounded multi-start: 0.0402, 0.0105, 0.0010, 0.0120.
    [Fact]
    public void The_laws_of_five_and_six_parameters_extrapolate_better_than_published_in_every_domain_and_fit_better_than_the_law_that_they_contain()
    {
        (LearningCurve Curve, LawFit Fit)[] floor = Fits(ScalingLaw.PowerWithFloor(X), Objective.LogLeastSquares);
        (LearningCurve Curve, LawFit Fit)[] saturating = Fits(ScalingLaw.SaturatingPower(X), Objective.LogLeastSquares);
        (LearningCurve Curve, LawFit Fit)[] broken = Fits(ScalingLaw.BrokenPower(X), Objective.LogLeastSquares);
        Dictionary<string, double> means = Means(saturating);
        means["IC"].Should().BeApproximately(0.0378, 3e-4);
        means["NMT"].Should().BeApproximately(0.0126, 3e-4);
        means["LM"].Should().BeApproximately(0.0008, 1e-4);
        means["BB"].Should().BeApproximately(0.0083, 3e-4);
        means = Means(broken);
        means["IC"].Should().BeApproximately(0.0371, 3e-4);
        means["NMT"].Should().BeApproximately(0.0105, 3e-4);
        means["LM"].Should().BeApproximately(0.0008, 1e-4);
        means["BB"].Should().BeApproximately(0.0112, 3e-4);

        // A power law above a floor is the limit of a saturating one with an upper level that rises for ever, and a broken one with a break that changes nothing.
        for (int k = 0; k < floor.Length; k++)
        {
            double contained = floor[k].Fit.Certificate.Objective;
            saturating[k].Fit.Certificate.Objective.Should().BeLessThan(contained * 1.001, "{0} {1}", floor[k].Curve.Task, floor[k].Curve.Model);
            broken[k].Fit.Certificate.Objective.Should().BeLessThan(contained * (1 + 1e-6), "{0} {1}", floor[k].Curve.Task, floor[k].Curve.Model);
        }
    }

    // Published for M3: NMT 0.0471, LM 0.0023, BB 0.0087. All five LM curves have one minimum, found from every start, which extrapolates worse than that.
    [Fact]
    public void The_shifted_power_law_extrapolates_better_than_published_on_translation_and_worse_on_language_models()
    {
        (LearningCurve Curve, LawFit Fit)[] fits = Fits(ScalingLaw.ShiftedPower(X), Objective.LogLeastSquares);
        Dictionary<string, double> means = Means(fits);
        means["IC"].Should().BeApproximately(0.0478, 3e-4);
        means["NMT"].Should().BeApproximately(0.0133, 3e-4);
        means["LM"].Should().BeApproximately(0.0033, 1e-4);
        means["BB"].Should().BeApproximately(0.0105, 3e-4);
        fits.Where(f => string.Equals(f.Curve.Domain, "LM", StringComparison.Ordinal)).Should().OnlyContain(f => f.Fit.Certificate.StartsAgreeing == f.Fit.Certificate.Starts);
    }

    private static (LearningCurve Curve, LawFit Fit)[] Fits(ScalingLaw law, Objective objective) =>
        [.. LearningCurve.All.AsParallel().AsOrdered().Select(c => (c, law.Fit(c.Seen, Few with { Objective = objective })))];

    private static Dictionary<string, double> Means((LearningCurve Curve, LawFit Fit)[] fits) =>
        fits.GroupBy(f => f.Curve.Domain, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Average(f => f.Curve.Score(f.Fit.Fitted)), StringComparer.Ordinal);
}
