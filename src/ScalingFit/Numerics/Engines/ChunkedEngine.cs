using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Engines;

/// <summary>
/// Evaluates long tables in chunks of a fixed length, on one thread or several, and adds the chunks' sums up in their order: the result does not depend on the number of threads.
/// </summary>
internal sealed class ChunkedEngine : LawEngine
{
    /// <summary>Some fifteen microseconds of work: enough to be worth handing to another thread.</summary>
    public const int ChunkRows = 4096;

    private readonly LawEngine[] _engines;
    private readonly int _parameters;
    private readonly ParallelOptions _options;
    private readonly List<Derivatives> _sums = [];
    private double[] _theta = [];
    private double[] _values = [];
    private double[][] _gradients = [];

    public ChunkedEngine(LawForm form, VectorWidth width, int threads)
    {
        _parameters = form.ParameterCount;
        _engines = new LawEngine[threads == 0 ? Environment.ProcessorCount : threads];
        for (int t = 0; t < _engines.Length; t++) _engines[t] = form.CreateEngine(width);
        _options = new ParallelOptions { MaxDegreeOfParallelism = _engines.Length };
    }

    public override void Evaluate(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Derivatives into, bool withMajoriser = true)
    {
        RowTable[] chunks = rows.Chunks(ChunkRows);
        if (chunks.Length == 1)
        {
            _engines[0].Evaluate(rows, penalty, theta, into, withMajoriser);
            return;
        }

        Take(theta);
        while (_sums.Count < chunks.Length) _sums.Add(new Derivatives(_parameters));
        Each(chunks.Length, (engine, k) => engine.Evaluate(chunks[k], penalty, _theta, _sums[k], withMajoriser));
        into.Clear(withMajoriser);
        for (int k = 0; k < chunks.Length; k++)
        {
            into.Value += _sums[k].Value;
            Add(_sums[k].Gradient, into.Gradient);
            Add(_sums[k].Hessian, into.Hessian);
            if (withMajoriser) Add(_sums[k].Majoriser, into.Majoriser);
        }
    }

    public override double ValueAndGradient(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Span<double> gradient)
    {
        RowTable[] chunks = rows.Chunks(ChunkRows);
        if (chunks.Length == 1) return _engines[0].ValueAndGradient(rows, penalty, theta, gradient);
        Take(theta);
        if (_gradients.Length < chunks.Length)
        {
            _gradients = new double[chunks.Length][];
            for (int k = 0; k < chunks.Length; k++) _gradients[k] = new double[_parameters];
            _values = new double[chunks.Length];
        }

        Each(chunks.Length, (engine, k) => _values[k] = engine.ValueAndGradient(chunks[k], penalty, _theta, _gradients[k]));
        gradient.Clear();
        double sum = 0;
        for (int k = 0; k < chunks.Length; k++)
        {
            sum += _values[k];
            Add(_gradients[k], gradient);
        }

        return sum;
    }

    public override double Value(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta)
    {
        RowTable[] chunks = rows.Chunks(ChunkRows);
        if (chunks.Length == 1) return _engines[0].Value(rows, penalty, theta);
        Take(theta);
        if (_values.Length < chunks.Length) _values = new double[chunks.Length];
        Each(chunks.Length, (engine, k) => _values[k] = engine.Value(chunks[k], penalty, _theta));
        double sum = 0;
        for (int k = 0; k < chunks.Length; k++) sum += _values[k];
        return sum;
    }

    // What follows is asked for once a fit, or by least absolute deviations, whose time goes elsewhere.
    public override void Residuals(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, Span<double> residuals, Span<ShareRange> shares) => _engines[0].Residuals(rows, of, theta, residuals, shares);

    public override void Lagrangian(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, ReadOnlySpan<double> multipliers, Derivatives into) => _engines[0].Lagrangian(rows, of, theta, multipliers, into);

    public override void Rates(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, ReadOnlySpan<double> direction, Span<double> rates) => _engines[0].Rates(rows, of, theta, direction, rates);

    public override void ResidualGradient(RowTable rows, int row, ResidualOf of, ReadOnlySpan<double> theta, Span<double> gradient) => _engines[0].ResidualGradient(rows, row, of, theta, gradient);

    private static void Add(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++) to[i] += from[i];
    }

    private void Take(ReadOnlySpan<double> theta)
    {
        if (_theta.Length != theta.Length) _theta = new double[theta.Length];
        theta.CopyTo(_theta);
    }

    private void Each(int chunks, Action<LawEngine, int> work)
    {
        int workers = Math.Min(_engines.Length, chunks);
        if (workers == 1)
        {
            for (int k = 0; k < chunks; k++) work(_engines[0], k);
            return;
        }

        // Chunks are taken as threads become free: what is done with each does not depend on by whom.
        int next = -1;
        Parallel.For(0, workers, _options, t =>
        {
            for (int k = Interlocked.Increment(ref next); k < chunks; k = Interlocked.Increment(ref next)) work(_engines[t], k);
        });
    }
}
