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

    /// <summary>As a table in Markdown, with the same sides.</summary>
    public void AppendMarkdownTo(StringBuilder text)
    {
        for (int r = 0; r < _rows.Count; r++)
        {
            text.Append("| ").Append(string.Join(" | ", _rows[r])).Append(" |\n");
            if (r == 0) text.Append('|').Append(string.Concat(headings.Select((_, c) => IsLeft(c) ? "---|" : "---:|"))).Append('\n');
        }
    }

    private bool IsLeft(int column) => column == 0 || headings[column].StartsWith('<');
}
