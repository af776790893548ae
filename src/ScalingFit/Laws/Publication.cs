namespace ScalingFit;

/// <summary>Where a published set of parameters comes from, and what its digits are worth.</summary>
public sealed record Publication
{
    /// <summary>Authors, year and identifier, such as <c>Hoffmann et al. 2022, arXiv:2203.15556</c>.</summary>
    public required string Paper { get; init; }

    /// <summary>Where the numbers stand: table, equation, or file of the authors' code.</summary>
    public required string Place { get; init; }

    /// <summary>What runs they were fitted to.</summary>
    public required string Data { get; init; }

    /// <summary>How far the numbers are rounded, how they were found, and what to beware of.</summary>
    public string Note { get; init; } = "";

    /// <summary>Paper and place in a line.</summary>
    public override string ToString() => $"{Paper}, {Place}";
}
