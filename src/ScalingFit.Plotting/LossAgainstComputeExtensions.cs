using ScalingFit.Plotting.Drawing;

namespace ScalingFit.Plotting;

/// <summary>Plotting the loss of the runs, and the least loss that the fit expects, against training compute.</summary>
public static class LossAgainstComputeExtensions
{
    /// <summary>The runs' losses against their compute, coloured by size, with the fitted compute-optimal frontier out to a target.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="flops">The target budget, in FLOPs: marked, and extrapolated to. Positive. Without one the figure keeps to the runs.</param>
    /// <param name="options">Size, level and title.</param>
    /// <returns>The figure, without bands and intervals: ask a bootstrap for the same with them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="ArgumentException">A run has no size, data or compute.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no best allocation, and so no frontier.</exception>
    /// <exception cref="NotSupportedException">The law is not of the shape floor + A/N^α + B/D^β.</exception>
    public static Figure PlotLossAgainstCompute(this LawFit fit, double? flops = null, FigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return LossAgainstComputeFigure.Draw(fit, bootstrap: null, flops, options ?? FigureOptions.Default);
    }

    /// <summary>The runs' losses against their compute, coloured by size, with the fitted compute-optimal frontier out to a target, its band, and the interval of a new run there.</summary>
    /// <param name="bootstrap">The resamples. Those whose law has no best allocation have no part in the band.</param>
    /// <param name="flops">The target budget, in FLOPs: marked, and extrapolated to. Positive. Without one the figure keeps to the runs.</param>
    /// <param name="options">Size, level and title.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not positive and finite.</exception>
    /// <exception cref="ArgumentException">A run has no size, data or compute.</exception>
    /// <exception cref="InvalidOperationException">The fitted law has no best allocation, and so no frontier.</exception>
    /// <exception cref="NotSupportedException">The law is not of the shape floor + A/N^α + B/D^β.</exception>
    public static Figure PlotLossAgainstCompute(this Bootstrap bootstrap, double? flops = null, FigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        return LossAgainstComputeFigure.Draw(bootstrap.Fit, bootstrap, flops, options ?? FigureOptions.Default);
    }
}
