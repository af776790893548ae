namespace ScalingFit.Tests.Fitting;

/// <summary>Whether runs determine a law does not hang on the unit that a variable is counted in.</summary>
public sealed class ConditionTests
{
    private static readonly LawParameter Level = new() { Name = "level", Symbol = "y", Kind = ParameterKind.Amplitude, Meaning = "at zero" };
    private static readonly LawParameter Slope = new() { Name = "slope", Symbol = "m", Kind = ParameterKind.Free, Meaning = "a step", LowestStart = -1e-7, HighestStart = 1e-7 };
    private static readonly LawParameter Bend = new() { Name = "bend", Symbol = "q", Kind = ParameterKind.Exponent, Meaning = "rate of return on size" };
    private static readonly Variable Steps = Variable.Of("s", "steps");

    [Theory]
    [InlineData(1)]
    [InlineData(1e3)]
    [InlineData(1e6)]
    public void A_slope_is_as_well_determined_by_millions_of_steps_as_by_steps(double unit)
    {
        LawFit fit = Fit(unit, r => r);
        fit.Certificate.IsMinimum.Should().BeTrue();
        fit["slope"].Value.Should().BeApproximately(-0.02 / unit, 1e-4 / unit);
        fit.Certificate.ConditionNumber.Should().BeApproximately(Fit(1, r => r).Certificate.ConditionNumber!.Value, 1e-3 * fit.Certificate.ConditionNumber!.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e6)]
    public void A_slope_of_a_variable_that_goes_with_another_is_not_determined_in_any_unit(double unit)
    {
        // Steps as ln N: slope and exponent do the same.
        LawFit fit = Fit(unit, r => r with { Values = Of(unit * Math.Log(r.Parameters!.Value)) });
        fit.Certificate.IsMinimum.Should().BeFalse();
    }

    private static LawFit Fit(double unit, Func<TrainingRun, TrainingRun> change)
    {
        ScalingLaw law = ScalingLaw.Define("tilted", new Tilted(), [Level, Slope, Bend], [Variable.Parameters, Steps]);
        IEnumerable<TrainingRun> runs = Enumerable.Range(0, 40).Select(i => change(new TrainingRun { Parameters = 1e7 * Math.Pow(2, i / 5), Loss = 1, Values = Of(unit * (1 + (i % 5))) }));
        FittedLaw truth = law.WithValues(new Dictionary<string, double>(StringComparer.Ordinal) { ["level"] = 20, ["slope"] = -0.02 / unit, ["bend"] = 0.1 });
        return law.Fit(RunSet.Create(runs.Select((r, i) => r with { Loss = truth.Predict(r) * (1 + (1e-3 * Math.Sin(i))) })), Objective.LogLeastSquares);
    }

    private static Dictionary<string, double> Of(double steps) => new(StringComparer.Ordinal) { ["s"] = steps };

    private readonly struct Tilted : ILaw
    {
        public T Evaluate<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => p[0] * T.Exp(p[1] * x[1]) / T.Pow(x[0], p[2]);
    }
}
