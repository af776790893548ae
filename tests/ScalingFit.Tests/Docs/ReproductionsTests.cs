using System.Text.RegularExpressions;

namespace ScalingFit.Tests.Docs;

/// <summary>The index of reproductions has every class of tests and every page, and names programs that are there.</summary>
public sealed partial class ReproductionsTests
{
    private static readonly string Index = SourceTree.Read("docs/reproductions/README.md");

    public static TheoryData<string> Classes => [.. Files("tests/ScalingFit.Reproductions", "*Tests.cs").Select(f => Path.GetFileNameWithoutExtension(f))];

    public static TheoryData<string> Pages => [.. Files("docs/reproductions", "*.md").Select(f => Path.GetFileName(f)).Where(f => !string.Equals(f, "README.md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_index_names_every_class_of_reproductions(string name) => Index.Should().Contain($"`{name}`");

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_index_links_every_page_of_a_reproduction(string page) => Index.Should().Contain($"]({page})");

    [Fact]
    public void Programs_of_the_index_are_there()
    {
        string[] programs = [.. Program().Matches(Index).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];
        programs.Should().HaveCountGreaterThan(5).And.OnlyContain(p => File.Exists(Path.Combine(SourceTree.Root, "samples", "scripts", p)));
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), pattern).Order(StringComparer.Ordinal);

    [GeneratedRegex("`([a-z-]+\\.cs)`", RegexOptions.CultureInvariant)]
    private static partial Regex Program();
}
