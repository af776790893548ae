namespace ScalingFit;

/// <summary>
/// What moving a parameter does. Parameters of a fit lean on each other, so there are two answers: with the others held, which is what the formula says, and
/// with the others refitted, which is what the runs say of a law with the parameter at its new value.
/// </summary>
/// <remarks>
/// Between fits of the same runs, the refitted answer is the honest one: A follows α so closely that holding A while α moves describes a law
/// the runs contradict. Held is right where the move is a real change of the process and the other parameters are known not to follow.
/// </remarks>
public sealed record WhatIf
{
    /// <summary>The parameter that moves.</summary>
    public required string Parameter { get; init; }

    /// <summary>Its value before.</summary>
    public required double From { get; init; }

    /// <summary>Its value after.</summary>
    public required double To { get; init; }

    /// <summary>The law before: with the parameter at <see cref="From"/> and the others fitted to the runs, or the given law where there are none.</summary>
    public required FittedLaw Before { get; init; }

    /// <summary>The law before with the parameter moved and the others held.</summary>
    public required FittedLaw Held { get; init; }

    /// <summary>The law with the parameter at <see cref="To"/> and the others fitted to the runs; null where there are none.</summary>
    public required FittedLaw? Refitted { get; init; }

    /// <summary>The fit with the parameter at <see cref="To"/>, with its certificate and findings; null where there are no runs.</summary>
    public required LawFit? RefittedFit { get; init; }

    /// <summary>The objective of <see cref="Before"/>; null where there are no runs.</summary>
    public required double? ObjectiveBefore { get; init; }

    /// <summary>The objective of <see cref="Refitted"/>; null where there are no runs. Little above <see cref="ObjectiveBefore"/> means that the runs hardly object.</summary>
    public required double? ObjectiveRefitted { get; init; }

    /// <summary>What the move does to a quantity.</summary>
    /// <param name="quantity">The quantity, such as <c>f => f.Allocate(5.76e23).TokensPerParameter</c>.</param>
    public WhatIfChange Of(Func<FittedLaw, double> quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return new WhatIfChange { Before = quantity(Before), Held = quantity(Held), Refitted = Refitted is null ? null : quantity(Refitted) };
    }

    /// <summary>The move in a line.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Parameter}: {From:G6} -> {To:G6}");
}
