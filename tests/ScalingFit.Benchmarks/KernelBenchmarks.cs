using BenchmarkDotNet.Attributes;
using ScalingFit.Benchmarks.Kernels;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Benchmarks;

/// <summary>The block engine's passes over 256 rows of Chinchilla's law, and the functions they are made of, for each vector width that the processor has.</summary>
public class KernelBenchmarks
{
    private readonly FunctionPass _functions = new();
    private VectorWidth _width;
    private LawPass _known = null!;
    private LawPass _written = null!;

    public static IEnumerable<string> Widths => VectorWidths.Supported().Select(w => w.ToString());

    [ParamsSource(nameof(Widths))]
    public string Width { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _width = Enum.Parse<VectorWidth>(Width);
        _known = new LawPass(ScalingLaw.Chinchilla, _width);
        _written = new LawPass(WrittenChinchilla.Law, _width);
    }

    [Benchmark]
    public void Exp() => _functions.Exp(_width);

    [Benchmark]
    public void Log() => _functions.Log(_width);

    [Benchmark]
    public double Value() => _known.Value();

    [Benchmark]
    public double ValueAndGradient() => _known.ValueAndGradient();

    [Benchmark]
    public double ValueGradientHessian() => _known.ValueGradientHessian();

    [Benchmark]
    public double WrittenValueAndGradient() => _written.ValueAndGradient();

    [Benchmark]
    public double WrittenValueGradientHessian() => _written.ValueGradientHessian();
}
