using ScalingFit.Numerics;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Benchmarks.Kernels;

/// <summary>exp and log of 256 doubles in the first-level cache, of the sizes that a fit meets: exponents of terms, and ratios near 1.</summary>
internal sealed unsafe class FunctionPass
{
    public const int Rows = LawPass.Rows;

    private readonly AlignedBuffer _exponents = new(Rows);
    private readonly AlignedBuffer _ratios = new(Rows);
    private readonly AlignedBuffer _target = new(Rows);

    public FunctionPass()
    {
        var random = new RandomStream(1, 0);
        for (int i = 0; i < Rows; i++)
        {
            _exponents.Span[i] = -4 + (5 * random.NextDouble());
            _ratios.Span[i] = 0.9 + (0.2 * random.NextDouble());
        }
    }

    public void Exp(VectorWidth width) => Elementwise.Exp(_exponents.Pointer, _target.Pointer, Rows, width);

    public void Log(VectorWidth width) => Elementwise.Log(_ratios.Pointer, _target.Pointer, Rows, width);

    /// <summary>One of the runtime's exponentials.</summary>
    public void Exp(RuntimeFunctions functions) => functions.Exp(_exponents.Pointer, _target.Pointer, Rows);

    /// <summary>One of the runtime's logarithms.</summary>
    public void Log(RuntimeFunctions functions) => functions.Log(_ratios.Pointer, _target.Pointer, Rows);
}
