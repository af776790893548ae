using ScalingFit.Numerics;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Tests.Numerics;

public sealed unsafe class ExpLogTests
{
    public static TheoryData<string> Widths => [.. VectorWidths.Supported().Select(w => w.ToString())];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Exp_is_within_two_units_in_the_last_place(string width)
    {
        double worst = 0;
        foreach (double x in Arguments(200_000, -700, 700)) worst = Math.Max(worst, Units(Exp(width, x), Math.Exp(x)));
        foreach (double x in Arguments(200_000, -1, 1)) worst = Math.Max(worst, Units(Exp(width, x), Math.Exp(x)));
        worst.Should().BeLessThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Log_is_within_two_units_in_the_last_place_and_2e_16_near_one(string width)
    {
        double worst = 0;
        double worstNearOne = 0;
        foreach (double x in Arguments(200_000, -700, 700)) worst = Math.Max(worst, Units(Log(width, Math.Exp(x)), Math.Log(Math.Exp(x))));
        foreach (double x in Arguments(200_000, 0.5, 2)) worst = Math.Max(worst, Units(Log(width, x), Math.Log(x)));
        foreach (double x in Arguments(200_000, 0.97, 1.03)) worstNearOne = Math.Max(worstNearOne, Math.Abs(Log(width, x) - Math.Log(x)));
        worst.Should().BeLessThanOrEqualTo(2);
        worstNearOne.Should().BeLessThanOrEqualTo(2e-16);
        Log(width, 1).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Special_arguments_give_what_they_should(string width)
    {
        Exp(width, double.NaN).Should().Be(double.NaN);
        Exp(width, 0).Should().Be(1);
        Exp(width, 709.78).Should().BeGreaterThan(1e308).And.BeLessThan(double.PositiveInfinity);
        Exp(width, 709.79).Should().Be(double.PositiveInfinity);
        Exp(width, double.PositiveInfinity).Should().Be(double.PositiveInfinity);
        Exp(width, -800).Should().Be(0);
        Exp(width, double.NegativeInfinity).Should().Be(0);
        Log(width, 0).Should().Be(double.NegativeInfinity);
        Log(width, -1).Should().Be(double.NaN);
        Log(width, double.NaN).Should().Be(double.NaN);
        Log(width, double.PositiveInfinity).Should().Be(double.PositiveInfinity);
    }

    private static IEnumerable<double> Arguments(int count, double low, double high)
    {
        var random = new RandomStream(7, (long)(low * 1000));
        for (int i = 0; i < count; i++) yield return low + ((high - low) * random.NextDouble());
    }

    private static double Exp(string width, double x) => Enum.Parse<VectorWidth>(width) switch
    {
        VectorWidth.Wide512 => Apply<V512>(x, V512.Exp),
        VectorWidth.Wide256 => Apply<V256>(x, V256.Exp),
        _ => Apply<V1>(x, V1.Exp),
    };

    private static double Log(string width, double x) => Enum.Parse<VectorWidth>(width) switch
    {
        VectorWidth.Wide512 => Apply<V512>(x, V512.Log),
        VectorWidth.Wide256 => Apply<V256>(x, V256.Log),
        _ => Apply<V1>(x, V1.Log),
    };

    private static double Apply<V>(double x, Func<V, V> function)
        where V : struct, IVec<V>
    {
        double* target = stackalloc double[8];
        function(V.All(x)).Store(target);
        return target[V.Count - 1];
    }

    private static double Units(double value, double reference) =>
        Math.Abs(value - reference) / (Math.BitIncrement(Math.Abs(reference)) - Math.Abs(reference));
}
