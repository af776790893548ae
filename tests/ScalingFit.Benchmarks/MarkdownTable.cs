using System.Globalization;
using System.Text;

namespace ScalingFit.Benchmarks;

/// <summary>A table in Markdown: the first column to the left, the others, which are numbers, to the right.</summary>
/// <param name="headings">One a column.</param>
internal sealed class MarkdownTable(params string[] headings)
{
    private readonly StringBuilder _text = new StringBuilder()
        .AppendLine(Line(headings))
        .AppendLine(string.Concat("|---|", string.Concat(Enumerable.Repeat("---:|", headings.Length - 1))));

    public void Add(params string[] cells) => _text.AppendLine(Line(cells));

    public override string ToString() => _text.ToString();

    private static string Line(string[] cells) => string.Create(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |");
}
