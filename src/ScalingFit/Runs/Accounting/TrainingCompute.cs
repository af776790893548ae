using System.Globalization;

namespace ScalingFit;

/// <summary>The formulas of compute that plans are made with, each by its assumptions. For a column of runs use <see cref="ComputeRule"/>.</summary>
public static class TrainingCompute
{
    /// <summary>A petaFLOP a second for a day: 1e15 × 24 × 3600 FLOPs, the unit of Kaplan et al. 2020.</summary>
    public const double PetaflopDay = 8.64e19;

    /// <summary>C = 6·N·D: two FLOPs a parameter and token forward, four backward (Kaplan et al. 2020, section 2.1).</summary>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public static double Dense(double parameters, double tokens)
    {
        Require.Positive(parameters, nameof(parameters));
        Require.Positive(tokens, nameof(tokens));
        return 6 * parameters * tokens;
    }

    /// <summary>C = 6·N_active·D: of a mixture of experts a token pays for the parameters that it passes through; routing is left out.</summary>
    /// <param name="activeParameters">N_active, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public static double MixtureOfExperts(double activeParameters, double tokens)
    {
        Require.Positive(activeParameters, nameof(activeParameters));
        return Dense(activeParameters, tokens);
    }

    /// <summary>C = (6/16)·N·D·P: a cost that falls with the bits of the weights, in FLOPs at 16 bits (Kumar et al. 2024, arXiv:2411.04330).</summary>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <param name="bits">P, the bits a number. Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite.</exception>
    public static double Quantised(double parameters, double tokens, double bits)
    {
        Require.Positive(bits, nameof(bits));
        return Dense(parameters, tokens) / 16 * bits;
    }

    /// <summary>2·N·D: the forward pass alone, a token read or written. Attention over the context is left out.</summary>
    /// <param name="parameters">N, in parameters; those active of a mixture of experts. Positive.</param>
    /// <param name="tokens">How many tokens are read and written in all. Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static double Inference(double parameters, double tokens)
    {
        Require.Positive(parameters, nameof(parameters));
        if (!(tokens >= 0) || !double.IsFinite(tokens)) throw new ArgumentOutOfRangeException(nameof(tokens), tokens.ToString(CultureInfo.InvariantCulture), "tokens must be zero or more, and finite.");
        return 2 * parameters * tokens;
    }

    /// <summary>FLOPs in petaFLOP-days.</summary>
    /// <param name="flops">C, in FLOPs.</param>
    public static double InPetaflopDays(double flops) => flops / PetaflopDay;
}
