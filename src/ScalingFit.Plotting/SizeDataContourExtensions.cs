using ScalingFit.Plotting.Drawing;

namespace ScalingFit.Plotting;

/// <summary>Plotting the fitted loss over the plane of size and data.</summary>
public static class SizeDataContourExtensions
{
    /// <summary>Contours of the fitted loss over size and data, with the runs, lines of equal compute, and the compute-optimal path out to a target.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="flops">The target budget, in FLOPs: marked, and extrapolated to. Positive. Without one the figure keeps to the runs.</param>
    /// <param name="options">Size, level and title.</param>
    /// <returns>The figure, without bands and intervals: ask a bootstrap for the same with them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="ArgumentException">A run has no size, data or compute.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no best allocation, and so no frontier.</exception>
    /// <exception cref="NotSupportedException">The law is not of the shape floor + A/N^α + B/D^β.</exception>
    public static Figure PlotSizeDataContour(this LawFit fit, double? flops = null, FigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return SizeDataContourFigure.Draw(fit, bootstrap: null, flops, options ?? FigureOptions.Default);
    }

    /// <summary>Contours of the fitted loss over size and data, with the runs, lines of equal compute, and the compute-optimal path out to a target with its band.</summary>
    /// <param name="bootstrap">The resamples. Those whose law has no best allocation have no part in the band.</param>
    /// <param name="flops">The target budget, in FLOPs: marked, and extrapolated to. Positive. Without one the figure keeps to the runs.</param>
    /// <param name="options">Size, level and title.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="ArgumentException">A run has no size, data or compute.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no best allocation, and so no frontier.</exception>
    /// <exception cref="NotSupportedException">The law is not of the shape floor + A/N^α + B/D^β.</exception>
    public static Figure PlotSizeDataContour(this Bootstrap bootstrap, double? flops = null, FigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        return SizeDataContourFigure.Draw(bootstrap.Fit, bootstrap, flops, options ?? FigureOptions.Default);
    }
}
