namespace ScalingFit.Tests.Laws;

/// <summary>Laws of parallel streams and of loops.</summary>
public sealed class ParallelTests
{
    [Fact]
    public void Eight_streams_are_worth_a_model_1_8_times_as_large_of_code_and_1_7_times_of_text()
    {
        foreach ((FittedLaw law, double worth) in new[] { (Published.Chen2025Stack, 1.818), (Published.Chen2025Pile, 1.695) })
        {
            (1 + (law["kappa"] * Math.Log(8))).Should().BeApproximately(worth, 1e-3);
            law.Predict(("N", 1e9), ("P", 8)).Should().BeApproximately(law.Predict(("N", (1 + (law["kappa"] * Math.Log(8))) * 1e9), ("P", 1)), 1e-12);
            law.Predict(("N", law["A"]), ("P", 1)).Should().BeApproximately(law["E"] + 1, 1e-12, "A is the size at which the term is 1");
        }
    }

    [Fact]
    public void Streams_cannot_make_a_model_smaller()
    {
        Action negative = () => Published.Chen2025Pile.With("kappa", -0.1);
        negative.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*kappa is at least 0*");
        ScalingLaw.ParallelStreams.Bounds["kappa"].Lowest.Should().Be(0);
    }

    [Fact]
    public void Streams_that_do_nothing_have_kappa_on_its_bound()
    {
        FittedLaw truth = Published.Chen2025Pile.With("kappa", 0);
        RunSet runs = RunSet.Create(Enumerable.Range(0, 24).Select(i => Streams(5e8 * Math.Pow(1.4, i % 6), Math.Pow(2, i / 6))));

        // More streams are a little worse, which no κ ≥ 0 can follow.
        runs = RunSet.Create(runs.Select(r => r with { Loss = truth.Predict(r) * (1 + (1e-3 * Math.Log(r.Values["P"]))) }));
        LawFit fit = ScalingLaw.ParallelStreams.Fit(runs);
        fit["kappa"].Value.Should().Be(0);
        fit["kappa"].IsAtBound.Should().BeTrue();
    }

    [Fact]
    public void A_loop_passed_once_is_worth_its_parameters_and_more_often_as_phi_says()
    {
        FittedLaw law = ScalingLaw.Looped.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.6, ["A"] = 60, ["alpha"] = 0.2, ["phi"] = 0.5, ["B"] = 2500, ["beta"] = 0.37 });
        double Loss(double once, double rec, double r) => law.Predict(("N_once", once), ("N_rec", rec), ("r", r), ("D", 1e10));
        Loss(1e8, 3e8, 1).Should().BeApproximately(Loss(4e8, 0, 1), 1e-12);
        Loss(1e8, 3e8, 4).Should().BeApproximately(Loss(7e8, 0, 1), 1e-12);
    }

    [Fact]
    public void Runs_without_streams_or_passes_are_refused_by_name()
    {
        Action streams = () => ScalingLaw.ParallelStreams.Fit(Synthetic.Grid());
        streams.Should().Throw<ArgumentException>().WithMessage("*P (parallel streams)*");
        Action passes = () => ScalingLaw.Looped.Fit(Synthetic.Grid());
        passes.Should().Throw<ArgumentException>().WithMessage("*N_once (parameters passed once)*");
    }

    private static TrainingRun Streams(double parameters, double streams) => new() { Parameters = parameters, Loss = 1, Values = new Dictionary<string, double>(StringComparer.Ordinal) { ["P"] = streams } };
}
