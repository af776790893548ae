namespace ScalingFit;

/// <summary>
/// Total parameters from non-embedding ones and back, for a family of models of one vocabulary and one aspect ratio: N_T = N + γ N^(1/3). Pearce and Song 2024, "Reconciling Kaplan and Chinchilla scaling laws"
/// (arXiv:2406.12907).
/// </summary>
/// <remarks>
/// A layer of 12 d² parameters and a fixed ratio of width to layers r = d/L make N = 12 d³/r, so that an embedding of V·d parameters is γ N^(1/3) with γ = V (r/12)^(1/3). The embedding is counted once.
/// </remarks>
public sealed record ParameterConversion
{
    private readonly double _embeddingCoefficient = 47491;

    /// <summary>γ = 47491, which Pearce and Song fitted to the models of Hoffmann et al. 2022, whose vocabulary has 32000 tokens: a ratio of width to layers of 39.</summary>
    public static ParameterConversion PearceSong { get; } = new();

    /// <summary>γ.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double EmbeddingCoefficient
    {
        get => _embeddingCoefficient;
        init
        {
            Require.Positive(value, nameof(EmbeddingCoefficient));
            _embeddingCoefficient = value;
        }
    }

    /// <summary>The conversion of a family of models: γ = V (r/12)^(1/3).</summary>
    /// <param name="vocabulary">V, in tokens. Positive.</param>
    /// <param name="aspectRatio">r, width over layers. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public static ParameterConversion Of(int vocabulary, double aspectRatio)
    {
        Require.Positive(vocabulary, nameof(vocabulary));
        Require.Positive(aspectRatio, nameof(aspectRatio));
        return new ParameterConversion { EmbeddingCoefficient = vocabulary * Math.Cbrt(aspectRatio / 12) };
    }

    /// <summary>The ratio of width to layers that γ stands for at a vocabulary: r = 12 (γ/V)³.</summary>
    /// <param name="vocabulary">V, in tokens. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public double AspectRatio(int vocabulary)
    {
        Require.Positive(vocabulary, nameof(vocabulary));
        double ratio = EmbeddingCoefficient / vocabulary;
        return 12 * ratio * ratio * ratio;
    }

    /// <summary>All parameters of a model with so many outside its embedding.</summary>
    /// <param name="nonEmbedding">N. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double Total(double nonEmbedding)
    {
        Require.Positive(nonEmbedding, nameof(nonEmbedding));
        return nonEmbedding + (EmbeddingCoefficient * Math.Cbrt(nonEmbedding));
    }

    /// <summary>The parameters outside the embedding of a model with so many in all.</summary>
    /// <param name="total">N_T. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double NonEmbedding(double total)
    {
        Require.Positive(total, nameof(total));

        // x³ + γx = N_T with x = N^(1/3) rises and is convex, so that Newton from above the root falls to it and never passes it but by rounding.
        // Both ∛N_T and N_T/γ lie above; a step that no longer falls is the end.
        double root = Math.Min(Math.Cbrt(total), total / EmbeddingCoefficient);
        while (true)
        {
            double next = root - (((((root * root) + EmbeddingCoefficient) * root) - total) / ((3 * root * root) + EmbeddingCoefficient));
            if (!(next < root) || next <= 0) return root * root * root;
            root = next;
        }
    }

    /// <summary>The formula with its number.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"N_T = N + {EmbeddingCoefficient:G6}·N^(1/3)");

    /// <summary>How fast total parameters grow with those outside the embedding: d N_T / d N.</summary>
    internal double Slope(double nonEmbedding)
    {
        double root = Math.Cbrt(nonEmbedding);
        return 1 + (EmbeddingCoefficient / (3 * root * root));
    }
}
