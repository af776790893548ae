using ScottPlot;

namespace ScalingFit.Plotting.Drawing;

/// <summary>
/// How figures look, in one place: colours that stay apart for colour-blind readers (Okabe and Ito 2008 for accents, viridis for quantities),
/// and type that is still legible when 1000 pixels shrink to a column of a paper. A dark variant is another instance.
/// </summary>
internal sealed record Theme
{
    private const int ScaleSteps = 64;

    /// <summary>Dark on white.</summary>
    public static Theme Light { get; } = new()
    {
        Background = Colors.White,
        Foreground = Color.FromHex("#1F2328"),
        Muted = Color.FromHex("#6A717A"),
        Hairline = Color.FromHex("#C4C9D0"),
        Grid = Color.FromHex("#ECEEF1"),
        Shade = Color.FromHex("#F3F4F6"),
        Accent = Color.FromHex("#D55E00"),

        // Viridis without its lightest tenth, which vanishes on white. Dark is much.
        Scale = ViridisBetween(0.92, 0.0),
    };

    /// <summary>Behind everything.</summary>
    public required Color Background { get; init; }

    /// <summary>Axes and text.</summary>
    public required Color Foreground { get; init; }

    /// <summary>Text that stands back.</summary>
    public required Color Muted { get; init; }

    /// <summary>Lines of equal compute.</summary>
    public required Color Hairline { get; init; }

    /// <summary>Lines at the ticks.</summary>
    public required Color Grid { get; init; }

    /// <summary>The zone beyond the runs.</summary>
    public required Color Shade { get; init; }

    /// <summary>What the fit says: frontier, path and target.</summary>
    public required Color Accent { get; init; }

    /// <summary>The sequential scale of a quantity, low to high.</summary>
    public required IColormap Scale { get; init; }

    /// <summary>The band about an accented line.</summary>
    public Color AccentBand => Accent.WithAlpha(0.25);

    /// <summary>Size of a title and of the axes' names, in pixels.</summary>
    public float AxisTitleSize { get; init; } = 23;

    /// <summary>Size of the numbers at ticks, in pixels.</summary>
    public float TickSize { get; init; } = 20;

    /// <summary>Size of the words within the figure, in pixels.</summary>
    public float LabelSize { get; init; } = 19;

    /// <summary>Width of what the fit says, in pixels.</summary>
    public float LineWidth { get; init; } = 3.5f;

    /// <summary>Radius of a run's dot, in pixels.</summary>
    public float RunRadius { get; init; } = 5.5f;

    /// <summary>Radius of a target's star, in pixels.</summary>
    public float TargetRadius { get; init; } = 13;

    private static ScottPlot.Colormaps.CustomInterpolated ViridisBetween(double low, double high)
    {
        var viridis = new ScottPlot.Colormaps.Viridis();
        return new ScottPlot.Colormaps.CustomInterpolated(
            [.. Enumerable.Range(0, ScaleSteps).Select(i => viridis.GetColor(low + ((high - low) * i / (ScaleSteps - 1))))]);
    }
}
