using ScalingFit.Laws;
using ScalingFit.Numerics.Engines;

namespace ScalingFit.Tests.Laws;

/// <summary>Laws of one's own: written once, fitted and certified like those of the library.</summary>
public sealed class WrittenLawTests
{
    private static readonly LawParameter E = new() { Name = "E", Symbol = "E", Kind = ParameterKind.Floor, Meaning = "floor" };
    private static readonly LawParameter A = new() { Name = "A", Symbol = "A", Kind = ParameterKind.Amplitude, Meaning = "size" };
    private static readonly LawParameter Alpha = new() { Name = "alpha", Symbol = "α", Kind = ParameterKind.Exponent, Meaning = "rate" };
    private static readonly LawParameter B = new() { Name = "B", Symbol = "B", Kind = ParameterKind.Amplitude, Meaning = "size" };
    private static readonly LawParameter Beta = new() { Name = "beta", Symbol = "β", Kind = ParameterKind.Exponent, Meaning = "rate" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Chinchillas_law_written_by_hand_has_the_same_fit_recognised_or_not(bool recognise)
    {
        ScalingLaw mine = Mine(recognise);
        (mine.Definition.Form is PosynomialForm).Should().Be(recognise);
        mine.Formula.Should().Be("L = E + A/N^α + B/D^β");
        RunSet runs = ScalingFit.Data.Datasets.ChinchillaWithoutOutliers;
        foreach (Objective objective in new[] { Objective.Default, Objective.LeastSquares, Objective.LogLeastAbsoluteDeviations, Objective.LogPinball(0.3) })
        {
            LawFit expected = ScalingLaw.Chinchilla.Fit(runs, objective);
            LawFit fit = mine.Fit(runs, objective);
            fit.IsUsable.Should().BeTrue(objective.Name);
            fit.Certificate.Objective.Should().BeApproximately(expected.Certificate.Objective, 1e-11 * expected.Certificate.Objective);
            foreach (ParameterEstimate estimate in fit.Parameters) estimate.Value.Should().BeApproximately(expected[estimate.Parameter.Name].Value, 1e-8 * expected[estimate.Parameter.Name].Value);
            fit.Certificate.TermShares.Select(t => t.Largest).Should().Equal(expected.Certificate.TermShares.Select(t => t.Largest), (a, b) => Math.Abs(a - b) < 1e-8);
        }

        mine.WithValues(ScalingLaw.Chinchilla.Fit(runs).Fitted.ToDictionary()).Predict(1e9, 2e10).Should().BeApproximately(ScalingLaw.Chinchilla.Fit(runs).Fitted.Predict(1e9, 2e10), 1e-12);
    }

    [Fact]
    public void A_law_outside_the_family_gives_the_truth_back()
    {
        LawParameter shift = new() { Name = "D0", Symbol = "D0", Kind = ParameterKind.Multiplier, Meaning = "data that count double", LowestStart = 1e8, HighestStart = 1e11 };
        ScalingLaw law = ScalingLaw.Define("shifted", new Shifted(), [E, A, Alpha, B, shift, Beta], [Variable.Parameters, Variable.Tokens]);
        FittedLaw truth = law.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 1.7, ["A"] = 400, ["alpha"] = 0.34, ["B"] = 900, ["D0"] = 6e9, ["beta"] = 0.33 });
        RunSet runs = Synthetic.Grid(8, 8, law: truth);
        LawFit fit = law.Fit(runs);
        fit.Certificate.Termination.Should().Be(Termination.Converged);
        foreach (LawParameter parameter in law.Parameters) fit[parameter.Name].Value.Should().BeApproximately(truth[parameter.Name], 1e-4 * truth[parameter.Name], parameter.Name);

        LawFit noisy = law.Fit(Synthetic.Grid(8, 8, scatter: 0.002, law: truth));
        noisy.Certificate.IsMinimum.Should().BeTrue();
        noisy.Bootstrap(50).Failed.Should().BeLessThan(10);
    }

    [Fact]
    public void A_sigmoid_of_compute_is_fitted_too()
    {
        LawParameter top = new() { Name = "top", Symbol = "a", Kind = ParameterKind.Multiplier, Meaning = "highest error", LowestStart = 0.3, HighestStart = 1 };
        LawParameter low = new() { Name = "low", Symbol = "b", Kind = ParameterKind.Multiplier, Meaning = "lowest error", LowestStart = 0.01, HighestStart = 0.3 };
        LawParameter middle = new() { Name = "middle", Symbol = "m", Kind = ParameterKind.Free, Meaning = "where it falls", LowestStart = 17, HighestStart = 24 };
        LawParameter rate = new() { Name = "rate", Symbol = "r", Kind = ParameterKind.Multiplier, Meaning = "how fast", LowestStart = 0.3, HighestStart = 5 };
        ScalingLaw law = ScalingLaw.Define("sigmoid", new Sigmoid(), [top, low, middle, rate], [Variable.Flops]);
        FittedLaw truth = law.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["top"] = 0.6, ["low"] = 0.15, ["middle"] = 20.5, ["rate"] = 1.7 });
        RunSet runs = RunSet.Create(Enumerable.Range(0, 40).Select(i => new TrainingRun { Flops = Math.Pow(10, 18 + (0.14 * i)), Loss = 0.5 }));
        runs = RunSet.Create(runs.Select(r => r with { Loss = truth.Predict(r) * (1 + (0.001 * Math.Sin(40 * r.Flops!.Value))) }));
        foreach (Objective objective in new[] { Objective.LeastSquares, Objective.LogitLeastSquares, Objective.LogitHuber(0.01), Objective.Default })
        {
            LawFit fit = law.Fit(runs, objective);
            fit.Certificate.IsMinimum.Should().BeTrue(objective.Name);
            foreach (LawParameter parameter in law.Parameters) fit[parameter.Name].Value.Should().BeApproximately(truth[parameter.Name], 0.02 * truth[parameter.Name], "{0} by {1}", parameter.Name, objective);
        }
    }

    [Fact]
    public void A_law_that_leaves_a_parameter_out_is_refused()
    {
        Action define = () => ScalingLaw.Define("mine", new Additive(), [E, A, Alpha, B, Beta, Beta with { Name = "gamma" }], [Variable.Parameters, Variable.Tokens]);
        define.Should().Throw<ArgumentException>().WithMessage("mine does not depend on its parameter gamma.*");
        define = () => ScalingLaw.Define("mine", new Additive(), [E, A, Alpha, B, Alpha], [Variable.Parameters, Variable.Tokens]);
        define.Should().Throw<ArgumentException>().WithMessage("The parameter alpha is declared twice.*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Held_and_tied_parameters_work_as_they_do_in_the_library(bool recognise)
    {
        ScalingLaw mine = Mine(recognise);
        RunSet runs = ScalingFit.Data.Datasets.ChinchillaWithoutOutliers;
        foreach (Func<ScalingLaw, ScalingLaw> change in new Func<ScalingLaw, ScalingLaw>[] { l => l.With("E", 1.69), l => l.With("A", 400), l => l.Tie("alpha", "beta") })
        {
            LawFit expected = change(ScalingLaw.Chinchilla).Fit(runs);
            LawFit fit = change(mine).Fit(runs);
            fit.Certificate.Objective.Should().BeApproximately(expected.Certificate.Objective, 1e-10 * expected.Certificate.Objective);
        }
    }

    [Fact]
    public void A_sum_of_variables_within_the_law_is_one_term()
    {
        LawParameter slope = new() { Name = "c", Symbol = "c", Kind = ParameterKind.Free, Meaning = "slope" };
        ScalingLaw law = ScalingLaw.Define("offset", new Offset(), [E, A, Alpha, slope], [Variable.Parameters, Variable.Tokens]);
        LawFit fit = law.Fit(Synthetic.Grid(scatter: 0.01), Objective.LeastSquares);
        fit.Certificate.TermShares.Should().HaveCount(4);
        double.IsFinite(fit.Certificate.Objective).Should().BeTrue();
    }

    [Fact]
    public void Whole_powers_take_bases_of_either_sign()
    {
        LawParameter slope = new() { Name = "c", Symbol = "c", Kind = ParameterKind.Free, Meaning = "slope" };
        ScalingLaw law = ScalingLaw.Define("ninth", new Ninth(), [E, slope], [Variable.Parameters]);
        FittedLaw truth = law.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["E"] = 2, ["c"] = -1e-3 });
        LawFit fit = law.Fit(RunSet.Create(Synthetic.Grid().Select(r => r with { Loss = truth.Predict(r) })), Objective.LeastSquares);
        fit["c"].Value.Should().BeApproximately(-1e-3, 1e-9);
    }

    [Fact]
    public void Starts_that_make_no_sense_and_idle_variables_are_refused()
    {
        Action define = () => ScalingLaw.Define("mine", new Additive(), [E, A with { LowestStart = 0 }, Alpha, B, Beta], [Variable.Parameters, Variable.Tokens]);
        define.Should().Throw<ArgumentException>().WithMessage("A cannot start from 0*");
        define = () => ScalingLaw.Define("mine", new Additive(), [E, A, Alpha with { LowestStart = 0.5, HighestStart = 0.1 }, B, Beta], [Variable.Parameters, Variable.Tokens]);
        define.Should().Throw<ArgumentException>().WithMessage("alpha has a LowestStart above*");
        define = () => ScalingLaw.Define("mine", new Additive(), [E, A, Alpha, B, Beta], [Variable.Parameters, Variable.Tokens, Variable.Flops]);
        define.Should().Throw<ArgumentException>().WithMessage("mine does not depend on its variable C*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_held_term_that_is_small_is_not_called_dead(bool recognise)
    {
        ScalingLaw mine = Mine(recognise);
        LawFit fit = mine.With("B", 1e-7).With("beta", 0.3).Fit(Synthetic.Grid(scatter: 0.01));
        fit.Findings.Should().NotContain(f => f.Code == "SF3007");
        fit.Summary().ToString().Should().NotContain("()");
    }

    private static ScalingLaw Mine(bool recognise) => new(WrittenLaw.Define("mine", new Additive(), [E, A, Alpha, B, Beta], [Variable.Parameters, Variable.Tokens], "", recognise: recognise));

    private readonly struct Offset : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => (1e-3 * (T.Log(x[0]) + T.Log(x[1]))) + p[0] + (p[1] * T.Pow(x[0], -p[2])) + (p[3] * (T.Log(x[1]) - 20));
    }

    private readonly struct Ninth : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] + (p[1] * T.Pow((T.Log(x[0]) - 20) / 3, 9));
    }

    private readonly struct Additive : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] + (p[1] / T.Pow(x[0], p[2])) + (p[3] / T.Pow(x[1], p[4]));
    }

    private readonly struct Shifted : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] + (p[1] / T.Pow(x[0], p[2])) + (p[3] / T.Pow(x[1] + p[4], p[5]));
    }

    private readonly struct Sigmoid : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[1] + ((p[0] - p[1]) / (1 + T.Exp(p[3] * ((T.Log(x[0]) / Math.Log(10)) - p[2]))));
    }
}

/// <summary>What tests of laws ask of a fitted law.</summary>
internal static class FittedLawValues
{
    public static Dictionary<string, double> ToDictionary(this FittedLaw law) => law.Law.Parameters.ToDictionary(p => p.Name, p => law[p.Name], StringComparer.Ordinal);
}
