using System.Globalization;
using ScalingFit.Uncertainty;

namespace ScalingFit;

/// <summary>Asking what a decision hangs on.</summary>
public static class TornadoExtensions
{
    private const int Outliers = 5;

    /// <summary>Moves one thing at a time, a parameter or a choice of the analyst's, and says what that does to a decision.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="decision">The decision, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>. Where it throws <see cref="InvalidOperationException"/> after a change, the law has none, and the end counts as NaN.</param>
    /// <param name="options">How far things are moved; the default is <see cref="TornadoOptions.Default"/>.</param>
    /// <returns>The bars, the widest first. Each end can be reproduced by one call.</returns>
    /// <exception cref="ArgumentException">The resamples are of another fit, or the law has no parameter that a relative amount is given for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter would be moved out of its range.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no such decision.</exception>
    public static Tornado Tornado(this LawFit fit, Func<FittedLaw, double> decision, TornadoOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(decision);
        options ??= TornadoOptions.Default;
        if (options.Bootstrap is { } given && !ReferenceEquals(given.Fit, fit)) throw new ArgumentException("The resamples in the options are of another fit.", nameof(options));
        foreach (string name in options.Relative?.Keys ?? []) fit.Law.IndexOf(name);

        double value = decision(fit.Fitted);
        (Func<string, double?> amount, string basis, IReadOnlyList<Finding> findings) = Amounts(fit, options);
        var bars = new List<TornadoBar>();
        foreach (ParameterEstimate estimate in fit.Parameters.Where(p => !p.IsHeld && p.TiedTo is null))
        {
            if (amount(estimate.Parameter.Name) is not { } by) continue;
            double[] ends = Ends(estimate, by);
            bars.Add(Bar(estimate.Parameter.Name, TornadoBarKind.Held, value, [.. ends.Select(e => End(decision, Text(estimate, e), HoldAll(fit, estimate.Parameter.Name, e), fit.Runs, fit.Options))]));
            bars.Add(Bar(estimate.Parameter.Name, TornadoBarKind.Refitted, value, [.. ends.Select(e => End(decision, Text(estimate, e), fit.Law.With(estimate.Parameter.Name, e), fit.Runs, fit.Options))]));
        }

        if (options.Choices) bars.AddRange(Choices(fit, decision, value, options));
        return new Tornado(fit, value, basis, bars, findings);
    }

    private static (Func<string, double?> Amount, string Basis, IReadOnlyList<Finding> Findings) Amounts(LawFit fit, TornadoOptions options)
    {
        if (options.Relative is { } relative) return (name => relative.TryGetValue(name, out double share) ? share * Math.Abs(fit[name].Value) : null, "given amounts", []);
        if (options.Bootstrap is null && fit.Covariance() is { IsUsable: true } covariance) return (name => covariance.StandardError(name), "one standard error by the curvature", []);
        Bootstrap bootstrap = options.Bootstrap ?? fit.DefaultBootstrap();
        string count = bootstrap.Replicates.ToString(CultureInfo.InvariantCulture);
        return bootstrap.IsUsable
            ? (name => fit[name].IsAtBound ? null : bootstrap.StandardError(name), $"one standard error over {count} resamples", [])
            : (_ => null, "nothing, since no standard error is known", bootstrap.Findings);
    }

    /// <summary>A positive parameter is moved by a factor, lest a large error take it below zero.</summary>
    private static double[] Ends(ParameterEstimate estimate, double by) => estimate.Parameter.IsPositive
        ? [estimate.Value / (1 + (by / estimate.Value)), estimate.Value + by]
        : [estimate.Value - by, estimate.Value + by];

    private static IEnumerable<TornadoBar> Choices(LawFit fit, Func<FittedLaw, double> decision, double value, TornadoOptions options)
    {
        TornadoEnd Chosen(string change, ScalingLaw? law = null, RunSet? runs = null, Objective? objective = null) =>
            End(decision, change, law ?? fit.Law, runs ?? fit.Runs, objective is null ? fit.Options : fit.Options with { Objective = objective });

        TornadoEnd[] objectives = [.. options.Objectives.Where(o => !string.Equals(o.Name, fit.Options.Objective.Name, StringComparison.Ordinal)).Select(o => Chosen(o.Name, objective: o))];
        if (objectives.Length > 0) yield return Bar("objective", TornadoBarKind.Choice, value, objectives);

        if (Subset(fit, OutlierRule.HighestLosses(Outliers), 0) is { } without) yield return Bar("highest losses", TornadoBarKind.Choice, value, [Chosen(OutlierRule.HighestLosses(Outliers).Name, runs: without)]);
        if (fit.Runs.Has(Variable.Parameters) && Subset(fit, OutlierRule.None, options.SmallestLeftOut) is { } larger)
        {
            yield return Bar("smallest models", TornadoBarKind.Choice, value, [Chosen(Specification.ShareText(options.SmallestLeftOut, "smallest"), runs: larger)]);
        }

        if (fit.Runs.Has(Variable.Parameters) && fit.Runs.Has(Variable.Tokens))
        {
            double kappa = fit.Runs.Conventions.ComputeRule.FlopsPerParameterToken;
            ComputeRule[] rules = [.. new[] { 1 - options.ComputeRuleShare, 1 + options.ComputeRuleShare }.Select(f => new ComputeRule { FlopsPerParameterToken = kappa * f })];
            yield return Bar("compute rule", TornadoBarKind.Choice, value, [.. rules.Select(r => Chosen(r.ToString(), runs: fit.Runs.Counted(r, tokensFromFlops: false)))]);
        }

        ScalingLaw[] laws = [.. options.Laws.Where(l => !ReferenceEquals(l.Definition, fit.Law.Definition) && l.Variables.All(fit.Runs.Has) && l.FreeCount <= fit.Runs.Count)];
        if (laws.Length > 0 && fit.Law.Groups.Count == 0) yield return Bar("law", TornadoBarKind.Choice, value, [.. laws.Select(l => Chosen(l.Name, law: l))]);
    }

    /// <summary>The runs without those that a rule leaves out; null where that leaves too few, or all.</summary>
    private static RunSet? Subset(LawFit fit, OutlierRule rule, double smallest)
    {
        var specification = new Specification { Law = fit.Law, Options = fit.Options, Outliers = rule, SmallestLeftOut = smallest, ShortestLeftOut = 0, Compute = ComputeChoice.AsGiven, Weighting = RunWeighting.AsGiven };
        bool[] isOut = specification.LeftOut(fit);
        int[] kept = [.. Enumerable.Range(0, isOut.Length).Where(i => !isOut[i])];
        return kept.Length < fit.Law.FreeCount || kept.Length == isOut.Length ? null : fit.Runs.Keep(kept, smallest > 0 ? Specification.ShareText(smallest, "smallest") : rule.Name);
    }

    /// <summary>The law with every parameter held: at its estimate, and one of them at another value. What is tied to that one moves with it.</summary>
    private static ScalingLaw HoldAll(LawFit fit, string moved, double to)
    {
        ScalingLaw law = fit.Law;
        foreach (ParameterEstimate estimate in fit.Parameters.Where(p => p.TiedTo is null))
        {
            string name = estimate.Parameter.Name;
            law = law.With(name, string.Equals(name, moved, StringComparison.Ordinal) ? to : estimate.Value);
        }

        return law;
    }

    private static TornadoEnd End(Func<FittedLaw, double> decision, string change, ScalingLaw law, RunSet runs, FitOptions options)
    {
        LawFit fit = law.Fit(runs, options);
        return new TornadoEnd { Change = change, Law = law, Runs = runs, Options = options, Value = Ask(decision, fit.Fitted), IsMinimum = law.FreeCount == 0 || fit.Certificate.IsMinimum };
    }

    private static TornadoBar Bar(string name, TornadoBarKind kind, double value, TornadoEnd[] ends)
    {
        double[] known = [value, .. ends.Where(e => !double.IsNaN(e.Value)).Select(e => e.Value)];
        return new TornadoBar { Name = name, Kind = kind, Ends = ends, Lower = known.Min(), Upper = known.Max() };
    }

    private static string Text(ParameterEstimate estimate, double value) => string.Create(CultureInfo.InvariantCulture, $"{estimate.Parameter.Name} = {value:G6}");

    private static double Ask(Func<FittedLaw, double> decision, FittedLaw law)
    {
        try
        {
            return decision(law);
        }
        catch (InvalidOperationException)
        {
            return double.NaN;
        }
    }
}
