using ScalingFit.Numerics;

namespace ScalingFit.Benchmarks;

/// <summary>Rows of a law with 1 % of noise, as many as wanted: sizes and data uniform in their logarithms, over the range of some runs.</summary>
internal sealed class SyntheticRows
{
    private const double Noise = 0.01;

    private readonly double[] _parameters;
    private readonly double[] _tokens;
    private readonly double[] _loss;

    private SyntheticRows(int count)
    {
        _parameters = new double[count];
        _tokens = new double[count];
        _loss = new double[count];
    }

    public static SyntheticRows Of(FittedLaw law, RunSet range, int count)
    {
        var rows = new SyntheticRows(count);
        var random = new RandomStream(1, 0);
        Fill(rows._parameters, range.Column(Variable.Parameters), ref random);
        Fill(rows._tokens, range.Column(Variable.Tokens), ref random);
        law.Predict(rows._parameters, rows._tokens, rows._loss);
        for (int i = 0; i < count; i++) rows._loss[i] *= Math.Exp(Noise * Normal(ref random));
        return rows;
    }

    /// <summary>The first rows, as a table.</summary>
    public RunSet First(int count) => RunSet.FromColumns(_parameters.AsSpan(0, count), _tokens.AsSpan(0, count), _loss.AsSpan(0, count));

    private static void Fill(double[] column, IReadOnlyList<double> range, ref RandomStream random)
    {
        double low = Math.Log(range.Min());
        double span = Math.Log(range.Max()) - low;
        for (int i = 0; i < column.Length; i++) column[i] = Math.Exp(low + (span * random.NextDouble()));
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(ref RandomStream random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
