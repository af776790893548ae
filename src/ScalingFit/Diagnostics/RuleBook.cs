using ScalingFit.Diagnostics.Rules;

namespace ScalingFit.Diagnostics;

/// <summary>Every rule there is, in the order of their codes. A new rule is a file in Rules, a line here, and a page in docs/rules.</summary>
internal static class RuleBook
{
    public static IReadOnlyList<IRunRule> OfRuns { get; } =
    [
        new LossLooksLikePerplexity(),
        new ComputeDrifts(),
        new UnitsLookWrong(),
        new ComputeDiffersFromRule(),
        new DuplicateRuns(),
        new RowsOfOneRun(),
        new UnfinishedSchedules(),
        new DownsampledLog(),
        new DerivedColumns(),
    ];

    public static IReadOnlyList<IFitRule> OfFits { get; } =
    [
        new TooFewValues(),
        new TooFewRuns(),
        new ConstantVariable(),
        new CollinearVariables(),
        new NarrowRange(),
        new NoRepeats(),
        new NotConverged(),
        new ParameterAtBound(),
        new RivalBasin(),
        new HessianNotPositiveDefinite(),
        new ImplausibleFloor(),
        new DeadTerm(),
        new FewRunsInQuadraticZone(),
        new ParameterOutOfRange(),
        new FewStartsAgree(),
        new TrendInResiduals(),
        new LackOfFit(),
        new LargestOnOneSide(),
    ];

    public static IReadOnlyList<ILawRule> OfLaws { get; } =
    [
        new RoundedParameters(),
    ];

    /// <summary>Rules that refit in order to see. None of their findings is an error, so that whether a fit may be used is known without them.</summary>
    public static IReadOnlyList<IFitRule> OfRefits { get; } =
    [
        new FlatDirection(),
        new OneRunDecides(),
        new DeltaDecides(),
    ];
}
