using System.Globalization;

namespace ScalingFit.Tests.Runs;

public sealed class TransformerShapeTests
{
    private static readonly TransformerShape Square = new() { Layers = 12, ModelWidth = 768, FeedForwardWidth = 3072, Heads = 12, Vocabulary = 50257, ContextLength = 1024 };

    // Layers, width, feed-forward, heads and head width: Hoffmann et al. 2022, table A9, not compared with the paper. That sizes and ratios below come out as printed is the evidence for them.
    public static TheoryData<string, TransformerShape, double, double, double> Hoffmann => new()
    {
        { "73M", Shape(10, 640, 2560, 10, 64), 73e6, 0.75e6, 1.03 },
        { "305M", Shape(20, 1024, 4096, 16, 64), 305e6, 0.5e6, 1.10 },
        { "552M", Shape(24, 1280, 5120, 10, 128), 552e6, 0.5e6, 1.08 },
        { "1.1B", Shape(26, 1792, 7168, 14, 128), 1.1e9, 0.05e9, 1.04 },
        { "1.6B", Shape(28, 2048, 8192, 16, 128), 1.6e9, 0.05e9, 1.03 },
        { "6.8B", Shape(40, 3584, 14336, 28, 128), 6.8e9, 0.05e9, 0.99 },
    };

    [Theory]
    [MemberData(nameof(Hoffmann))]
    public void Table_A4_of_Hoffmann_et_al_is_the_count_without_embedding_and_logits_over_6N_with_relative_positions(string name, TransformerShape shape, double parameters, double rounding, double ratio)
    {
        // N has the embedding once and a matrix of relative positions a layer. It is the name to its digits but for the 73M, which has 73.74 million.
        double total = shape.Parameters(ParameterCounting.Total) + (shape.Layers * (double)shape.ModelWidth * shape.Heads * shape.HeadWidth);
        total.Should().BeInRange(parameters - rounding, parameters + rounding, name);

        double layers = shape.FlopsPerToken(FlopCounting.Hoffmann) - Ends(shape);
        (layers / (6 * total)).Should().BeApproximately(ratio, 0.005, name);
    }

    [Fact]
    public void With_embedding_and_logits_as_appendix_F_lists_them_the_ratio_of_the_73M_would_be_half_as_much_again()
    {
        TransformerShape shape = Shape(10, 640, 2560, 10, 64);
        double total = shape.Parameters(ParameterCounting.Total) + (10 * 640.0 * 640);
        (shape.FlopsPerToken(FlopCounting.Hoffmann) / (6 * total)).Should().BeApproximately(1.58, 0.005);
    }

    [Theory]
    [InlineData(8, 512, 0.43)]
    [InlineData(80, 8192, 0.92)]
    public void Of_DeepSeeks_model_scale_6N_is_less_than_half_for_the_small_and_nine_tenths_for_the_large(int layers, int width, double ratio)
    {
        TransformerShape shape = Square with { Layers = layers, ModelWidth = width, FeedForwardWidth = 4 * width, Heads = 8, ContextLength = 4096 };
        (6 * shape.Parameters(ParameterCounting.NonEmbedding) / shape.FlopsPerToken(FlopCounting.DeepSeek)).Should().BeApproximately(ratio, 0.005);
    }

    [Fact]
    public void Parameters_are_counted_by_Kaplans_form_with_head_and_with_embeddings()
    {
        // 12 L d², since a = d and f = 4d.
        Square.Parameters(ParameterCounting.NonEmbedding).Should().Be(12.0 * 12 * 768 * 768);
        double matrix = 50257.0 * 768;
        Square.Parameters(ParameterCounting.WithHead).Should().Be((12.0 * 12 * 768 * 768) + matrix);
        Square.Parameters(ParameterCounting.Total).Should().Be((12.0 * 12 * 768 * 768) + (2 * matrix));
        (Square with { TiedEmbeddings = true }).Parameters(ParameterCounting.Total).Should().Be(Square.Parameters(ParameterCounting.WithHead));

        // Porian et al.: (4d + 3f) d L with a gate.
        (Square with { GatedFeedForward = true, FeedForwardWidth = 2048 }).Parameters(ParameterCounting.NonEmbedding).Should().Be(((4.0 * 768) + (3 * 2048)) * 768 * 12);

        // 2 d L (2a + f) with heads wider than d/h.
        (Square with { HeadWidth = 128 }).Parameters(ParameterCounting.NonEmbedding).Should().Be(2.0 * 768 * 12 * ((2 * 12 * 128) + 3072));
    }

    [Fact]
    public void FLOPs_a_token_are_6N_of_what_is_counted_and_attention_over_the_context_where_it_is_counted()
    {
        double attention = 6.0 * 12 * 1024 * 768;
        Square.FlopsPerToken(FlopCounting.SixND).Should().Be(6 * Square.Parameters(ParameterCounting.Total));
        Square.FlopsPerToken(FlopCounting.Kaplan).Should().Be((6 * Square.Parameters(ParameterCounting.NonEmbedding)) + attention);
        Square.FlopsPerToken(FlopCounting.Porian).Should().Be(6 * Square.Parameters(ParameterCounting.WithHead));
        Square.FlopsPerToken(FlopCounting.PorianAttention).Should().Be((6 * Square.Parameters(ParameterCounting.WithHead)) + attention);
        Square.FlopsPerToken(FlopCounting.DeepSeek).Should().Be((6 * Square.Parameters(ParameterCounting.NonEmbedding)) + (2 * attention));
        Square.Parameters(ParameterCounting.EffectiveAttention).Should().Be(Square.FlopsPerToken(FlopCounting.PorianAttention) / 6);
        Square.EffectiveParameters(FlopCounting.DeepSeek).Should().Be(Square.FlopsPerToken(FlopCounting.DeepSeek) / 6);

        // Appendix F: its matrices alone are 6N, attention counts both halves, and the embedding is a product like the logits.
        double ends = Ends(Square);
        double softmax = 3 * 3.0 * 12 * 1024 * 12;
        Square.FlopsPerToken(FlopCounting.Hoffmann).Should().BeApproximately((6 * Square.Parameters(ParameterCounting.NonEmbedding)) + (2 * attention) + softmax + ends, 1);
    }

    [Fact]
    public void What_follows_from_no_shape_is_refused_with_what_to_do()
    {
        Square.Invoking(s => s.Parameters(ParameterCounting.Undeclared)).Should().Throw<ArgumentException>().WithMessage("*undeclared*Total*");
        Square.Invoking(s => s.Parameters(ParameterCounting.Active)).Should().Throw<ArgumentException>().WithMessage("*mixture of experts*");
        Square.Invoking(s => s.FlopsPerToken(FlopCounting.Measured)).Should().Throw<ArgumentException>().WithMessage("*a column of the table*");
        Square.Invoking(s => s with { Layers = 0 }).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Layers must be positive*0*");
        TransformerShape odd = Square with { Heads = 7 };
        odd.Invoking(s => s.HeadWidth).Should().Throw<InvalidOperationException>().WithMessage("7 heads do not divide a model 768 wide*HeadWidth*");
        (odd with { HeadWidth = 64 }).Parameters(ParameterCounting.NonEmbedding).Should().BePositive();
    }

    [Fact]
    public void The_table_of_the_page_on_accounting_is_what_the_code_says()
    {
        string[] names = ["73M", "1.6B", "70B"];
        TransformerShape[] shapes = [Shape(10, 640, 2560, 10, 64), Shape(28, 2048, 8192, 16, 128), Shape(80, 8192, 32768, 64, 128)];
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "accounting.md"));
        foreach (ParameterCounting counting in new[] { ParameterCounting.NonEmbedding, ParameterCounting.WithHead, ParameterCounting.Total, ParameterCounting.EffectiveAttention })
        {
            page.Should().Contain(Row(counting.ToString(), s => s.Parameters(counting) / s.Parameters(ParameterCounting.Total)));
        }

        foreach (FlopCounting counting in Enum.GetValues<FlopCounting>().Where(c => c != FlopCounting.Measured))
        {
            page.Should().Contain(Row(counting.ToString(), s => s.FlopsPerToken(counting) / s.FlopsPerToken(FlopCounting.SixND)));
        }

        page.Should().Contain($"| | {string.Join(" | ", names)} |");

        string Row(string name, Func<TransformerShape, double> ratio) => $"| `{name}` | {string.Join(" | ", shapes.Select(s => ratio(s).ToString("0.000", CultureInfo.InvariantCulture)))} |";
    }

    /// <summary>Embedding and logits, forward and backward.</summary>
    private static double Ends(TransformerShape shape) => 3.0 * 4 * shape.Vocabulary * shape.ModelWidth;

    private static TransformerShape Shape(int layers, int width, int feedForward, int heads, int headWidth) => new()
    {
        Layers = layers,
        ModelWidth = width,
        FeedForwardWidth = feedForward,
        Heads = heads,
        HeadWidth = headWidth,
        Vocabulary = 32000,
        ContextLength = 2048,
        TiedEmbeddings = true,
    };

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ScalingFit.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("This test needs the source tree around it.");
    }

    [Fact]
    public void A_shape_whose_heads_do_not_divide_it_can_be_printed_all_the_same()
    {
        var shape = new TransformerShape { Layers = 2, ModelWidth = 10, Heads = 3, FeedForwardWidth = 40, Vocabulary = 100, ContextLength = 8 };
        shape.ToString().Should().Be("2 layers, width 10, feed-forward 40, 3 heads, vocabulary 100, context 8");
        (shape with { HeadWidth = 4, GatedFeedForward = true, TiedEmbeddings = true }).ToString().Should().Be("2 layers, width 10, gated feed-forward 40, 3 heads of 4, vocabulary 100 tied, context 8");
    }
}
