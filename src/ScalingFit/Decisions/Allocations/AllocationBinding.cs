namespace ScalingFit;

/// <summary>What keeps an allocation from where the law alone would put it.</summary>
public enum AllocationBinding
{
    /// <summary>Nothing: a parameter more is worth what the tokens are that it costs.</summary>
    None,

    /// <summary>The size was fixed.</summary>
    Parameters,

    /// <summary>The data were fixed.</summary>
    Tokens,

    /// <summary>The ratio of data to size was fixed.</summary>
    TokensPerParameter,

    /// <summary>All unique tokens are used, and more of them would lower the loss. Where size or ratio is fixed as well, some of the budget is left over.</summary>
    UniqueTokens,
}
