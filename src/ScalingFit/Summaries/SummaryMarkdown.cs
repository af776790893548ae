using System.Text;

namespace ScalingFit.Summaries;

/// <summary>Sets a summary as Markdown: the same words, with tables that a wiki or a pull request shows.</summary>
internal static class SummaryMarkdown
{
    public static string Write(Summary summary)
    {
        var page = new SummaryPage(summary);
        var text = new StringBuilder();
        text.Append("## ").Append(Escape(summary.Fit.Law.Name)).Append(": ").Append(page.Verdict()).Append("\n\n");
        Lines(text, page.Head());

        text.Append("\n### Estimates\n\n");
        page.Estimates().AppendMarkdownTo(text);
        text.Append('\n').Append(Escape(page.EstimatesFrom())).Append('\n');

        text.Append("\n### Verdict\n\n");
        var verdict = new TextTable("question", "<answer", "<evidence");
        foreach (SummaryPage.Answer answer in page.Answers()) verdict.Add(answer.Question, answer.IsGood ? "yes" : "**NO**", Escape(answer.Evidence));
        verdict.AppendMarkdownTo(text);

        text.Append("\n### Evidence\n\n");
        Lines(text, page.Evidence());

        if (page.Decision() is { } decision)
        {
            text.Append("\n### ").Append(page.DecisionTitle()).Append("\n\n");
            decision.AppendMarkdownTo(text);
        }

        text.Append(summary.Findings.Count == 0 ? "\nNo findings.\n" : "\n### Findings\n\n");
        foreach (Finding finding in summary.Findings) text.Append("- ").Append(Escape(finding.ToString())).Append('\n');
        return text.ToString();
    }

    /// <summary>What would otherwise be taken for markup: names of runs may hold anything.</summary>
    public static string Escape(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (char letter in words)
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#') text.Append('\\');
            text.Append(letter is '\n' or '\r' ? ' ' : letter);
        }

        return text.ToString();
    }

    private static void Lines(StringBuilder text, IEnumerable<SummaryPage.Line> lines)
    {
        foreach (SummaryPage.Line line in lines)
        {
            text.Append(line.Label.Length == 0 ? "  - " : $"- **{line.Label}:** ").Append(Escape(line.Words)).Append('\n');
        }
    }
}
