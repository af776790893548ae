using System.Globalization;

namespace ScalingFit;

/// <summary>The best run at one compute.</summary>
public sealed record EnvelopePoint
{
    /// <summary>C, in FLOPs: the value looked at along loss curves, the run's own otherwise.</summary>
    public required double Flops { get; init; }

    /// <summary>The run's size.</summary>
    public required double Parameters { get; init; }

    /// <summary>The run's data there.</summary>
    public required double Tokens { get; init; }

    /// <summary>Its loss there.</summary>
    public required double Loss { get; init; }

    /// <summary>The place of the run in the table, counted from 0: of a curve, of its first row.</summary>
    public required int Place { get; init; }

    /// <summary>Among how many runs it is the best.</summary>
    public required int Rivals { get; init; }

    /// <summary>Whether no run of this compute is larger, or none is smaller: a better size may lie beyond.</summary>
    public required bool IsAtEdge { get; init; }

    /// <summary>Compute, size, data and loss in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Flops:0.00e0} FLOP: N {Parameters:0.000e0}, D {Tokens:0.000e0}, loss {Loss:0.0000}, best of {Rivals}{(IsAtEdge ? ", at the edge" : "")}");
}
