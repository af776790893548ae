using System.Globalization;

namespace ScalingFit;

/// <summary>How an allocation moves with one parameter of its law, the others held.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="IsLogarithmic">Whether the derivative is by the parameter's logarithm, as of amplitudes and other multipliers, rather than by itself.</param>
/// <param name="OfParameters">∂ln N*/∂θ, or ∂ln N*/∂ln θ. Since N*·D* stays the same, that of D* has the opposite sign, and that of D*/N* is -2 times this.</param>
public sealed record AllocationSensitivity(string Parameter, bool IsLogarithmic, double OfParameters)
{
    /// <summary>The derivative in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"∂ln N*/∂{(IsLogarithmic ? "ln " : "")}{Parameter} = {OfParameters:G4}");
}
