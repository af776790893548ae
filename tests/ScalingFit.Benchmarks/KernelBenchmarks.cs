using BenchmarkDotNet.Attributes;
using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Benchmarks;

/// <summary>The block engine's passes over 256 rows of Chinchilla's law, for each vector width that the processor has.</summary>
public class KernelBenchmarks
{
    private readonly Derivatives _derivatives = new(5);
    private readonly double[] _theta = [0.6, -1, 0.35, -1, 0.37];
    private readonly Penalty _penalty = Objective.Default.Penalty;
    private RowTable _rows = null!;
    private LawEngine _engine = null!;

    public static IEnumerable<string> Widths => VectorWidths.Supported().Select(w => w.ToString());

    [ParamsSource(nameof(Widths))]
    public string Width { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var random = new RandomStream(1, 0);
        double[] size = [.. Enumerable.Range(0, 256).Select(_ => 5 * (random.NextDouble() - 0.5))];
        double[] data = [.. Enumerable.Range(0, 256).Select(_ => 5 * (random.NextDouble() - 0.5))];
        double[] loss = [.. Enumerable.Range(0, 256).Select(i => Math.Exp(0.6) + Math.Exp(-1 - (0.35 * size[i])) + Math.Exp(-1 - (0.37 * data[i])) + (0.02 * random.NextDouble()))];
        _rows = RowTable.Create([size, data], loss);
        _engine = ScalingLaw.Chinchilla.Definition.Form.CreateEngine(Enum.Parse<VectorWidth>(Width));
    }

    [Benchmark]
    public double Value() => _engine.Value(_rows, _penalty, _theta);

    [Benchmark]
    public double ValueGradientHessian()
    {
        _engine.Evaluate(_rows, _penalty, _theta, _derivatives);
        return _derivatives.Value;
    }
}
