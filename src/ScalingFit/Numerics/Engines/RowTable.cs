using System.Runtime.CompilerServices;

namespace ScalingFit.Numerics.Engines;

/// <summary>
/// The rows of one fit, column by column: centred logarithms of the law's variables, the response and its logarithm,
/// and a weight. Padded with copies of the first row at weight zero, so that kernels need no tail.
/// </summary>
internal sealed unsafe class RowTable
{
    /// <summary>Rows are padded to a multiple of this, the widest vector there is.</summary>
    private const int Padding = 8;

    private readonly AlignedBuffer _storage;
    private readonly int _stride;
    private readonly int _offset;
    private RowTable[] _chunks = [];
    private int[] _kept = [];

    public RowTable(int columns, int capacity)
    {
        Columns = columns;

        // A line more than needed, lest columns a power of two apart contend for the same sets of the cache.
        _stride = Pad(capacity) + Padding;
        _storage = new AlignedBuffer((columns + 5) * _stride);
    }

    /// <summary>A window on the rows of another table, which must not change meanwhile.</summary>
    private RowTable(RowTable whole, int start, int count)
    {
        Columns = whole.Columns;
        _storage = whole._storage;
        _stride = whole._stride;
        _offset = whole._offset + start;
        HasDeviations = whole.HasDeviations;
        Count = count;
        PaddedCount = Pad(count);
    }

    /// <summary>How many variables there are.</summary>
    public int Columns { get; }

    public int Count { get; private set; }

    /// <summary><see cref="Count"/> rounded up to whole vectors.</summary>
    public int PaddedCount { get; private set; }

    /// <summary>ln y, the logarithm of the response.</summary>
    public double* LogResponse => Column(Columns);

    public double* Response => Column(Columns + 1);

    /// <summary>The response of one row, for who does not deal in pointers.</summary>
    public double ResponseAt(int row) => Response[row];

    /// <summary>1 / y.</summary>
    public double* InverseResponse => Column(Columns + 2);

    public double* Weight => Column(Columns + 3);

    /// <summary>1/σ, the inverse of each residual's known standard deviation; meaningless without <see cref="HasDeviations"/>.</summary>
    public double* InverseDeviation => Column(Columns + 4);

    /// <summary>The same of one row, and 1 where none is known.</summary>
    public double InverseDeviationAt(int row) => HasDeviations ? InverseDeviation[row] : 1;

    /// <summary>Whether residuals are charged in units of their standard deviations.</summary>
    public bool HasDeviations { get; private set; }

    /// <summary>ln x - mean ln x of the variable.</summary>
    public double* Variable(int column) => Column(column);

    /// <summary>The rows group by group, for a law of several groups; empty for others.</summary>
    public RowTable[] Parts { get; private set; } = [];

    /// <summary>A table of the same shape and room, without rows.</summary>
    public RowTable NewOfSameShape() => new(Columns, Count) { Parts = Array.ConvertAll(Parts, p => p.NewOfSameShape()) };

    /// <summary>Windows of so many rows each, the last one shorter.</summary>
    /// <param name="rows">A multiple of the widest vector.</param>
    public RowTable[] Chunks(int rows)
    {
        if (_chunks.Length > 0) return _chunks;
        int count = Math.Max(1, (Count + rows - 1) / rows);
        _chunks = new RowTable[count];
        for (int k = 0; k < count; k++) _chunks[k] = new RowTable(this, k * rows, Math.Min(rows, Count - (k * rows)));
        return _chunks;
    }

    /// <summary>The rows at these places, with their weights.</summary>
    public RowTable At(ReadOnlySpan<int> places)
    {
        var sample = new RowTable(Columns, places.Length) { HasDeviations = HasDeviations };
        for (int c = 0; c < Columns + 5; c++)
        {
            for (int k = 0; k < places.Length; k++) sample.Column(c)[k] = Column(c)[places[k]];
        }

        sample.Seal(places.Length);
        return sample;
    }

    /// <summary>Divides the rows, which must stand group by group.</summary>
    /// <param name="counts">How many rows each group has.</param>
    public void Divide(ReadOnlySpan<int> counts)
    {
        Parts = new RowTable[counts.Length];
        int start = 0;
        for (int g = 0; g < counts.Length; g++)
        {
            Parts[g] = new RowTable(Columns, counts[g]);
            Parts[g].Take(this, start, counts[g]);
            start += counts[g];
        }
    }

    /// <summary>Builds the table of all rows.</summary>
    /// <param name="logVariables">Centred logarithms, one array a variable.</param>
    /// <param name="response">Positive.</param>
    /// <param name="weights">Positive; one a row, or empty where every row weighs 1.</param>
    /// <param name="deviations">The standard deviation of each residual; empty where none is known.</param>
    public static RowTable Create(IReadOnlyList<double[]> logVariables, ReadOnlySpan<double> response, ReadOnlySpan<double> weights = default, ReadOnlySpan<double> deviations = default)
    {
        var table = new RowTable(logVariables.Count, response.Length);
        for (int c = 0; c < logVariables.Count; c++) logVariables[c].AsSpan().CopyTo(new Span<double>(table.Variable(c), response.Length));
        for (int i = 0; i < response.Length; i++)
        {
            table.LogResponse[i] = Math.Log(response[i]);
            table.Response[i] = response[i];
            table.InverseResponse[i] = 1 / response[i];
            table.Weight[i] = weights.IsEmpty ? 1 : weights[i];
            table.InverseDeviation[i] = deviations.IsEmpty ? 1 : 1 / deviations[i];
        }

        table.HasDeviations = !deviations.IsEmpty;
        table.Seal(response.Length);
        return table;
    }

    /// <summary>
    /// Takes the rows of <paramref name="source"/> whose weight is not zero. A bootstrap resample of n rows has some 0.63 n
    /// distinct ones, and the cost of a fit is that of its distinct rows.
    /// </summary>
    /// <param name="source">All rows; no more of them than this table has room for.</param>
    /// <param name="weights">A weight a row of the source, none negative and not all zero.</param>
    public void TakeWeighted(RowTable source, ReadOnlySpan<double> weights)
    {
        HasDeviations = source.HasDeviations;
        if (_kept.Length < weights.Length) _kept = new int[weights.Length];
        int kept = KeepWeighted(weights, _kept, Weight);
        for (int c = 0; c < Columns + 3; c++) Gather(source.Column(c), _kept, kept, Column(c));
        if (HasDeviations) Gather(source.InverseDeviation, _kept, kept, InverseDeviation);
        Seal(kept);
        int start = 0;
        for (int g = 0; g < Parts.Length; g++)
        {
            int count = source.Parts[g].Count;
            Parts[g].TakeWeighted(source.Parts[g], weights.Slice(start, count));
            start += count;
        }
    }

    /// <summary>Takes all rows of <paramref name="source"/> with other responses.</summary>
    /// <param name="source">As many rows as this table has room for.</param>
    /// <param name="response">Positive; one a row.</param>
    public void TakeResponses(RowTable source, ReadOnlySpan<double> response)
    {
        Take(source, 0, source.Count);
        for (int i = 0; i < response.Length; i++)
        {
            LogResponse[i] = Math.Log(response[i]);
            Response[i] = response[i];
            InverseResponse[i] = 1 / response[i];
        }

        Seal(source.Count);
        int start = 0;
        for (int g = 0; g < Parts.Length; g++)
        {
            int count = source.Parts[g].Count;
            Parts[g].TakeResponses(source.Parts[g], response.Slice(start, count));
            start += count;
        }
    }

    /// <summary>The places of the weights that are not zero, and those weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int KeepWeighted(ReadOnlySpan<double> weights, int[] places, double* kept)
    {
        int count = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            // Without a branch, which a processor cannot foresee: what is not kept is overwritten.
            places[count] = i;
            kept[count] = weights[i];
            count += weights[i] != 0 ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(double* source, int[] places, int count, double* target)
    {
        for (int k = 0; k < count; k++) target[k] = source[places[k]];
    }

    private void Take(RowTable source, int start, int count)
    {
        HasDeviations = source.HasDeviations;
        for (int c = 0; c < Columns + 5; c++) new Span<double>(source.Column(c) + start, count).CopyTo(new Span<double>(Column(c), count));
        Seal(count);
    }

    private static int Pad(int count) => (count + Padding - 1) / Padding * Padding;

    private double* Column(int column) => _storage.Pointer + ((nint)column * _stride) + _offset;

    private void Seal(int count)
    {
        Count = count;
        PaddedCount = Pad(count);
        _chunks = [];
        for (int c = 0; c < Columns + 5; c++)
        {
            double* column = Column(c);
            double filler = c == Columns + 3 || count == 0 ? 0 : column[0];
            for (int i = count; i < PaddedCount; i++) column[i] = filler;
        }
    }
}
