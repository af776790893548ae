using ScottPlot;
using SkiaSharp;

namespace ScalingFit.Plotting.Drawing;

/// <summary>
/// The typeface of every figure, carried in the assembly. With no font on the machine ScottPlot draws a figure without its text and says
/// nothing; with one it draws whatever the machine prefers. Neither may happen to a figure meant for a paper.
/// </summary>
/// <remarks>ScottPlot keeps fonts in a static list, so ours joins it once, under its own name, and leaves the defaults of other plots alone.</remarks>
internal static class FigureFonts
{
    /// <summary>The family's name in ScottPlot and in SVG.</summary>
    public const string Family = "Inter";

    private static readonly Lazy<Resolver> Registered = new(Register);

    /// <summary>Makes sure that <see cref="Family"/> resolves to the embedded files.</summary>
    public static void Ensure() => _ = Registered.Value;

    /// <summary>The embedded typeface.</summary>
    /// <param name="bold">The semi-bold cut; else the regular one.</param>
    public static SKTypeface Typeface(bool bold) => bold ? Registered.Value.SemiBold : Registered.Value.Regular;

    private static Resolver Register()
    {
        var resolver = new Resolver(Load("Inter-Regular.ttf"), Load("Inter-SemiBold.ttf"));

        // First, because the resolver of system fonts would answer for an Inter that happens to be installed.
        ScottPlot.Fonts.FontResolvers.Insert(0, resolver);
        return resolver;
    }

    private static SKTypeface Load(string resource)
    {
        using Stream stream = typeof(FigureFonts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }

    private sealed class Resolver(SKTypeface regular, SKTypeface semiBold) : IFontResolver
    {
        public SKTypeface Regular { get; } = regular;

        public SKTypeface SemiBold { get; } = semiBold;

        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
            !string.Equals(fontName, Family, StringComparison.OrdinalIgnoreCase) ? null
            : bold ? SemiBold
            : Regular;
    }
}
