using System.Text.RegularExpressions;
using ScalingFit.Data;

namespace ScalingFit.Tests.Docs;

/// <summary>What the README and the pages say is what the library does.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Root = SourceTree.Root;

    [Fact]
    public void The_summary_in_the_README_is_what_the_main_command_prints()
    {
        LawFit fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);
        string summary = fit.Summary(new SummaryOptions { Flops = 5.76e23, Bootstrap = fit.Bootstrap(4000, seed: 1) }).ToString();
        Read("README.md").Should().Contain("```text\n" + summary + "```", "it is a real one");
    }

    [Fact]
    public void The_code_in_the_README_is_code_of_the_script_that_runs()
    {
        string script = Squeeze(Read("samples/scripts/first-fit.cs"));
        string block = CodeBlock().Match(Read("README.md")).Groups[1].Value;
        foreach (string line in block.Split('\n').Select(Squeeze).Where(l => l.Length > 0 && !l.Contains("RunFile.Read", StringComparison.Ordinal)))
        {
            string call = line.Contains('=', StringComparison.Ordinal) ? line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..] : line;
            script.Should().Contain(call, "a reader copies it");
        }
    }

    [Fact]
    public void Every_relative_link_of_the_README_the_docs_and_the_pages_of_data_leads_somewhere()
    {
        string[] pages = [Path.Combine(Root, "README.md"), Path.Combine(Root, "CONTRIBUTING.md"), .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(Path.Combine(Root, "data"), "*.md", SearchOption.AllDirectories)];
        pages.Length.Should().BeGreaterThan(10);
        foreach (string page in pages)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                string target = link.Groups[1].Value;
                if (target.StartsWith("http", StringComparison.Ordinal)) continue;
                string path = Path.Combine(Path.GetDirectoryName(page)!, target.Split('#')[0]);
                (File.Exists(path) || Directory.Exists(path)).Should().BeTrue("{0} links to {1}", Path.GetRelativePath(Root, page), target);
            }
        }
    }

    internal static string Read(string file) => SourceTree.Read(file);

    private static string Squeeze(string text) => White().Replace(text, "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
