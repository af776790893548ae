namespace ScalingFit.Tests.Decisions.Regrets;

public sealed class TrainableShapeTests
{
    private static readonly int[] Widths = [1024, 2048, 4096, 6144, 8192];
    private static readonly int[] Depths = [16, 24, 32, 48, 64, 80];

    // Llama's proportions: heads of 128, a gate, a feed-forward of 3.5 widths.
    private static readonly TransformerShape Template = new()
    {
        Layers = 32, ModelWidth = 4096, FeedForwardWidth = 14336, Heads = 32, Vocabulary = 32000, ContextLength = 4096, GatedFeedForward = true,
    };

    [Fact]
    public void The_nearest_shapes_are_those_that_a_look_at_all_of_them_finds()
    {
        const double Target = 7e9;
        IReadOnlyList<ShapeCandidate> near = TransformerShapes.Near(Target, Widths, Depths, Template, ParameterCounting.Total);
        IReadOnlyList<ShapeCandidate> all = TransformerShapes.Near(Target, Widths, Depths, Template, ParameterCounting.Total, int.MaxValue);
        all.Should().HaveCount(Widths.Length * Depths.Length);
        all.Select(c => Math.Abs(Math.Log(c.Ratio))).Should().BeInAscendingOrder();
        near.Should().HaveCount(5).And.Equal(all.Take(5));
        foreach (ShapeCandidate candidate in all)
        {
            double width = candidate.Shape.ModelWidth;
            double expected = (candidate.Shape.Layers * ((4 * width * width) + (3 * width * 3.5 * width))) + (2 * 32000 * width);
            candidate.Parameters.Should().BeApproximately(expected, 1e-12 * expected);
        }
    }

    [Fact]
    public void Shapes_keep_the_templates_proportions()
    {
        ShapeCandidate candidate = TransformerShapes.Near(6e8, [1280], [24], Template, ParameterCounting.NonEmbedding)[0];
        candidate.Shape.Heads.Should().Be(10);
        candidate.Shape.HeadWidth.Should().Be(128);
        candidate.Shape.FeedForwardWidth.Should().Be(4608, "4480 is 17.5 times 256, and a half goes to the even neighbour, 18");
        candidate.Shape.GatedFeedForward.Should().BeTrue();
        candidate.AspectRatio.Should().BeApproximately(1280.0 / 24, 1e-12);
    }

    [Fact]
    public void A_width_without_a_whole_number_of_heads_is_refused()
    {
        Action ask = () => TransformerShapes.Near(1e9, [1000], [24], Template, ParameterCounting.Total);
        ask.Should().Throw<ArgumentException>().WithMessage("*multiples of 128*");
        Action none = () => TransformerShapes.Near(1e9, [], [24], Template, ParameterCounting.Total);
        none.Should().Throw<ArgumentException>().WithMessage("*no width*");
    }

    [Fact]
    public void An_allocation_finds_shapes_that_spend_its_budget_and_says_what_each_costs()
    {
        FittedLaw law = Published.Besiroglu2024;
        Allocation best = law.Allocate(1e22);
        IReadOnlyList<TrainableShape> shapes = best.NearestShapes(law, Widths, Depths, Template, count: 3);
        shapes.Should().HaveCount(3);
        foreach (TrainableShape shape in shapes)
        {
            (6 * shape.Candidate.Parameters * shape.Tokens).Should().BeApproximately(1e22, 1e10);
            shape.Candidate.Parameters.Should().Be(shape.Candidate.Shape.Parameters(law.Conventions.Counting));
            shape.Loss.Should().Be(law.Predict(shape.Candidate.Parameters, shape.Tokens)).And.BeGreaterThan(best.Loss);
            shape.Regret.ComputeRatio.Should().BeGreaterThan(1);
        }
    }

    [Fact]
    public void Another_counting_than_the_laws_is_refused()
    {
        FittedLaw law = Published.Hoffmann2022;
        Action ask = () => law.Allocate(1e22).NearestShapes(law, Widths, Depths, Template, ParameterCounting.NonEmbedding);
        ask.Should().Throw<ArgumentException>().WithMessage("*Total*NonEmbedding*");
    }
}
