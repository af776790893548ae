using System.Text;

namespace ScalingFit.Summaries;

/// <summary>Sets a summary as text, in lines of at most some 110 characters.</summary>
internal static class SummaryText
{
    private const int LabelWidth = 11;
    private const int LineWidth = 108;

    public static string Write(Summary summary)
    {
        var page = new SummaryPage(summary);
        var text = new StringBuilder();
        foreach (SummaryPage.Line line in page.Head()) Set(text, line);

        text.Append('\n');
        page.Estimates().AppendTo(text, "");
        text.Append(page.EstimatesFrom()).Append('\n');

        text.Append('\n').Append(page.Verdict()).Append('\n');
        foreach (SummaryPage.Answer answer in page.Answers()) Wrap(text, $"  {answer.Question,-10} {(answer.IsGood ? "yes" : "NO "),-4} ", new string(' ', 18), answer.Evidence);

        text.Append('\n');
        foreach (SummaryPage.Line line in page.Evidence()) Set(text, line);

        if (page.Decision() is { } decision)
        {
            text.Append('\n').Append(page.DecisionTitle()).Append('\n');
            decision.AppendTo(text, "  ");
        }

        text.Append('\n').Append(summary.Findings.Count == 0 ? "No findings\n" : "Findings\n");
        foreach (Finding finding in summary.Findings) Wrap(text, "  ", "    ", finding.ToString());
        return text.ToString();
    }

    private static void Set(StringBuilder text, SummaryPage.Line line) => Wrap(text, line.Label.PadRight(LabelWidth), new string(' ', LabelWidth), line.Words);

    /// <summary>Breaks at spaces where a line would grow too long.</summary>
    private static void Wrap(StringBuilder text, string first, string next, string words)
    {
        string line = first;
        bool empty = true;
        foreach (string word in words.Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > LineWidth)
            {
                text.Append(line.TrimEnd()).Append('\n');
                line = next;
                empty = true;
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        text.Append(line.TrimEnd()).Append('\n');
    }
}
