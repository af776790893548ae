using System.Globalization;

namespace ScalingFit.Decisions;

/// <summary>Why the three approaches differ, a sentence for each reason that was computed.</summary>
internal static class ApproachesStatement
{
    /// <summary>A floor this much lower than fitted is still a plausible one: published floors of the same runs lie further apart.</summary>
    private const double LowerFloor = 0.95;

    public static IReadOnlyList<string> Of(double flops, Envelope envelope, IsoFlop iso, LawFit fit, IsoFlopBias? bias, Approach[] rows)
    {
        Approach ofMinima = rows[1];
        Approach corrected = rows[2];
        Approach ofFit = rows[3];
        string?[] sentences =
        [
            Range(flops, rows),
            OfBias(flops, bias),
            OfGrids(bias),
            OfEdges(iso),
            OfFrontier(envelope),
            OfDistance(flops, iso, rows),
            OfFloor(fit, flops, ofFit),
            Gap(flops, ofMinima, corrected, ofFit),
        ];
        return [.. sentences.OfType<string>()];
    }

    private static string? Range(double flops, Approach[] rows)
    {
        Approach[] known = [.. rows.Where(r => r.Tokens is not null)];
        if (known.Length < 2) return null;
        Approach least = known.MinBy(r => r.Tokens)!;
        Approach most = known.MaxBy(r => r.Tokens)!;
        return Say($"At {flops:0.0e0} FLOP the approaches ask for {least.Tokens:0.00e0} ({least.Name}) to {most.Tokens:0.00e0} tokens ({most.Name}).");
    }

    private static string? OfBias(double flops, IsoFlopBias? bias)
    {
        if (bias?.TokensErrorAt(flops) is not { } error || bias.ExponentBias is not { } ofExponent) return null;
        double[] errors = [.. bias.Budgets.Where(b => b.IsUsed).Select(b => b.TokensError).OfType<double>()];
        string curve = bias.IsoFlop.Options.Interpolation == IsoFlopInterpolation.Akima ? "Akima's curve" : "The parabola";
        return Say($"{curve} misses the law's own minima by {Percent(errors.Min())} to {Percent(errors.Max())} in D*, which moves the exponent of N* by {ofExponent:+0.0000;-0.0000;0.0000} and D* at this budget by {Percent(error)}.");
    }

    private static string? OfGrids(IsoFlopBias? bias) =>
        bias?.Findings.FirstOrDefault(f => string.Equals(f.Code, "SF2008", StringComparison.Ordinal))?.Message;

    private static string? OfEdges(IsoFlop iso)
    {
        int lost = iso.Budgets.Count(b => !b.IsUsed);
        if (lost == 0) return null;
        string head = Say($"{lost} of {iso.Budgets.Count} budgets {(lost == 1 ? "shows" : "show")} no minimum and {(lost == 1 ? "is" : "are")} left out");
        if (iso.Options.UseOutside || iso.Budgets.All(b => b.Status != IsoFlopStatus.Outside)) return $"{head}.";
        BudgetLaw? with = iso.Runs.IsoFlop(iso.Options with { UseOutside = true }).Parameters;
        return with is null || iso.Parameters is null ? $"{head}." : Say($"{head}; with minima beyond the runs the exponent of N* would be {with.Exponent:0.0000} instead of {iso.Parameters.Exponent:0.0000}.");
    }

    private static string? OfFrontier(Envelope envelope)
    {
        int edges = envelope.Points.Count(p => p.IsAtEdge);
        return edges == 0 ? null : Say($"The envelope rests on {envelope.WinnerCount} runs, and {edges} of its {envelope.Points.Count} points are the smallest or the largest size of their compute.");
    }

    private static string? OfDistance(double flops, IsoFlop iso, Approach[] rows)
    {
        double middle = Math.Exp(iso.Budgets.Average(b => Math.Log(b.Flops)));
        double decades = Math.Log10(flops / iso.Budgets.Max(b => b.Flops));
        double[] exponents = [.. rows.Select(r => r.Exponent).OfType<double>()];
        if (decades <= 0 || exponents.Length < 2) return null;
        double spread = exponents.Max() - exponents.Min();
        return Say($"The budget is {decades:0.0} decades beyond the largest of the runs, and {Math.Log10(flops / middle):0.0} beyond their middle: over these the exponents, which differ by up to {spread:0.000}, part by a factor of {Math.Pow(flops / middle, spread):0.00}.");
    }

    private static string? OfFloor(LawFit fit, double flops, Approach ofFit)
    {
        ParameterEstimate? floor = fit.Parameters.FirstOrDefault(p => p.Parameter.Kind == ParameterKind.Floor && !p.IsHeld && p.Value > 0);
        if (floor is null || ofFit.Exponent is null || !fit.Certificate.IsMinimum) return null;
        LawFit lower = fit.Law.With(floor.Parameter.Name, LowerFloor * floor.Value).Fit(fit.Runs, fit.Options);
        Approach moved = ApproachesExtensions.Of(lower.Fitted, flops);
        if (moved.Exponent is null || !lower.Certificate.IsMinimum) return null;
        double rise = (lower.Certificate.Objective / fit.Certificate.Objective) - 1;
        return Say($"With a floor 5 % lower the law fits worse by {Percent(rise)} of its objective, its exponent is {moved.Exponent:0.0000} instead of {ofFit.Exponent:0.0000}, and D* {Percent((moved.Tokens!.Value / ofFit.Tokens!.Value) - 1)} away.");
    }

    private static string? Gap(double flops, Approach minima, Approach corrected, Approach fit)
    {
        if (minima.Tokens is null || corrected.Tokens is null || fit.Tokens is null) return null;
        return Say($"IsoFLOP's D* at {flops:0.0e0} FLOP is {minima.Tokens / fit.Tokens:0.00} times the law's, and after correction {corrected.Tokens / fit.Tokens:0.00} times: by this law the rest is no bias of the curve.");
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:+0.0;-0.0;0.0} %");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
