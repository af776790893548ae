namespace ScalingFit;

/// <summary>From an allocation to a model that can be trained.</summary>
public static class TrainableShapeExtensions
{
    /// <summary>The shapes of the given widths and depths nearest to an allocation's size, each with the data that the same budget affords and its regret.</summary>
    /// <param name="allocation">The allocation: its budget and size.</param>
    /// <param name="law">The law to judge by.</param>
    /// <param name="widths">The model widths that may be had.</param>
    /// <param name="depths">The numbers of layers that may be had.</param>
    /// <param name="template">What the shapes are like: see <see cref="TransformerShapes.Near"/>.</param>
    /// <param name="counting">Which parameters the law's N counts; needed only where its conventions do not declare it.</param>
    /// <param name="count">How many shapes at most.</param>
    /// <returns>The nearest in size first.</returns>
    /// <exception cref="ArgumentException">The law declares another counting, or neither declares one; no width or no depth is given, or a width has no whole number of heads.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A width, a depth or the count is not positive.</exception>
    /// <exception cref="InvalidOperationException">The law has no best allocation.</exception>
    /// <exception cref="NotSupportedException">The law depends on other variables than size, data and compute.</exception>
    public static IReadOnlyList<TrainableShape> NearestShapes(
        this Allocation allocation, FittedLaw law, IEnumerable<int> widths, IEnumerable<int> depths, TransformerShape template, ParameterCounting counting = ParameterCounting.Undeclared, int count = 5)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        ArgumentNullException.ThrowIfNull(law);
        ParameterCounting declared = law.Conventions.Counting;
        if (declared != ParameterCounting.Undeclared && counting != ParameterCounting.Undeclared && declared != counting)
        {
            throw new ArgumentException($"The law's N counts {declared}, not {counting}.", nameof(counting));
        }

        ComputeRule rule = law.Conventions.ComputeRule;
        IReadOnlyList<ShapeCandidate> near = TransformerShapes.Near(allocation.Parameters, widths, depths, template, declared == ParameterCounting.Undeclared ? counting : declared, count);
        return [.. near.Select(candidate => (Candidate: candidate, Tokens: rule.Tokens(allocation.Flops, candidate.Parameters)))
            .Select(c => new TrainableShape { Candidate = c.Candidate, Tokens = c.Tokens, Regret = law.Regret(c.Candidate.Parameters, c.Tokens) })];
    }
}
