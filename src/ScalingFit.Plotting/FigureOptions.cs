using ScalingFit.Plotting.Drawing;

namespace ScalingFit.Plotting;

/// <summary>How a figure is drawn: what all figures have in common.</summary>
public sealed record FigureOptions
{
    private readonly int _width = 1000;
    private readonly int _height = 640;
    private readonly double _level = 0.95;

    /// <summary>1000 by 640 pixels, 95 % intervals, no title.</summary>
    public static FigureOptions Default { get; } = new();

    /// <summary>The width, in pixels. Type keeps its size, so a smaller figure has larger type for its width.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 300 and 10000.</exception>
    public int Width
    {
        get => _width;
        init => _width = FigureLimits.Side(value, nameof(Width));
    }

    /// <summary>The height, in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 300 and 10000.</exception>
    public int Height
    {
        get => _height;
        init => _height = FigureLimits.Side(value, nameof(Height));
    }

    /// <summary>The confidence level of the band and of the target's interval.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double Level
    {
        get => _level;
        init => _level = FigureLimits.Level(value, nameof(Level));
    }

    /// <summary>A title above the figure; none by default, since papers have captions.</summary>
    public string? Title { get; init; }
}
