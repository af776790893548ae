namespace ScalingFit.Numerics;

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

    public RowTable(int columns, int capacity)
    {
        Columns = columns;

        // A line more than needed, lest columns a power of two apart contend for the same sets of the cache.
        _stride = Pad(capacity) + Padding;
        _storage = new AlignedBuffer((columns + 4) * _stride);
    }

    /// <summary>How many variables there are.</summary>
    public int Columns { get; }

    public int Count { get; private set; }

    /// <summary><see cref="Count"/> rounded up to whole vectors.</summary>
    public int PaddedCount { get; private set; }

    /// <summary>ln y, the logarithm of the response.</summary>
    public double* LogResponse => Column(Columns);

    public double* Response => Column(Columns + 1);

    /// <summary>1 / y.</summary>
    public double* InverseResponse => Column(Columns + 2);

    public double* Weight => Column(Columns + 3);

    /// <summary>ln x - mean ln x of the variable.</summary>
    public double* Variable(int column) => Column(column);

    /// <summary>Builds the table of all rows.</summary>
    /// <param name="logVariables">Centred logarithms, one array a variable.</param>
    /// <param name="response">Positive.</param>
    /// <param name="weights">Positive; one a row, or empty where every row weighs 1.</param>
    public static RowTable Create(IReadOnlyList<double[]> logVariables, ReadOnlySpan<double> response, ReadOnlySpan<double> weights = default)
    {
        var table = new RowTable(logVariables.Count, response.Length);
        for (int c = 0; c < logVariables.Count; c++) logVariables[c].AsSpan().CopyTo(new Span<double>(table.Variable(c), response.Length));
        for (int i = 0; i < response.Length; i++)
        {
            table.LogResponse[i] = Math.Log(response[i]);
            table.Response[i] = response[i];
            table.InverseResponse[i] = 1 / response[i];
            table.Weight[i] = weights.IsEmpty ? 1 : weights[i];
        }

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
        int kept = 0;
        int columns = Columns + 3;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;
            for (int c = 0; c < columns; c++) Column(c)[kept] = source.Column(c)[i];
            Weight[kept] = weights[i];
            kept++;
        }

        Seal(kept);
    }

    private static int Pad(int count) => (count + Padding - 1) / Padding * Padding;

    private double* Column(int column) => _storage.Pointer + ((nint)column * _stride);

    private void Seal(int count)
    {
        Count = count;
        PaddedCount = Pad(count);
        for (int c = 0; c < Columns + 4; c++)
        {
            double* column = Column(c);
            double filler = c == Columns + 3 ? 0 : column[0];
            for (int i = count; i < PaddedCount; i++) column[i] = filler;
        }
    }
}
