using ScalingFit.Plotting;

namespace ScalingFit.Tests.Plotting;

/// <summary>What is asked of the words of every figure.</summary>
internal static class FigureWords
{
    /// <summary>The words of a figure, once it is clear that all can be read.</summary>
    public static string[] Legible(Figure figure)
    {
        IReadOnlyList<SvgWords> words = SvgWords.Of(figure.ToSvg());
        foreach (SvgWords word in words)
        {
            word.Corners.Should().OnlyContain(c => c.X >= 0 && c.X <= figure.Width && c.Y >= 0 && c.Y <= figure.Height, "\"{0}\" must not be cut", word.Text);
        }

        for (int i = 0; i < words.Count; i++)
        {
            for (int j = 0; j < i; j++) words[i].Overlaps(words[j]).Should().BeFalse("\"{0}\" and \"{1}\" must both be legible", words[i].Text, words[j].Text);
        }

        return [.. words.Select(w => w.Text)];
    }
}
