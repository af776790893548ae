using System.Globalization;

namespace ScalingFit;

/// <summary>The forecasts of a back-test that lay about as far beyond the runs they were made from.</summary>
public sealed record DistanceBin
{
    /// <summary>The least distance, in factors of ten.</summary>
    public required double From { get; init; }

    /// <summary>The distance that is no longer in it; infinity for the last.</summary>
    public required double To { get; init; }

    /// <summary>How many forecasts.</summary>
    public required int Count { get; init; }

    /// <summary>The mean of |predicted/measured - 1|.</summary>
    public required double MeanRelativeError { get; init; }

    /// <summary>The median of |predicted/measured - 1|, which a few forecasts gone astray do not move.</summary>
    public required double MedianRelativeError { get; init; }

    /// <summary>The mean of predicted/measured - 1.</summary>
    public required double Bias { get; init; }

    /// <summary>The share whose interval held the measured loss; null where none has one.</summary>
    public required double? Coverage { get; init; }

    /// <summary>Distance, count, errors and coverage in a line.</summary>
    public override string ToString()
    {
        string range = double.IsInfinity(To) ? string.Create(CultureInfo.InvariantCulture, $"{From} decades and more") : string.Create(CultureInfo.InvariantCulture, $"{From} to {To} decades");
        string coverage = Coverage is { } share ? string.Create(CultureInfo.InvariantCulture, $", {100 * share:0} % covered") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{range}: {Count} forecast{(Count == 1 ? "" : "s")}, mean error {100 * MeanRelativeError:0.00} %, median {100 * MedianRelativeError:0.00} %, bias {100 * Bias:+0.00;-0.00;+0.00} %{coverage}");
    }
}
