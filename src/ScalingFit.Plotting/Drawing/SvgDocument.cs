using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using SkiaSharp;

namespace ScalingFit.Plotting.Drawing;

/// <summary>
/// Makes Skia's SVG fit to be read elsewhere. Skia places every letter by itself in lists that some readers reject, names one font and no fallback,
/// gives no view box, and numbers its clip paths alike in every document, so that two figures in one page clip each other.
/// </summary>
internal static class SvgDocument
{
    private const string Fallbacks = FigureFonts.Family + ", 'Helvetica Neue', Arial, sans-serif";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The document to be written.</summary>
    /// <param name="skia">The document as Skia wrote it.</param>
    public static string Clean(string skia)
    {
        XElement root = XDocument.Parse(skia).Root ?? throw new InvalidOperationException("The renderer wrote no SVG.");
        root.SetAttributeValue("viewBox", $"0 0 {root.Attribute("width")?.Value} {root.Attribute("height")?.Value}");
        foreach (XElement text in root.Descendants(Svg + "text")) CleanText(text);
        NameIdentifiers(root);
        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>
    /// Numbers the identifiers from one, since Skia goes on counting from document to document, and sets before them a name that follows from the content: the
    /// same figure is the same text, and another figure has other identifiers.
    /// </summary>
    private static void NameIdentifiers(XElement root)
    {
        Dictionary<string, string> numbers = root.Descendants().Attributes("id")
            .Select((id, i) => (id.Value, Number: (i + 1).ToString(CultureInfo.InvariantCulture)))
            .ToDictionary(p => p.Value, p => p.Number, StringComparer.Ordinal);
        Rename(root, id => numbers.GetValueOrDefault(id, id));
        byte[] content = SHA256.HashData(Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)));
        string name = "f" + Convert.ToHexStringLower(content)[..8];
        Rename(root, id => $"{name}-{id}");
    }

    /// <summary>
    /// Words about their middle, at the width that the layout reckoned with: a fallback font of wider letters then fills the same room, and where a reader
    /// does not stretch it, spills evenly.
    /// </summary>
    private static void CleanText(XElement text)
    {
        string words = text.Value.Trim();
        bool bold = text.Attribute("font-weight") is not null;
        using var font = new SKFont(FigureFonts.Typeface(bold), Number(text, "font-size")) { Subpixel = true };
        float length = font.MeasureText(words);
        text.Value = words;
        text.SetAttributeValue("x", Text(Number(text, "x") + (length / 2)));
        text.SetAttributeValue("y", Text(Number(text, "y")));
        text.SetAttributeValue("text-anchor", "middle");
        text.SetAttributeValue("textLength", Text(length));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        text.SetAttributeValue("font-family", Fallbacks);
        if (bold) text.SetAttributeValue("font-weight", "600");

        // Words lie within the data area by design; cutting them would only hurt a wider font.
        if (text.Parent is { } group && group.Name == Svg + "g") group.SetAttributeValue("clip-path", null);
    }

    /// <summary>The number of an attribute, or the first of its list.</summary>
    private static float Number(XElement element, string attribute) =>
        float.Parse(element.Attribute(attribute)?.Value.Split(',')[0] ?? "0", CultureInfo.InvariantCulture);

    private static string Text(float number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Rename(XElement root, Func<string, string> rename)
    {
        foreach (XAttribute attribute in root.DescendantsAndSelf().Attributes())
        {
            string value = attribute.Value;
            if (attribute.Name.LocalName is "id") attribute.Value = rename(value);
            else if (attribute.Name.LocalName is "href" && value.StartsWith('#')) attribute.Value = $"#{rename(value[1..])}";
            else if (value.StartsWith("url(#", StringComparison.Ordinal)) attribute.Value = $"url(#{rename(value[5..^1])})";
        }
    }
}
