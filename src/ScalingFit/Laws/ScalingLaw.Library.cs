namespace ScalingFit;

/// <content>The laws that come with the library, all in one list; each family declares its own beside the files that define them.</content>
public sealed partial class ScalingLaw
{
    /// <summary>
    /// Every law that comes with the library, with its equation and its paper; laws for any number of domains, breaks or columns stand in it once, as an example of their kind. Printing one gives its line of the catalogue.
    /// </summary>
    public static IReadOnlyList<ScalingLaw> All =>
    [
        Chinchilla,
        Coupled,
        DataConstrained,
        .. KaplanLaws,
        .. HyperParameterLaws,
        .. OneVariableLaws,
        .. DownstreamLaws,
        .. RoutedLaws,
        .. PrecisionLaws,
        .. ParallelLaws,
        .. VocabularyLaws,
        .. ScheduleLaws,
        .. MixtureLaws,
    ];
}
