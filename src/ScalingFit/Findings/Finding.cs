namespace ScalingFit;

/// <summary>
/// Something that the data, the design or the fit shows and that its reader should know: the statistical counterpart of a compiler's message.
/// </summary>
/// <remarks>
/// Codes are stable: SF1xxx data, SF2xxx design, SF3xxx fit, SF4xxx adequacy, SF5xxx use. Wrong calls throw; findings are
/// part of a normal result.
/// </remarks>
public sealed record Finding
{
    /// <summary>The stable code, such as <c>SF2003</c>.</summary>
    public required string Code { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was found, with the figures that show it.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; empty where nothing is to be done.</summary>
    public required string Advice { get; init; }

    /// <summary>The page that explains the rule, relative to the repository.</summary>
    public string Page => $"docs/rules/{Code}.md";

    /// <summary>Code, severity, message and advice on one line.</summary>
    public override string ToString() =>
        Advice.Length == 0 ? $"{Code} {Word(Severity)}: {Message}" : $"{Code} {Word(Severity)}: {Message} {Advice}";

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
