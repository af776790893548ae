using System.Text;
using ScalingFit.Plotting.Drawing;
using ScalingFit.Summaries;
using ScottPlot;

namespace ScalingFit.Plotting;

/// <summary>
/// A finished figure: save it, or take its <see cref="Plot"/> and go on drawing.
/// </summary>
/// <remarks>
/// Text is set in Inter, which the library carries, so that a figure looks the same on a machine without fonts. In SVG it stays text, with sans-serif
/// fallbacks. Not safe to share between threads: rendering changes the plot.
/// </remarks>
/// <example>
/// <code>
/// boot.PlotLossAgainstCompute(flops: 5.76e23).SaveSvg("figures/loss.svg");
/// </code>
/// </example>
public sealed class Figure
{
    internal Figure(Plot plot, int width, int height)
    {
        Plot = plot;
        Width = width;
        Height = height;
    }

    /// <summary>
    /// The plot beneath, for what the options do not offer. Axes of size, data and compute hold log10 of their quantity. Words stand where they were free
    /// of what was drawn before, and do not move for what is added or for other limits.
    /// </summary>
    public Plot Plot { get; }

    /// <summary>The width, in pixels.</summary>
    public int Width { get; }

    /// <summary>The height, in pixels.</summary>
    public int Height { get; }

    /// <summary>The figure as a PNG file's bytes.</summary>
    /// <param name="scale">Pixels of the file for each pixel of the figure: 2 doubles the resolution and leaves the proportions.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not between 0.1 and 10.</exception>
    public byte[] ToPng(double scale = 1)
    {
        if (!(scale is >= 0.1 and <= 10)) throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be between 0.1 and 10.");
        double before = Plot.ScaleFactor;
        Plot.ScaleFactor = scale;
        try
        {
            using Image image = Plot.GetImage((int)Math.Round(Width * scale), (int)Math.Round(Height * scale));
            return image.GetImageBytes(ImageFormat.Png);
        }
        finally
        {
            Plot.ScaleFactor = before;
        }
    }

    /// <summary>The figure as an SVG document. Several fit into one HTML page: their identifiers differ.</summary>
    public string ToSvg() => SvgDocument.Clean(Plot.GetSvgXml(Width, Height));

    /// <summary>Saves the figure as PNG.</summary>
    /// <param name="path">The file. Its folder is made where it is missing, and a file of that name is replaced once the new one is whole.</param>
    /// <param name="scale">Pixels of the file for each pixel of the figure.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not between 0.1 and 10.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path, double scale = 1)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, ToPng(scale));
    }

    /// <summary>Saves the figure as SVG.</summary>
    /// <param name="path">The file. Its folder is made where it is missing, and a file of that name is replaced once the new one is whole.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveSvg(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToSvg()));
    }
}
