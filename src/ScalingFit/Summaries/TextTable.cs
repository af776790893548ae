using System.Text;

namespace ScalingFit.Summaries;

/// <summary>Columns of text, padded to line up: the first and any that is named to the left, the rest to the right.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void AppendTo(StringBuilder text, string indent)
    {
        int[] widths = [.. Enumerable.Range(0, headings.Length).Select(c => _rows.Max(r => r[c].Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]));
            text.Append(indent).Append(string.Join("   ", cells).TrimEnd()).Append('\n');
        }
    }
}
