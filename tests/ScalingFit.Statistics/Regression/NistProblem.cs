namespace ScalingFit.Statistics.Regression;

/// <summary>One of NIST's reference problems of nonlinear regression (data/nist-strd/PROVENANCE.md).</summary>
internal sealed record NistProblem
{
    public required string Name { get; init; }

    /// <summary>NIST's own grade: Lower, Average or Higher.</summary>
    public required string Difficulty { get; init; }

    public required ILaw Law { get; init; }

    /// <summary>One array a variable.</summary>
    public required double[][] Variables { get; init; }

    /// <summary>What the law predicts; for Nelson the logarithm of what was measured.</summary>
    public required double[] Response { get; init; }

    /// <summary>NIST's two starts, the further one first.</summary>
    public required double[][] Starts { get; init; }

    /// <summary>The parameters at the least sum of squares, to eleven digits.</summary>
    public required double[] Certified { get; init; }

    /// <summary>The parameters' standard deviations.</summary>
    public required double[] StandardErrors { get; init; }

    /// <summary>The least sum of squared residuals.</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>All 27, by name.</summary>
    public static IReadOnlyList<NistProblem> All { get; } = ReadAll();

    private static NistProblem[] ReadAll()
    {
        string[][] problems = Table.Read("nist-strd/problems.csv", "problem,difficulty,response,observations,residual_sum_of_squares,residual_standard_deviation");
        ILookup<string, string[]> parameters = ByProblem(Table.Read("nist-strd/parameters.csv", "problem,parameter,start1,start2,certified,standard_error"));
        ILookup<string, string[]> observations = ByProblem(Table.Read("nist-strd/observations.csv", "problem,y,x1,x2"));
        return [.. problems.Select(p => Of(p, [.. parameters[p[0]]], [.. observations[p[0]]]))];
    }

    private static NistProblem Of(string[] problem, string[][] parameters, string[][] observations)
    {
        string name = problem[0];
        NistModels.NistModel model = NistModels.Of(name);
        if (parameters.Length != model.Parameters) throw new InvalidDataException($"{name} has {parameters.Length} rows of parameters, its model {model.Parameters}.");
        if (observations.Length != Table.Count(problem[3])) throw new InvalidDataException($"{name} has {observations.Length} observations, not {problem[3]}.");

        Func<double, double> transform = problem[2] switch
        {
            "y" => y => y,
            "log(y)" => Math.Log,
            _ => throw new InvalidDataException($"{name} has a response {problem[2]}."),
        };
        int variables = observations[0][3].Length > 0 ? 2 : 1;
        return new NistProblem
        {
            Name = name,
            Difficulty = problem[1],
            Law = model.Law,
            Variables = [.. Enumerable.Range(2, variables).Select(column => Column(observations, column))],
            Response = [.. Column(observations, 1).Select(transform)],
            Starts = [Column(parameters, 2), Column(parameters, 3)],
            Certified = Column(parameters, 4),
            StandardErrors = Column(parameters, 5),
            SumOfSquares = Table.Number(problem[4]),
        };
    }

    private static ILookup<string, string[]> ByProblem(string[][] rows) => rows.ToLookup(row => row[0], StringComparer.Ordinal);

    private static double[] Column(string[][] rows, int column) => [.. rows.Select(row => Table.Number(row[column]))];
}
