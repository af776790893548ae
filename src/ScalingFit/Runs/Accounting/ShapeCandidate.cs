using System.Globalization;

namespace ScalingFit;

/// <summary>A shape that can be trained, and how near it comes to the size that was asked for.</summary>
public sealed record ShapeCandidate
{
    /// <summary>The shape.</summary>
    public required TransformerShape Shape { get; init; }

    /// <summary>N, in parameters, by the counting that was asked for.</summary>
    public required double Parameters { get; init; }

    /// <summary>The size that was asked for, in parameters.</summary>
    public required double Target { get; init; }

    /// <summary>N over the size that was asked for.</summary>
    public double Ratio => Parameters / Target;

    /// <summary>Width over layers: some 30 to 200 in the models that are trained.</summary>
    public double AspectRatio => (double)Shape.ModelWidth / Shape.Layers;

    /// <summary>Shape and size in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Shape.Layers} layers of {Shape.ModelWidth}, feed-forward {Shape.FeedForwardWidth}, {Shape.Heads} heads of {Shape.HeadWidth}: N {Parameters:0.###e0}, {100 * (Ratio - 1):+0.0;-0.0;0.0} %");
}
