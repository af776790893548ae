namespace ScalingFit;

/// <summary>How a law stands in a comparison.</summary>
public enum LawStanding
{
    /// <summary>It forecasts left-out runs best.</summary>
    Best,

    /// <summary>It does not forecast them so much worse that chance is ruled out.</summary>
    NotDistinguishable,

    /// <summary>It forecasts them worse.</summary>
    Worse,

    /// <summary>It has no score: its fit is no certified minimum, or without some run there is none, so that the runs do not determine it.</summary>
    NotDetermined,
}
