using System.Globalization;

namespace ScalingFit;

/// <summary>Whether the runs speak against a value of one parameter, such as k = 1 in the coupled law, where it is Chinchilla's.</summary>
public sealed class ParameterTest
{
    internal const string Likelihood = "the quasi-likelihood ratio";
    internal const string Resampling = "resampling";

    internal ParameterTest(LawFit fit, string parameter, double value, FittedLaw held, double heldObjective)
    {
        Fit = fit;
        Parameter = parameter;
        Value = value;
        Held = held;
        HeldObjective = heldObjective;
    }

    /// <summary>The fit with the parameter free.</summary>
    public LawFit Fit { get; }

    /// <summary>The parameter's name.</summary>
    public string Parameter { get; }

    /// <summary>The value that is tested.</summary>
    public double Value { get; }

    /// <summary>What the parameter is estimated at.</summary>
    public double Estimate => Fit[Parameter].Value;

    /// <summary>The law with the parameter at the value and the others refitted.</summary>
    public FittedLaw Held { get; }

    /// <summary>The objective of <see cref="Held"/>.</summary>
    public double HeldObjective { get; }

    /// <summary>By how much the objective rises, relative to that of the fit; infinite where that is zero.</summary>
    public double RelativeRise => HeldObjective <= Fit.Certificate.Objective ? 0 : (HeldObjective / Fit.Certificate.Objective) - 1;

    /// <summary>
    /// The probability of runs that speak against the value at least as much as these, were it true: by the quasi-likelihood ratio of <see cref="Profile.Interval"/>, or, asked of a bootstrap, by
    /// twice the smaller share of the resamples on either side of the value. Null where neither holds; see <see cref="Findings"/>.
    /// </summary>
    public double? PValue { get; internal init; }

    /// <summary>How the probability was found, or would have been.</summary>
    public string Method { get; internal init; } = Likelihood;

    /// <summary>Why it is withheld.</summary>
    public IReadOnlyList<Finding> Findings { get; internal init; } = [];

    /// <summary>Parameter, value, rise and probability in a line.</summary>
    public override string ToString()
    {
        string probability = PValue is { } p ? string.Create(CultureInfo.InvariantCulture, $"p = {p:G2} by {Method}") : $"p withheld ({string.Join(", ", Findings.Select(f => f.Code))}){(string.Equals(Method, Likelihood, StringComparison.Ordinal) ? "; ask a bootstrap" : "")}";
        return string.Create(CultureInfo.InvariantCulture, $"{Parameter} = {Value} against {Estimate:G4}: the objective rises by {100 * RelativeRise:0.##} %, {probability}");
    }
}
