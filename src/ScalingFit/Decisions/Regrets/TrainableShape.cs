using System.Globalization;

namespace ScalingFit;

/// <summary>A shape that can be trained with a budget, and what it costs that it is not the best size.</summary>
public sealed record TrainableShape
{
    /// <summary>The shape and its size.</summary>
    public required ShapeCandidate Candidate { get; init; }

    /// <summary>The data that the budget affords at that size, in tokens.</summary>
    public required double Tokens { get; init; }

    /// <summary>Its loss by the law, and what the choice costs beyond the best.</summary>
    public required Regret Regret { get; init; }

    /// <summary>The loss by the law.</summary>
    public double Loss => Regret.Loss;

    /// <summary>Shape, data, loss and regret in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Candidate}; D {Tokens:0.###e0}, loss {Loss:G5}, {100 * (Regret.ComputeRatio - 1):G3} % of compute in vain");
}
