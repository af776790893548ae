using ScalingFit.Numerics;
using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Benchmarks.Kernels;

/// <summary>The engine's passes over one block of 256 rows of Chinchilla's law, near the rows' minimum.</summary>
internal sealed class LawPass
{
    /// <summary>The engine's block: what stays in the first-level cache.</summary>
    public const int Rows = 256;

    private static readonly double[] Theta = [0.6, -1, 0.35, -1, 0.37];

    private readonly Penalty _penalty = Objective.Default.Penalty;
    private readonly Derivatives _derivatives = new(Theta.Length);
    private readonly double[] _gradient = new double[Theta.Length];
    private readonly RowTable _rows;
    private readonly LawEngine _engine;

    /// <param name="law">Chinchilla's law, in one of its forms: E, A, α, B, β, of N and D.</param>
    /// <param name="width">The implementation.</param>
    public LawPass(ScalingLaw law, VectorWidth width)
    {
        var random = new RandomStream(1, 0);
        double[] size = Logarithms(ref random);
        double[] data = Logarithms(ref random);
        var loss = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            loss[i] = Math.Exp(Theta[0]) + Math.Exp(Theta[1] - (Theta[2] * size[i])) + Math.Exp(Theta[3] - (Theta[4] * data[i])) + (0.02 * random.NextDouble());
        }

        LawForm form = law.Definition.Form;
        double[][] columns = form.Columns([Array.ConvertAll(size, Math.Exp), Array.ConvertAll(data, Math.Exp)]);
        for (int c = 0; c < columns.Length; c++)
        {
            double mean = form.MayCentre(c) ? columns[c].Average() : 0;
            columns[c] = Array.ConvertAll(columns[c], x => x - mean);
        }

        _rows = RowTable.Create(columns, loss);
        _engine = form.CreateEngine(width);
    }

    public double Value() => _engine.Value(_rows, _penalty, Theta);

    public double ValueAndGradient() => _engine.ValueAndGradient(_rows, _penalty, Theta, _gradient);

    public double ValueGradientHessian() => Evaluate(withMajoriser: false);

    /// <summary>With the matrix that damps the solver's steps.</summary>
    public double ValueGradientHessianMajoriser() => Evaluate(withMajoriser: true);

    private double Evaluate(bool withMajoriser)
    {
        _engine.Evaluate(_rows, _penalty, Theta, _derivatives, withMajoriser);
        return _derivatives.Value;
    }

    /// <summary>About zero, so that centring them moves no amplitude.</summary>
    private static double[] Logarithms(ref RandomStream random)
    {
        var values = new double[Rows];
        for (int i = 0; i < Rows; i++) values[i] = 5 * random.NextDouble();
        double mean = values.Average();
        return Array.ConvertAll(values, v => v - mean);
    }
}
