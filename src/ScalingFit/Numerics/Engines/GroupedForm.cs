using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

/// <summary>
/// One law for several groups of rows, each with parameters of its own beside those that all share. A row table of a grouped law holds its rows group by group, in
/// <see cref="RowTable.Parts"/>.
/// </summary>
internal sealed class GroupedForm : LawForm
{
    private readonly int[][] _map;
    private readonly List<PosynomialForm.Term> _centred = [];
    private readonly bool[] _mayCentre;

    /// <param name="inner">The law of each group.</param>
    /// <param name="map">For each group, where each of the law's parameters stands among all.</param>
    /// <param name="parameters">How many there are of all.</param>
    public GroupedForm(LawForm inner, int[][] map, int parameters)
    {
        Inner = inner;
        _map = map;
        ParameterCount = parameters;
        _mayCentre = [.. Enumerable.Range(0, inner.ColumnCount).Select(inner.MayCentre)];
        foreach (PosynomialForm.Term term in inner.CentredTerms)
        {
            // A coefficient that groups share while an exponent beside it is their own has no one centred coordinate.
            bool shared = Array.TrueForAll(map, g => g[term.Amplitude] == map[0][term.Amplitude]);
            bool sameFactors = Array.TrueForAll(term.Factors, f => Array.TrueForAll(map, g => g[f.Parameter] == map[0][f.Parameter]));
            if (!shared || sameFactors) continue;
            foreach (PosynomialForm.Factor factor in term.Factors) _mayCentre[factor.Column] = false;
        }

        foreach (PosynomialForm.Term term in inner.CentredTerms)
        {
            foreach (int[] group in map)
            {
                PosynomialForm.Factor[] factors = [.. term.Factors.Where(f => _mayCentre[f.Column]).Select(f => f with { Parameter = group[f.Parameter] })];
                if (factors.Length > 0 && !_centred.Exists(t => t.Amplitude == group[term.Amplitude])) _centred.Add(new PosynomialForm.Term(group[term.Amplitude], factors));
            }
        }
    }

    /// <summary>The law of each group.</summary>
    public LawForm Inner { get; }

    public int GroupCount => _map.Length;

    public override int ParameterCount { get; }

    public override int ColumnCount => Inner.ColumnCount;

    public override int TermCount => Inner.TermCount;

    public override IReadOnlyList<PosynomialForm.Term> CentredTerms => _centred;

    /// <summary>Where each parameter of a group's law stands among all.</summary>
    public ReadOnlySpan<int> ParametersOf(int group) => _map[group];

    public override bool MayCentre(int column) => _mayCentre[column];

    public override double[][] Columns(IReadOnlyList<double[]> variables) => Inner.Columns(variables);

    public override double Predict(ReadOnlySpan<double> parameters, ReadOnlySpan<double> variables) =>
        throw new NotSupportedException("A law of several groups predicts for one of them.");

    public override void Shrink(Span<double> theta, double by)
    {
        Span<double> own = stackalloc double[Inner.ParameterCount];
        Span<double> shrunk = stackalloc double[ParameterCount];
        theta.CopyTo(shrunk);
        foreach (int[] map in _map)
        {
            for (int m = 0; m < map.Length; m++) own[m] = theta[map[m]];
            Inner.Shrink(own, by);
            for (int m = 0; m < map.Length; m++) shrunk[map[m]] = own[m];
        }

        shrunk.CopyTo(theta);
    }

    public override LawEngine CreateEngine(VectorWidth width) => new GroupedEngine(this, Inner.CreateEngine(width));
}
