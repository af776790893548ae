using System.Globalization;
using System.Runtime.CompilerServices;

namespace ScalingFit;

/// <summary>
/// A dense decoder of L layers of width d, with attention of width a = heads × head width and a feed-forward of width f: what parameters it has and what a token costs, by each of the counts in use.
/// </summary>
/// <remarks>
/// Matrices alone are counted. Norms, biases and positions are left out, as the papers do; they are a thousandth. Hoffmann's models have a d×a matrix of relative positions a layer besides. Every key and value
/// has its own head.
/// </remarks>
public sealed record TransformerShape
{
    private readonly int _layers;
    private readonly int _modelWidth;
    private readonly int _feedForwardWidth;
    private readonly int _heads;
    private readonly int _vocabulary;
    private readonly int _contextLength;
    private readonly int? _headWidth;

    /// <summary>L, the number of layers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int Layers { get => _layers; init => _layers = Positive(value); }

    /// <summary>d, the width of the residual stream.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int ModelWidth { get => _modelWidth; init => _modelWidth = Positive(value); }

    /// <summary>f, the width inside the feed-forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int FeedForwardWidth { get => _feedForwardWidth; init => _feedForwardWidth = Positive(value); }

    /// <summary>The number of attention heads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int Heads { get => _heads; init => _heads = Positive(value); }

    /// <summary>The width of a head: of its queries, keys and values. The model's width over the number of heads unless given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    /// <exception cref="InvalidOperationException">Not given, and the heads do not divide the model's width.</exception>
    public int HeadWidth
    {
        get => _headWidth ?? (ModelWidth % Heads == 0 ? ModelWidth / Heads : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"{Heads} heads do not divide a model {ModelWidth} wide. Give {nameof(HeadWidth)}.")));
        init => _headWidth = Positive(value);
    }

    /// <summary>V, the number of tokens in the vocabulary, padding included where the matrices have it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int Vocabulary { get => _vocabulary; init => _vocabulary = Positive(value); }

    /// <summary>T, the number of tokens in a training sequence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int ContextLength { get => _contextLength; init => _contextLength = Positive(value); }

    /// <summary>Whether the feed-forward has a gate, such as SwiGLU: three matrices, not two.</summary>
    public bool GatedFeedForward { get; init; }

    /// <summary>Whether the output head is the input embedding transposed, so that it is stored once.</summary>
    public bool TiedEmbeddings { get; init; }

    /// <summary>N by one of the counts in use.</summary>
    /// <param name="counting">Which parameters count.</param>
    /// <returns>
    /// The non-embedding ones, 2·d·L·(2a + f), or L·(4·d·a + 3·d·f) with a gate; those and the head, V·d more; all, with V·d once more where the embeddings are not tied; or <see cref="EffectiveParameters"/> by
    /// <see cref="FlopCounting.PorianAttention"/>.
    /// </returns>
    /// <exception cref="ArgumentException">Undeclared, or active, which a dense shape does not have.</exception>
    public double Parameters(ParameterCounting counting) => counting switch
    {
        // Kaplan et al. 2020, table 1: 2 d L (2a + f), which is 12 L d² where a = d and f = 4d. Queries, keys, values and output are four d×a matrices.
        ParameterCounting.NonEmbedding => LayersTimes((4 * AttentionWidth) + (FeedForwardMatrices * FeedForwardWidth)) * ModelWidth,

        // Porian et al. 2024: L (4d + 3f) d + V d.
        ParameterCounting.WithHead => Parameters(ParameterCounting.NonEmbedding) + EmbeddingMatrix,
        ParameterCounting.Total => Parameters(ParameterCounting.NonEmbedding) + ((TiedEmbeddings ? 1 : 2) * EmbeddingMatrix),
        ParameterCounting.EffectiveAttention => EffectiveParameters(FlopCounting.PorianAttention),
        ParameterCounting.Active => throw new ArgumentException("A dense shape passes every token through all of its parameters. Add up what a token of your mixture of experts passes through.", nameof(counting)),
        ParameterCounting.Undeclared => throw new ArgumentException($"Nothing is counted while the counting is undeclared. Name one, such as {nameof(ParameterCounting)}.{nameof(ParameterCounting.Total)}.", nameof(counting)),
        _ => throw new ArgumentOutOfRangeException(nameof(counting), counting, "Not a way to count parameters."),
    };

    /// <summary>The FLOPs of training on one token, forward and backward, by one of the counts in use.</summary>
    /// <param name="counting">What counts. <see cref="FlopCounting.SixND"/> takes all parameters for N.</param>
    /// <exception cref="ArgumentException">Measured compute, which follows from no shape.</exception>
    public double FlopsPerToken(FlopCounting counting) => counting switch
    {
        // C/D = 6 N.
        FlopCounting.SixND => 6 * Parameters(ParameterCounting.Total),

        // Kaplan et al. 2020, table 1: forward 2 N + 2 L T a; three times that with the backward pass.
        FlopCounting.Kaplan => (6 * Parameters(ParameterCounting.NonEmbedding)) + (6 * LayersTimes(ContextLength) * AttentionWidth),
        FlopCounting.Hoffmann => 3 * HoffmannForward(),

        // Porian et al. 2024: 6 N with the head, and 6 L T d for attention: 12, and half of it since a token sees half of the context on average.
        FlopCounting.Porian => 6 * Parameters(ParameterCounting.WithHead),
        FlopCounting.PorianAttention => (6 * Parameters(ParameterCounting.WithHead)) + (6 * LayersTimes(ContextLength) * AttentionWidth),

        // DeepSeek-AI 2024, equation 2: M = 72 L d² + 12 L d T, which supposes 12 d² parameters a layer and attention over the whole context.
        FlopCounting.DeepSeek => (72 * LayersTimes(ModelWidth) * ModelWidth) + (12 * LayersTimes(ContextLength) * ModelWidth),
        FlopCounting.Measured => throw new ArgumentException("Measured compute follows from no shape: it is a column of the table.", nameof(counting)),
        _ => throw new ArgumentOutOfRangeException(nameof(counting), counting, "Not a way to count FLOPs."),
    };

    /// <summary>The N for which C = 6·N·D holds exactly: FLOPs a token divided by 6.</summary>
    /// <param name="counting">What counts.</param>
    /// <exception cref="ArgumentException">Measured compute, which follows from no shape.</exception>
    public double EffectiveParameters(FlopCounting counting) => FlopsPerToken(counting) / 6;

    /// <summary>The shape in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Layers} layers, width {ModelWidth}, {(GatedFeedForward ? "gated " : "")}feed-forward {FeedForwardWidth}, {Heads} heads{(_headWidth is { } width ? string.Create(CultureInfo.InvariantCulture, $" of {width}") : "")}, vocabulary {Vocabulary}{(TiedEmbeddings ? " tied" : "")}, context {ContextLength}");

    private double AttentionWidth => (double)Heads * HeadWidth;

    private double EmbeddingMatrix => (double)Vocabulary * ModelWidth;

    private int FeedForwardMatrices => GatedFeedForward ? 3 : 2;

    private double LayersTimes(double value) => Layers * value;

    /// <summary>Hoffmann et al. 2022, appendix F, divided by the length of the sequence.</summary>
    private double HoffmannForward()
    {
        double length = ContextLength;
        double width = ModelWidth;
        double attention = AttentionWidth;

        // Embedding and logits: 2 V d each.
        double ends = 2 * 2 * EmbeddingMatrix;

        // A layer: 2·3·d·a for queries, keys and values, 2·T·a for their products, 3·h·T for the softmax, 2·T·a for the reduction, 2·a·d for the output, 2·2·d·f for the feed-forward.
        double layer = (2 * 3 * width * attention) + (2 * length * attention) + (3 * Heads * length) + (2 * length * attention) + (2 * attention * width) + (2 * FeedForwardMatrices * width * FeedForwardWidth);
        return ends + LayersTimes(layer);
    }

    private static int Positive(int value, [CallerMemberName] string name = "") => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value.ToString(CultureInfo.InvariantCulture), $"{name} must be positive.");
}
