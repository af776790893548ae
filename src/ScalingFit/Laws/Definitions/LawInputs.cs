namespace ScalingFit.Laws;

/// <summary>What a law's expression takes in, where that is worked out of runs rather than read off them.</summary>
/// <param name="Symbols">What each is called in the equation.</param>
/// <param name="ArePositive">Whether each is positive whatever the run.</param>
/// <param name="Of">The columns, one an input, of a table of runs.</param>
internal sealed record LawInputs(string[] Symbols, bool[] ArePositive, Func<RunSet, double[][]> Of);
