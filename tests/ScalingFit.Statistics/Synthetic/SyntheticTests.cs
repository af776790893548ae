using ScalingFit.Laws;
using ScalingFit.Numerics.Engines;

namespace ScalingFit.Statistics.Synthetic;

/// <summary>400 made problems of five families, whose minima another program found by another route: reached or bettered, or flagged.</summary>
public sealed class SyntheticTests(ITestOutputHelper output)
{
    private const double Same = 1e-8;
    private const double AtLimit = 1e-5;

    private static readonly Dictionary<string, ScalingLaw> Laws = new(StringComparer.Ordinal)
    {
        ["chinchilla"] = ScalingLaw.Chinchilla,
        ["kaplan"] = Law("Kaplan", ["A", "alpha", "B", "beta", "k"], ["N", "D"], new PosynomialForm(
            5,
            2,
            new PosynomialForm.Term(0, new PosynomialForm.Factor(1, 0, -1)),
            new PosynomialForm.Term(2, new PosynomialForm.Factor(3, 1, -1))) { Power = 4 }),
        ["coupled"] = ScalingLaw.Coupled,
        ["three-term"] = Law("three terms", ["E", "A", "alpha", "B", "beta", "C", "gamma"], ["N", "D"], new PosynomialForm(
            7,
            2,
            new PosynomialForm.Term(0),
            new PosynomialForm.Term(1, new PosynomialForm.Factor(2, 0, -1)),
            new PosynomialForm.Term(3, new PosynomialForm.Factor(4, 1, -1)),
            new PosynomialForm.Term(5, new PosynomialForm.Factor(6, 0, -1), new PosynomialForm.Factor(6, 1, -1)))),
        ["floor1d"] = Law("floor", ["E", "A", "alpha"], ["N"], new PosynomialForm(
            3,
            1,
            new PosynomialForm.Term(0),
            new PosynomialForm.Term(1, new PosynomialForm.Factor(2, 0, -1)))),
    };

    [Fact]
    public void At_least_995_in_1000_proper_minima_are_reached_or_bettered_and_the_rest_are_flagged()
    {
        int minima = 0;
        int reached = 0;
        int better = 0;
        int infima = 0;
        int silent = 0;
        foreach (SyntheticProblem problem in SyntheticProblem.All)
        {
            LawFit fit = Laws[problem.Family].Fit(problem.Runs);
            double objective = fit.Certificate.Objective;
            bool good = problem.Minimum is { } minimum && objective <= minimum * (1 + Same);
            bool flagged = !fit.IsUsable || fit.Findings.Any(f => f.Severity == Severity.Warning && f.Code.StartsWith("SF3", StringComparison.Ordinal) && f.Code is not "SF3006");
            minima += problem.Minimum is null ? 0 : 1;
            reached += good ? 1 : 0;
            better += objective < problem.Objective * (1 - Same) ? 1 : 0;

            // Where the sum only approaches an infimum, at a limit, there is no minimum: to be told so is all one can ask.
            if (problem.Minimum is null && objective <= problem.Objective * (1 + AtLimit)) infima++;
            silent += good || flagged ? 0 : 1;
            if (!good)
            {
                output.WriteLine(FormattableString.Invariant($"{problem.Number} {problem.Family} {problem.Design} {problem.Runs.Count} rows: {objective:G10} of {problem.Minimum:G10}, infimum {problem.Objective:G10}; {fit.Certificate.Termination} {(flagged ? "flagged" : "silent")} {fit.Certificate.Starts}/{fit.Certificate.StartsAgreeing}"));
            }
        }

        output.WriteLine($"minima: {reached} of {minima} reached, {better} bettered; infima at a limit: {infima} of {400 - minima}; silent: {silent}");
        SyntheticProblem.All.Should().HaveCount(400);
        ((double)reached / minima).Should().BeGreaterThanOrEqualTo(0.995);
        silent.Should().Be(0);
    }

    private static ScalingLaw Law(string name, string[] parameters, string[] variables, PosynomialForm form) => new(new LawDefinition
    {
        Name = name,
        Formula = name,
        Reference = "",
        Parameters = [.. parameters.Select(p => new LawParameter
        {
            Name = p,
            Symbol = p,
            Meaning = p,
            Kind = p is "E" ? ParameterKind.Floor : p is "A" or "B" or "C" ? ParameterKind.Amplitude : p is "k" ? ParameterKind.Multiplier : ParameterKind.Exponent,
        })],
        Variables = [.. variables.Select(v => v is "N" ? Variable.Parameters : Variable.Tokens)],
        Form = form,
        TermNames = [.. form.Terms.Select((_, t) => $"term {t}")],
    });
}
