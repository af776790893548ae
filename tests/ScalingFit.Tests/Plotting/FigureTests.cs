using System.Buffers.Binary;
using System.Xml.Linq;
using ScalingFit.Data;
using ScalingFit.Plotting;

namespace ScalingFit.Tests.Plotting;

public sealed class FigureTests : IDisposable
{
    private static readonly LawFit Fit = ScalingLaw.Chinchilla.Fit(Datasets.ChinchillaWithoutOutliers);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"scalingfit-{Path.GetRandomFileName()}");
    private readonly Figure _figure = Fit.PlotLossAgainstCompute();

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_png_is_one_of_the_size_asked_for()
    {
        byte[] png = _figure.ToPng();
        png[..8].Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A);
        SizeOf(png).Should().Be((1000, 640));
    }

    [Fact]
    public void Twice_the_scale_is_twice_the_pixels_of_the_same_figure()
    {
        SizeOf(_figure.ToPng(scale: 2)).Should().Be((2000, 1280));
        SizeOf(_figure.ToPng()).Should().Be((1000, 640), "the scale is asked for anew each time");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(100)]
    public void A_scale_without_sense_is_refused(double scale) =>
        _figure.Invoking(f => f.ToPng(scale)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Saving_makes_the_folder_and_leaves_nothing_but_the_figures()
    {
        string deep = Path.Combine(_folder, "a", "b");
        _figure.SavePng(Path.Combine(deep, "loss.png"));
        _figure.SaveSvg(Path.Combine(deep, "loss.svg"));
        Directory.GetFiles(deep).Select(Path.GetFileName).Should().BeEquivalentTo("loss.png", "loss.svg");
        File.ReadAllText(Path.Combine(deep, "loss.svg")).Should().Be(_figure.ToSvg());
    }

    [Fact]
    public void Saving_over_a_file_replaces_it()
    {
        Directory.CreateDirectory(_folder);
        string path = Path.Combine(_folder, "loss.svg");
        File.WriteAllText(path, "something else");
        _figure.SaveSvg(path);
        File.ReadAllText(path).Should().Be(_figure.ToSvg());
    }

    [Fact]
    public void A_figure_that_cannot_be_saved_leaves_no_temporary_file()
    {
        string taken = Path.Combine(_folder, "loss.svg");
        Directory.CreateDirectory(taken);
        _figure.Invoking(f => f.SaveSvg(taken)).Should().Throw<Exception>();
        Directory.GetFileSystemEntries(_folder).Should().Equal(taken);
    }

    [Fact]
    public void The_same_figure_is_the_same_to_the_last_byte()
    {
        Figure again = Fit.PlotLossAgainstCompute();
        again.ToSvg().Should().Be(_figure.ToSvg());
        again.ToPng().Should().Equal(_figure.ToPng());
    }

    [Fact]
    public void Two_figures_in_one_page_share_no_identifier()
    {
        string[] first = Identifiers(_figure.ToSvg());
        string[] second = Identifiers(Fit.PlotSizeDataContour().ToSvg());
        first.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        first.Should().NotIntersectWith(second);
    }

    [Fact]
    public void Svg_scales_with_the_page_and_falls_back_to_a_sans_serif_font()
    {
        string svg = _figure.ToSvg();
        XDocument.Parse(svg).Root!.Attribute("viewBox")!.Value.Should().Be("0 0 1000 640");
        SvgWords.Of(svg).Should().OnlyContain(w => w.FontFamily.StartsWith("Inter") && w.FontFamily.EndsWith("sans-serif"));
    }

    private static (int Width, int Height) SizeOf(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static string[] Identifiers(string svg) => [.. XDocument.Parse(svg).Descendants().Attributes("id").Select(a => a.Value)];
}
