using ScalingFit.Numerics;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Benchmarks.Kernels;

/// <summary>exp and log of 256 doubles in the first-level cache, of the sizes that a fit meets: exponents of terms, and ratios near 1.</summary>
internal sealed unsafe class FunctionPass
{
    public const int Rows = LawPass.Rows;

    /// <summary>From one column to the next: never a multiple of a page, at which a load would wait for the store before it.</summary>
    private const int Stride = Rows + 8;

    private readonly AlignedBuffer _columns = new(3 * Stride);

    public FunctionPass()
    {
        var random = new RandomStream(1, 0);
        for (int i = 0; i < Rows; i++)
        {
            Exponents[i] = -4 + (5 * random.NextDouble());
            Ratios[i] = 0.9 + (0.2 * random.NextDouble());
        }
    }

    private double* Exponents => _columns.Pointer;

    private double* Target => _columns.Pointer + Stride;

    private double* Ratios => _columns.Pointer + (2 * Stride);

    public void Exp(VectorWidth width) => Elementwise.Exp(Exponents, Target, Rows, width);

    public void Log(VectorWidth width) => Elementwise.Log(Ratios, Target, Rows, width);

    /// <summary>One of the runtime's exponentials.</summary>
    public void Exp(RuntimeFunctions functions) => functions.Exp(Exponents, Target, Rows);

    /// <summary>One of the runtime's logarithms.</summary>
    public void Log(RuntimeFunctions functions) => functions.Log(Ratios, Target, Rows);
}
