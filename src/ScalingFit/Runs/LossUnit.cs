namespace ScalingFit;

/// <summary>What one unit of the loss column means.</summary>
public enum LossUnit
{
    /// <summary>Natural logarithm of perplexity a token: what training frameworks log.</summary>
    NatsPerToken,

    /// <summary>Logarithm to base 2 of perplexity a token: nats divided by ln 2.</summary>
    BitsPerToken,

    /// <summary>Bits a byte of text: independent of the tokenizer.</summary>
    BitsPerByte,

    /// <summary>
    /// Nats a token less than a model of single-token frequencies needs, so that vocabularies compare (Tao et al. 2024, arXiv:2407.13623, equation 2). Negative where the model is the better one;
    /// objectives on logarithms refuse it.
    /// </summary>
    UnigramNormalised,

    /// <summary>Some other positive quantity that falls with scale, such as an error rate.</summary>
    Other,
}
