using System.Globalization;

namespace ScalingFit;

/// <summary>The shapes nearest to a size: a law asks for 6.7e10 parameters, and models come in whole layers and heads.</summary>
public static class TransformerShapes
{
    /// <summary>Widths inside the feed-forward stay as even as the template's, and no more than this is asked of them.</summary>
    private const int LargestMultiple = 256;

    /// <summary>The shapes of the given widths and depths whose size is nearest to a target, by its logarithm.</summary>
    /// <param name="parameters">The size to come near to, in parameters. Positive.</param>
    /// <param name="widths">The model widths that may be had.</param>
    /// <param name="depths">The numbers of layers that may be had.</param>
    /// <param name="template">
    /// What the shapes are like: vocabulary, context, gate, tied embeddings and width of a head as they are; heads and feed-forward in proportion to the model's width, the latter to the nearest multiple of the largest power of
    /// two, up to 256, in the template's.
    /// </param>
    /// <param name="counting">Which parameters count: the law's own counting.</param>
    /// <param name="count">How many shapes at most.</param>
    /// <returns>The nearest first; of equally near ones the shallower first.</returns>
    /// <remarks>Near in size may be odd in shape. Give all (<c>int.MaxValue</c>) and filter by <see cref="ShapeCandidate.AspectRatio"/>, or give only depths that you would train.</remarks>
    /// <exception cref="ArgumentException">No width or no depth is given, a width has no whole number of heads, or nothing is counted by that counting.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size, a width, a depth or the count is not positive.</exception>
    public static IReadOnlyList<ShapeCandidate> Near(
        double parameters, IEnumerable<int> widths, IEnumerable<int> depths, TransformerShape template, ParameterCounting counting, int count = 5)
    {
        Require.Positive(parameters, nameof(parameters));
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentNullException.ThrowIfNull(depths);
        ArgumentNullException.ThrowIfNull(template);
        Require.Positive(count, nameof(count));
        int[] layers = [.. depths.Distinct()];
        TransformerShape[] wide = [.. widths.Distinct().Select(w => OfWidth(template, w))];
        if (wide.Length == 0) throw new ArgumentException("There is no width to choose from.", nameof(widths));
        if (layers.Length == 0) throw new ArgumentException("There is no depth to choose from.", nameof(depths));
        return
        [
            .. wide.SelectMany(_ => layers, (shape, depth) => shape with { Layers = depth })
                .Select(shape => new ShapeCandidate { Shape = shape, Parameters = shape.Parameters(counting), Target = parameters })
                .OrderBy(candidate => Math.Abs(Math.Log(candidate.Ratio)))
                .ThenBy(candidate => candidate.Shape.Layers)
                .Take(count),
        ];
    }

    private static TransformerShape OfWidth(TransformerShape template, int width)
    {
        Require.Positive(width, nameof(width));
        long heads = Math.DivRem((long)template.Heads * width, template.ModelWidth, out long rest);
        if (rest != 0 || heads == 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A model {width} wide has no whole number of heads in the template's proportion of {template.Heads} to {template.ModelWidth}. Give widths that are multiples of {template.ModelWidth / Gcd(template.Heads, template.ModelWidth)}."),
                nameof(width));
        }

        int multiple = Math.Min(LargestMultiple, template.FeedForwardWidth & -template.FeedForwardWidth);
        double feedForward = (double)template.FeedForwardWidth * width / template.ModelWidth;
        return template with
        {
            ModelWidth = width,
            Heads = (int)heads,
            HeadWidth = template.HeadWidth,
            FeedForwardWidth = Math.Max(1, (int)Math.Round(feedForward / multiple)) * multiple,
        };
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
