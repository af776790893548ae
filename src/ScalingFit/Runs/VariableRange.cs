namespace ScalingFit;

/// <summary>Which values of a variable mean anything. A law says it of its variables, and refuses runs that have others.</summary>
public enum VariableRange
{
    /// <summary>Above zero: counts and amounts.</summary>
    Positive,

    /// <summary>Zero or above, such as a number of further epochs.</summary>
    NonNegative,

    /// <summary>From 0 to 1: the share of a domain in a mixture, of weights that are zero, of answers that are right.</summary>
    Share,

    /// <summary>From 0 up to, but not including, 1: a share of which some must be left, such as that of parameters that are not active.</summary>
    ShareBelowOne,
}
