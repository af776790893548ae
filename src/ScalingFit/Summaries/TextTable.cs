using System.Text;

namespace ScalingFit.Summaries;

/// <summary>Columns of text, padded to line up: words to the left, numbers to the right.</summary>
/// <param name="headings">One a column; a heading that begins with &lt; sets its column to the left, as the first always is.</param>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [[.. headings.Select(h => h.TrimStart('<'))]];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void AppendTo(StringBuilder text, string indent)
    {
        int[] widths = [.. Enumerable.Range(0, headings.Length).Select(c => _rows.Max(r => r[c].Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, c) => IsLeft(c) ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]));
            text.Append(indent).Append(string.Join("   ", cells).TrimEnd()).Append('\n');
        }
    }

    private bool IsLeft(int column) => column == 0 || headings[column].StartsWith('<');
}
