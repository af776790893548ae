using System.Globalization;

namespace ScalingFit;

/// <summary>What moves a decision, the most first: each parameter by its error, with the others held and with the others refitted, and each choice that the analyst might have made otherwise.</summary>
/// <remarks>Immutable, and safe to share between threads.</remarks>
public sealed class Tornado
{
    internal Tornado(LawFit fit, double value, string basis, IReadOnlyList<TornadoBar> bars, IReadOnlyList<Finding> findings)
    {
        Fit = fit;
        Value = value;
        Basis = basis;
        Bars = [.. bars.OrderByDescending(b => b.Width)];
        Findings = findings;
    }

    /// <summary>The fit in question.</summary>
    public LawFit Fit { get; }

    /// <summary>The decision by it.</summary>
    public double Value { get; }

    /// <summary>How far parameters are moved, in a phrase.</summary>
    public string Basis { get; }

    /// <summary>The bars, the widest first.</summary>
    public IReadOnlyList<TornadoBar> Bars { get; }

    /// <summary>Why no parameter is moved; empty where they are.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The decision and its bars, a line each.</summary>
    public override string ToString() => string.Join('\n', [string.Create(CultureInfo.InvariantCulture, $"{Value:G5}; parameters moved by {Basis}"), .. Bars.Select(b => b.ToString())]);
}
