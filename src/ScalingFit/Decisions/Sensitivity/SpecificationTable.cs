using MathNet.Numerics.Statistics;

namespace ScalingFit.Decisions;

/// <summary>
/// All combinations of an analyst's choices, numbered. What combinations of one block share, table, law and objective, comes first, so that they stand together.
/// </summary>
internal sealed class SpecificationTable
{
    private readonly Specifications _choices;
    private readonly (string Name, string[] Levels)[] _dimensions;
    private readonly FitOptions[] _options;

    public SpecificationTable(Specifications choices)
    {
        _choices = choices;
        _options = [.. choices.Objectives.Select(o => choices.Fit with { Objective = o })];
        _dimensions =
        [
            ("compute", [.. choices.Compute.Select(c => c.Name)]),
            ("law", [.. choices.Laws.Select(Specification.LawText)]),
            ("objective", [.. choices.Objectives.Select(o => o.Name)]),
            ("weights", [.. choices.Weightings.Select(w => w.Name)]),
            ("outliers", [.. choices.Outliers.Select(o => o.Name)]),
            ("smallest models", [.. choices.SmallestLeftOut.Select(s => Specification.ShareText(s, "smallest"))]),
            ("shortest runs", [.. choices.ShortestLeftOut.Select(s => Specification.ShareText(s, "shortest"))]),
        ];
        Blocks = choices.Compute.Count * choices.Laws.Count * choices.Objectives.Count;
        PerBlock = choices.Weightings.Count * choices.Outliers.Count * choices.SmallestLeftOut.Count * choices.ShortestLeftOut.Count;
    }

    /// <summary>How many pairs of a law and an objective there are, for every choice of compute.</summary>
    public int Blocks { get; }

    /// <summary>How many combinations each block has.</summary>
    public int PerBlock { get; }

    public int Count => Blocks * PerBlock;

    public Specification this[int number]
    {
        get
        {
            int[] levels = LevelsOf(number);
            return new Specification
            {
                Compute = _choices.Compute[levels[0]],
                Law = _choices.Laws[levels[1]],
                Options = _options[levels[2]],
                Weighting = _choices.Weightings[levels[3]],
                Outliers = _choices.Outliers[levels[4]],
                SmallestLeftOut = _choices.SmallestLeftOut[levels[5]],
                ShortestLeftOut = _choices.ShortestLeftOut[levels[6]],
            };
        }
    }

    /// <summary>What each kind of choice accounts for.</summary>
    /// <param name="answers">The numbers of the specifications that have an answer, and the answers.</param>
    /// <param name="onLogarithm">Whether variances are of logarithms.</param>
    public SpecificationDimension[] Dimensions(IReadOnlyList<(int Number, double Value)> answers, bool onLogarithm)
    {
        double[] y = [.. answers.Select(a => onLogarithm ? Math.Log(a.Value) : a.Value)];
        double mean = y.Length == 0 ? double.NaN : y.Average();

        // Equal decisions have no variance, though their mean may differ from them by rounding.
        bool varies = y.Length > 0 && y.Max() > y.Min();
        double total = y.Sum(v => (v - mean) * (v - mean));
        var dimensions = new SpecificationDimension[_dimensions.Length];
        for (int d = 0; d < dimensions.Length; d++)
        {
            int place = d;
            ILookup<int, int> members = Enumerable.Range(0, y.Length).ToLookup(k => LevelsOf(answers[k].Number)[place]);
            dimensions[d] = new SpecificationDimension
            {
                Name = _dimensions[d].Name,
                Share = varies ? members.Sum(g => g.Count() * Math.Pow(g.Average(k => y[k]) - mean, 2)) / total : 0,
                Levels = [.. _dimensions[d].Levels.Select((name, level) => Level(name, [.. members[level].Select(k => answers[k].Value)]))],
            };
        }

        return [.. dimensions.OrderByDescending(d => d.Share)];
    }

    private static SpecificationLevel Level(string name, double[] values) => new() { Name = name, Count = values.Length, Median = values.Length == 0 ? double.NaN : values.Median() };

    /// <summary>The digits of a number in the mixed base of the dimensions, the last one running fastest.</summary>
    private int[] LevelsOf(int number)
    {
        var levels = new int[_dimensions.Length];
        for (int d = levels.Length - 1; d >= 0; d--)
        {
            levels[d] = number % _dimensions[d].Levels.Length;
            number /= _dimensions[d].Levels.Length;
        }

        return levels;
    }
}
