namespace ScalingFit;

/// <summary>
/// What moving one parameter, or several at once, does. Parameters of a fit lean on each other, so there are two answers: with the others held, which is what the formula says, and
/// with the others refitted, which is what the runs say of a law with the parameter at its new value.
/// </summary>
/// <remarks>
/// Between fits of the same runs, the refitted answer is the honest one: A follows α so closely that holding A while α moves describes a law
/// the runs contradict. Held is right where the move is a real change of the process and the other parameters are known not to follow.
/// </remarks>
public sealed record WhatIf
{
    /// <summary>The parameters that move, in the order given.</summary>
    public required IReadOnlyList<ParameterMove> Moves { get; init; }

    /// <summary>The parameter that moves.</summary>
    /// <exception cref="InvalidOperationException">Several do: see <see cref="Moves"/>.</exception>
    public string Parameter => Only.Parameter;

    /// <summary>Its value before.</summary>
    /// <exception cref="InvalidOperationException">Several parameters move: see <see cref="Moves"/>.</exception>
    public double From => Only.From;

    /// <summary>Its value after.</summary>
    /// <exception cref="InvalidOperationException">Several parameters move: see <see cref="Moves"/>.</exception>
    public double To => Only.To;

    /// <summary>The law before: with what moves at its values before and the others fitted to the runs, or the given law where there are none.</summary>
    public required FittedLaw Before { get; init; }

    /// <summary>The law before with what moves at its values after and the others held.</summary>
    public required FittedLaw Held { get; init; }

    /// <summary>The law with what moves at its values after and the others fitted to the runs; null where there are none.</summary>
    public required FittedLaw? Refitted { get; init; }

    /// <summary>The fit of <see cref="Refitted"/>, with its certificate and findings; null where there are no runs.</summary>
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

    /// <summary>The moves in a line.</summary>
    public override string ToString() => string.Join(", ", Moves);

    private ParameterMove Only => Moves.Count == 1 ? Moves[0] : throw new InvalidOperationException($"{string.Join(", ", Moves.Select(m => m.Parameter))} move together. Ask {nameof(Moves)} for each.");
}
