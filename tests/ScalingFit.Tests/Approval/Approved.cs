using System.Text;

namespace ScalingFit.Tests.Approval;

/// <summary>
/// Holds text output against an approved file that is reviewed like code. On a difference the text received is written beside the approved copy in the output
/// folder, to be looked at and, where it is right, copied over the file in the source tree.
/// </summary>
internal static class Approved
{
    /// <param name="text">The text to hold.</param>
    /// <param name="file">The approved file, relative to the test project, such as <c>Summaries/Summary.approved.txt</c>.</param>
    public static void ShouldMatch(string text, string file)
    {
        string approved = Path.Combine(AppContext.BaseDirectory, file);
        string expected = File.Exists(approved) ? File.ReadAllText(approved, Encoding.UTF8) : "";
        if (string.Equals(text, expected, StringComparison.Ordinal)) return;
        string received = Path.ChangeExtension(approved, null).Replace(".approved", ".received.txt", StringComparison.Ordinal);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, text);
        text.Should().Be(expected, "the approved text is tests/ScalingFit.Tests/{0}; what came out is in {1}", file, received);
    }
}
