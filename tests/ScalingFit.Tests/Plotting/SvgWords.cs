using System.Globalization;
using System.Xml.Linq;

namespace ScalingFit.Tests.Plotting;

/// <summary>The words of an SVG figure, each with the four corners of its box.</summary>
internal sealed record SvgWords(string Text, string FontFamily, (double X, double Y)[] Corners)
{
    /// <summary>Heights of capitals above the line and of tails below it, for Inter, in sizes of the font.</summary>
    private const double Above = 0.73;
    private const double Below = 0.2;

    public static IReadOnlyList<SvgWords> Of(string svg) => [.. XDocument.Parse(svg).Descendants(XName.Get("text", "http://www.w3.org/2000/svg")).Select(Read)];

    /// <summary>Whether the boxes overlap: no side of either separates them.</summary>
    public bool Overlaps(SvgWords other) => !Separates(Corners, other.Corners) && !Separates(other.Corners, Corners);

    private static bool Separates((double X, double Y)[] sides, (double X, double Y)[] others)
    {
        for (int i = 0; i < 4; i++)
        {
            (double x, double y) = (sides[(i + 1) % 4].X - sides[i].X, sides[(i + 1) % 4].Y - sides[i].Y);
            double Along((double X, double Y) p) => (x * p.Y) - (y * p.X);
            if (sides.Max(Along) <= others.Min(Along) || others.Max(Along) <= sides.Min(Along)) return true;
        }

        return false;
    }

    private static SvgWords Read(XElement text)
    {
        double[] matrix = Matrix(text.Attribute("transform")?.Value ?? "translate(0 0)");
        double size = Number(text, "font-size");
        double width = Number(text, "textLength");
        (double left, double baseline) = (Number(text, "x") - (width / 2), Number(text, "y"));
        (double X, double Y) At(double x, double y) => ((matrix[0] * x) + (matrix[2] * y) + matrix[4], (matrix[1] * x) + (matrix[3] * y) + matrix[5]);
        return new SvgWords(
            text.Value,
            text.Attribute("font-family")!.Value,
            [
                At(left, baseline - (Above * size)),
                At(left + width, baseline - (Above * size)),
                At(left + width, baseline + (Below * size)),
                At(left, baseline + (Below * size)),
            ]);
    }

    private static double[] Matrix(string transform)
    {
        double[] numbers = [.. transform[(transform.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(' ', ',').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        if (transform.StartsWith("matrix", StringComparison.Ordinal)) return numbers;
        if (transform.StartsWith("translate", StringComparison.Ordinal)) return [1, 0, 0, 1, numbers[0], numbers.Length > 1 ? numbers[1] : 0];
        if (transform.StartsWith("rotate", StringComparison.Ordinal) && numbers.Length == 1)
        {
            (double sine, double cosine) = Math.SinCos(numbers[0] * Math.PI / 180);
            return [cosine, sine, -sine, cosine, 0, 0];
        }

        throw new NotSupportedException($"The transform {transform} is not one that figures are made of.");
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
