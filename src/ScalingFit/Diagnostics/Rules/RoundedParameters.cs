using System.Globalization;
using ScalingFit.Decisions;

namespace ScalingFit.Diagnostics.Rules;

/// <summary>SF5005: parameters printed with so few digits that what was rounded off moves the allocation. Hoffmann's α 0.34 and β 0.28 are the example that everyone quotes.</summary>
internal sealed class RoundedParameters : ILawRule
{
    /// <summary>A change of D*/N* that a reader would not act on.</summary>
    private const double Tolerance = 0.01;

    /// <summary>A value with more digits was not rounded for print.</summary>
    private const int MostDigits = 6;

    private const double Budget = 1e24;

    /// <summary>Chinchilla's own budget, at which what Hoffmann's digits do is usually quoted.</summary>
    private const double Known = 5.76e23;

    public Finding? Check(FittedLaw law)
    {
        if (law.Law.Groups.Count > 0 || LogRatio(law, [.. law.Values]) is not { } exact) return null;
        double moved = 0;
        double most = 0;
        string worst = "";
        for (int m = 0; m < law.Values.Count; m++)
        {
            LawParameter parameter = law.Law.Parameters[m];
            if (law.Law.Held.ContainsKey(parameter.Name) || law.Law.Tied.ContainsKey(parameter.Name) || HalfUnit(law.Values[m]) is not { } half) continue;
            double change = Math.Max(Change(law, m, half, exact), Change(law, m, -half, exact));
            moved += change;
            if (change <= most) continue;
            most = change;
            worst = string.Create(CultureInfo.InvariantCulture, $"{parameter.Symbol} = {law.Values[m]}");
        }

        if (Math.Exp(moved) - 1 <= Tolerance) return null;
        string extent = double.IsInfinity(moved) ? "without limit" : string.Create(CultureInfo.InvariantCulture, $"by up to {100 * (Math.Exp(moved) - 1):0} %");
        return new Finding
        {
            Code = "SF5005",
            Severity = Severity.Warning,
            Message = string.Create(CultureInfo.InvariantCulture, $"What was rounded off the parameters moves D*/N* at {Budget:0e0} FLOP {extent}, {worst} most."),
            Advice = Unrounded(law) is { } unrounded
                ? string.Create(CultureInfo.InvariantCulture, $"Use the unrounded parameters, {unrounded.Source}: at {Known:0.00e0} FLOP they give {unrounded.Allocate(Known).TokensPerParameter:0.0} tokens a parameter, these {law.Allocate(Known).TokensPerParameter:0.0}.")
                : "Use the unrounded parameters.",
        };
    }

    /// <summary>The same set with more digits, where it is known; a set with a number moved is none of the paper's any more.</summary>
    private static FittedLaw? Unrounded(FittedLaw law) =>
        law.Publication is { } publication && ReferenceEquals(publication, Published.Hoffmann2022.Publication) ? Published.Hoffmann2022Unrounded : null;

    /// <summary>Half a unit of the last digit of the shortest text that reads back as the value; null where it has so many that it was not rounded.</summary>
    private static double? HalfUnit(double value)
    {
        if (!double.IsFinite(value) || value == 0) return null;
        decimal? exact = Math.Abs(value) is > 1e-9 and < 1e15 ? decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) : null;
        if (exact is not { } shown) return null;
        string digits = Math.Abs(shown).ToString(CultureInfo.InvariantCulture);
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : digits.Length - point - 1;
        int significant = digits.Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
        return significant > MostDigits ? null : 0.5 * Math.Pow(10, -decimals);
    }

    private static double Change(FittedLaw law, int parameter, double by, double exact)
    {
        double[] values = [.. law.Values];
        string name = law.Law.Parameters[parameter].Name;
        for (int m = 0; m < values.Length; m++)
        {
            if (m == parameter || string.Equals(law.Law.Tied.GetValueOrDefault(law.Law.Parameters[m].Name), name, StringComparison.Ordinal)) values[m] += by;
        }

        return LogRatio(law, values) is { } moved ? Math.Abs(moved - exact) : double.PositiveInfinity;
    }

    /// <summary>ln D*/N*; null where the law has no best allocation in closed form.</summary>
    private static double? LogRatio(FittedLaw law, double[] values)
    {
        var moved = new FittedLaw(law.Law, values, law.Conventions, law.Source);
        if (!SeparableLaw.TryRead(moved, out SeparableLaw separable) || !separable.HasOptimum) return null;
        double logRatio = Math.Log(separable.RatioOrLimit(Budget / law.Conventions.ComputeRule.FlopsPerParameterToken));
        return double.IsFinite(logRatio) ? logRatio : null;
    }
}
