namespace ScalingFit;

/// <summary>How much of the predicted loss one term of the law makes up, over the runs.</summary>
public sealed record TermShare
{
    /// <summary>The term, such as <c>A/N^α</c>.</summary>
    public required string Term { get; init; }

    /// <summary>Its smallest share on any run, 0 to 1.</summary>
    public required double Smallest { get; init; }

    /// <summary>Its largest share on any run, 0 to 1. Below 0.001 the term is dead: the runs say nothing of its parameters.</summary>
    public required double Largest { get; init; }

    /// <summary>Whether the term makes up at least 0.1 % of the loss on some run.</summary>
    public bool IsAlive => Largest >= 0.001;
}
