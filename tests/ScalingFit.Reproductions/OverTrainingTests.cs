using ScalingFit.Data;

namespace ScalingFit.Reproductions;

/// <summary>
/// Gadre et al. 2024 (arXiv:2403.08540), figure 1 and the table of coefficients: the loss from five small models a corpus, the error from six, and the relative errors that their notebook prints for what was held back.
/// Coefficients are those of the authors' code on their data, which round to the printed ones.
/// </summary>
public sealed class OverTrainingTests
{
    public static TheoryData<string, string, string, string> Corpora => new()
    {
        { "c4_original", "Gadre et al. 2024, C4", "Gadre et al. 2024, C4, error on 17 tasks", "Gadre et al. 2024, C4, error on 46 tasks" },
        { "rpj", "Gadre et al. 2024, RedPajama", "Gadre et al. 2024, RedPajama, error on 17 tasks", "Gadre et al. 2024, RedPajama, error on 46 tasks" },
        { "rw_original", "Gadre et al. 2024, RefinedWeb", "Gadre et al. 2024, RefinedWeb, error on 17 tasks", "Gadre et al. 2024, RefinedWeb, error on 46 tasks" },
    };

    [Theory]
    [MemberData(nameof(Corpora))]
    public void The_coefficients_of_loss_and_error_are_the_published(string corpus, string loss, string error17, string error46)
    {
        IsPublished(LossOf(corpus), loss, 1e-6);
        IsPublished(ErrorOf(corpus, "error_subset"), error17, 1e-5);
        IsPublished(ErrorOf(corpus, "error_average"), error46, 1e-5);
    }

    [Theory]
    [InlineData("rpj-open_lm_1b-32.0", 0.7103, 3.6365)]
    [InlineData("rpj-open_lm_7b-1.0", 0.7320, 0.0464)]
    public void What_was_held_back_is_forecast_with_the_printed_errors(string name, double lossOff, double errorOff)
    {
        LawFit loss = LossOf("rpj");
        LawFit error = ErrorOf("rpj", "error_subset");
        TrainingRun measured = Read("rpj", "loss").Single(r => string.Equals(r.Name, name, StringComparison.Ordinal));
        double measuredError = Read("rpj", "error_subset").Single(r => string.Equals(r.Name, name, StringComparison.Ordinal)).Loss;
        double forecast = loss.Fitted.Predict(measured);
        (100 * Math.Abs((forecast / measured.Loss) - 1)).Should().BeApproximately(lossOff, 1e-4);
        (100 * Math.Abs((error.Fitted.Predict(("loss", forecast)) / measuredError) - 1)).Should().BeApproximately(errorOff, 5e-4);
    }

    [Fact]
    public void Five_runs_for_four_parameters_and_six_for_three_leave_nothing_for_an_interval()
    {
        TwoStep chain = LossOf("rpj").Then(ErrorOf("rpj", "error_subset"), resamples: 40, seed: 1);
        chain.IsUsable.Should().BeFalse();
        chain.Findings.Should().Contain(f => f.Code == "SF2002");
        chain.Predict(6.9e9, 1.38e11).Curve.Should().BeNull();
    }

    private static void IsPublished(LawFit fit, string source, double tolerance)
    {
        FittedLaw published = Published.All.Single(l => string.Equals(l.Source, source, StringComparison.Ordinal));
        foreach (ParameterEstimate p in fit.Parameters) p.Value.Should().BeApproximately(published[p.Parameter.Name], tolerance * published[p.Parameter.Name], $"{source}, {p.Parameter.Name}");

        // Not above what the published numbers give on the same rows.
        double theirs = fit.Runs.Sum(r => Math.Pow(published.Predict(r) - r.Loss, 2));
        fit.Residuals.Sum(r => r * r).Should().BeLessThanOrEqualTo(theirs * (1 + 1e-9));
    }

    private static LawFit LossOf(string corpus) => ScalingLaw.OverTraining.Fit(Fitted(Read(corpus, "loss"), withLarger: false), Objective.LeastSquares);

    private static LawFit ErrorOf(string corpus, string column) => ScalingLaw.LossToError.Fit(Fitted(Read(corpus, column), withLarger: true), Objective.LeastSquares);

    /// <summary>The four smallest sizes at 20 tokens a parameter and the smallest at 320; for the error the 1.4B at 20, too.</summary>
    private static RunSet Fitted(RunSet runs, bool withLarger)
    {
        double[] sizes = [.. runs.Select(r => r.Parameters!.Value).Distinct().Order()];
        RunSet kept = runs.Where(
            r => (r.Parameters <= sizes[withLarger ? 4 : 3] && Math.Abs(r.TokensPerParameter!.Value - 20) < 1) || (r.Parameters <= sizes[0] && Math.Abs(r.TokensPerParameter!.Value - 320) < 1),
            because: "those that the paper fits to");
        kept.Count.Should().Be(withLarger ? 6 : 5);
        return kept;
    }

    private static RunSet Read(string corpus, string column) => RunFile
        .Read(Path.Combine(AppContext.BaseDirectory, "data", "gadre-overtraining", "runs.csv"), new RunFileOptions
        {
            Tokens = "tokens",
            Loss = column,
            Group = "corpus",
            Values = IsLoss(column) ? RunFileOptions.Default.Values : new Dictionary<string, string>(StringComparer.Ordinal) { ["loss"] = "loss" },
            Conventions = new RunConventions { Counting = ParameterCounting.Total, LossUnit = IsLoss(column) ? LossUnit.NatsPerToken : LossUnit.Other },
        })
        .Where(r => string.Equals(r.Group, corpus, StringComparison.Ordinal), because: "one corpus");

    private static bool IsLoss(string column) => string.Equals(column, "loss", StringComparison.Ordinal);
}
