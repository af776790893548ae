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

    /// <summary>Some other positive quantity that falls with scale, such as an error rate.</summary>
    Other,
}
