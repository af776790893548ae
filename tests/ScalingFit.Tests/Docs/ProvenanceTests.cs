using System.Globalization;
using System.Text.RegularExpressions;

namespace ScalingFit.Tests.Docs;

/// <summary>Every data set has a page on where it comes from that names its licence and every column, and is in the list of all.</summary>
public sealed partial class ProvenanceTests
{
    private static readonly string Data = Path.Combine(SourceTree.Root, "data");

    public static TheoryData<string> Sets => [.. Directory.EnumerateDirectories(Data).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_page_of_a_set_says_where_it_comes_from_and_under_what_licence(string set)
    {
        string page = PageOf(set);
        foreach (string row in new[] { "Source", "Licence", "Here" })
        {
            Regex.IsMatch(page, $@"^\| {row} \| (.{{3,}}) \|$", RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
                .Should().BeTrue("data/{0}/PROVENANCE.md needs a row {1}", set, row);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_page_of_a_set_names_every_table_and_every_column(string set)
    {
        HashSet<string> named = [.. Code().Matches(PageOf(set)).Select(m => m.Groups[1].Value)];
        string[] tables = [.. Directory.EnumerateFiles(Path.Combine(Data, set), "*.csv", SearchOption.AllDirectories)];
        tables.Should().NotBeEmpty();
        foreach (string table in tables)
        {
            string file = Path.GetFileName(table);
            named.Should().Contain(file, "it is a table of data/{0}", set);
            string[] headers = File.ReadLines(table).First().Split(',');

            // A matrix of numbers has no heading.
            if (headers.All(h => double.TryParse(h, CultureInfo.InvariantCulture, out _))) continue;
            headers.Should().OnlyHaveUniqueItems().And.OnlyContain(h => named.Contains(h), "data/{0}/PROVENANCE.md explains the columns of {1}", set, file);
        }
    }

    [Fact]
    public void The_list_of_sets_has_each_once()
    {
        string list = SourceTree.Read(Path.Combine("data", "README.md"));
        string[] listed = [.. Entry().Matches(list).Select(m => m.Groups[1].Value)];
        listed.Should().Equal(Sets.Select(s => s.Data));
    }

    [Fact]
    public void Sets_in_the_package_have_a_licence_and_bring_their_pages()
    {
        string project = SourceTree.Read(Path.Combine("src", "ScalingFit.Data", "ScalingFit.Data.csproj"));
        string[] embedded = [.. Embedded().Matches(project).Select(m => m.Groups[1].Value)];
        embedded.Should().HaveCountGreaterThan(3);
        foreach (string set in embedded)
        {
            project.Should().Contain($"<None Include=\"../../data/{set}/PROVENANCE.md\" Pack=\"true\" PackagePath=\"data/{set}/\"", "the page goes with the table");
            PageOf(set).Should().NotContain("not part of any package");
        }
    }

    private static string PageOf(string set) => SourceTree.Read(Path.Combine("data", set, "PROVENANCE.md"));

    [GeneratedRegex("`([^`\n]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| \[([a-z0-9-]+)\]\(", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Entry();

    [GeneratedRegex("<EmbeddedResource Include=\"../../data/([a-z0-9-]+)/", RegexOptions.CultureInvariant)]
    private static partial Regex Embedded();
}
