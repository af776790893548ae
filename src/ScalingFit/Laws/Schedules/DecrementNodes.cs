namespace ScalingFit.Laws;

/// <summary>
/// Sums over the past of a learning rate, Σ_k (η_(k-1) - η_k)·f(ln η_k, S_k(t)) with S_k(t) = Σ_(k≤i≤t) η_i, as sums over few nodes: exact where the rate has changed at few steps, otherwise by Gauss's
/// quadrature for the decrements themselves, block by block. Within a block neither S_k nor η_k grows by more than a factor of two, so that a smooth f is all but a polynomial there; blocks that
/// weigh next to nothing may be longer. Where the rate itself is not smooth, nodes would stand at rates that it never had: a block whose nodes miss its own moments is halved until they do not.
/// </summary>
/// <remarks>Rises and falls of the rate are measures of their own, for Gauss's nodes exist for weights of one sign. One object serves one thread.</remarks>
internal sealed class DecrementNodes
{
    /// <summary>A rate of zero counts as this share of the peak, since the law has no value there.</summary>
    private const double SmallestShare = 1e-12;

    /// <summary>The factor within a block.</summary>
    private const double Factor = 2;

    /// <summary>Blocks may be as much coarser: beyond, sums are no longer within 1e-6 of a loss.</summary>
    private const double MostCoarse = 2.5;

    /// <summary>A block of no more than this share of the peak rate is one node, however long.</summary>
    private const double Negligible = 2e-6;

    /// <summary>By how much of the peak rate nodes may miss what is known of a block: a loss depends a tenth as much on it.</summary>
    private const double Missed = 1e-5;

    /// <summary>From which share of the peak rate on a block has one node more.</summary>
    private static readonly double[] Thresholds = [1e-4, 2e-3, 0.03];

    private readonly double _peak;
    private readonly double[] _allSums;
    private readonly double[] _steps;
    private readonly double[] _decrements;
    private readonly double[] _logs;
    private readonly double[] _before;
    private readonly DiscreteGauss _gauss;
    private readonly int[] _block;
    private int _used;

    /// <param name="schedule">The rates.</param>
    /// <param name="count">How many nodes a row has; those that are not needed weigh nothing.</param>
    public DecrementNodes(LearningRateSchedule schedule, int count)
    {
        Weights = new double[count];
        LogRates = new double[count];
        Sums = new double[count];
        ReadOnlySpan<double> rates = schedule.Rates;
        _allSums = schedule.Sums.ToArray();
        _peak = schedule.Peak;
        int changes = 0;
        for (int k = 1; k < rates.Length; k++) changes += rates[k] != rates[k - 1] ? 1 : 0;
        _steps = new double[changes];
        _decrements = new double[changes];
        _logs = new double[changes];
        _before = new double[changes];
        _block = new int[changes];
        _gauss = new DiscreteGauss(changes, Thresholds.Length + 1);
        for (int k = 1, j = 0; k < rates.Length; k++)
        {
            if (rates[k] == rates[k - 1]) continue;
            _steps[j] = k;
            _decrements[j] = rates[k - 1] - rates[k];
            _logs[j] = Math.Log(Math.Max(rates[k], SmallestShare * _peak));
            _before[j++] = _allSums[k - 1];
        }
    }

    /// <summary>The weight of each node, η_(k-1) - η_k where it stands for one step.</summary>
    public double[] Weights { get; }

    /// <summary>ln η at each node.</summary>
    public double[] LogRates { get; }

    /// <summary>S_k at each node.</summary>
    public double[] Sums { get; }

    /// <summary>Makes the nodes those of a step; false where there are too few.</summary>
    public bool TryAt(int step)
    {
        int count = Array.BinarySearch(_steps, step + 0.5);
        count = count < 0 ? ~count : count;
        double coarseness = 1;
        while (!TryFill(count, _allSums[step], coarseness))
        {
            coarseness *= 1.5;
            if (coarseness > MostCoarse) return false;
        }

        double log = Math.Log(_peak);
        Weights.AsSpan(_used).Clear();
        Sums.AsSpan(_used).Clear();
        LogRates.AsSpan(_used).Fill(log);
        return true;
    }

    private bool TryFill(int count, double total, double coarseness)
    {
        _used = 0;
        if (count <= Weights.Length)
        {
            for (int j = 0; j < count; j++) Add(_decrements[j], _logs[j], total - _before[j]);
            return true;
        }

        double factor = Math.Pow(Factor, coarseness);
        double log = Math.Log(factor);
        double negligible = Negligible * _peak * coarseness;
        for (int last = count - 1; last >= 0;)
        {
            int first = last;
            double weight = Math.Abs(_decrements[last]);
            double reach = factor * (total - _before[last]);
            double low = _logs[last];
            double high = low;
            while (first > 0)
            {
                int next = first - 1;
                weight += Math.Abs(_decrements[next]);
                low = Math.Min(low, _logs[next]);
                high = Math.Max(high, _logs[next]);
                if (weight > negligible && (total - _before[next] > reach || high - low > log)) break;
                first = next;
            }

            if (!TryAdd(first, last, total, falls: true, negligible) || !TryAdd(first, last, total, falls: false, negligible)) return false;
            last = first - 1;
        }

        return true;
    }

    /// <summary>The nodes of a block's falls, or of its rises.</summary>
    private bool TryAdd(int first, int last, double total, bool falls, double negligible)
    {
        int count = 0;
        double weight = 0;
        for (int j = first; j <= last; j++)
        {
            if (_decrements[j] > 0 != falls) continue;
            _block[count++] = j;
            weight += Math.Abs(_decrements[j]);
        }

        int nodes = 1;
        foreach (double threshold in Thresholds) nodes += weight > threshold * _peak ? 1 : 0;
        if (_used + Math.Min(nodes, count) > Weights.Length) return false;
        ReadOnlySpan<int> block = _block.AsSpan(0, count);
        if (count <= nodes)
        {
            foreach (int j in block) Add(_decrements[j], _logs[j], total - _before[j]);
            return true;
        }

        int start = _used;
        _gauss.Take(block, _steps, _decrements, nodes);
        for (int n = 0; n < nodes; n++)
        {
            (double step, double share) = _gauss.Node(nodes, n);
            (double rate, double before) = Interpolate(block, step);
            Add(falls ? share : -share, rate, total - before);
        }

        if (weight <= negligible || Represents(start, block, total)) return true;
        _used = start;
        int middle = block[count / 2];
        return TryAdd(first, middle - 1, total, falls, negligible) && TryAdd(middle, last, total, falls, negligible);
    }

    /// <summary>Whether the nodes from a start on have the moments of their block: the means of ln η and ln S, and the mean square of the difference, on which the effect of a decrement depends.</summary>
    private bool Represents(int start, ReadOnlySpan<int> block, double total)
    {
        double middle = _logs[block[0]] - Math.Log(total - _before[block[0]]);
        (double Log, double Sum, double Square) missing = default;
        foreach (int j in block) Take(Math.Abs(_decrements[j]), _logs[j], total - _before[j]);
        for (int n = start; n < _used; n++)
        {
            if (!(Sums[n] > 0)) return false;
            Take(-Math.Abs(Weights[n]), LogRates[n], Sums[n]);
        }

        double allowed = Missed * _peak;
        return Math.Abs(missing.Log) <= allowed && Math.Abs(missing.Sum) <= allowed && Math.Abs(missing.Square) <= allowed;

        void Take(double weight, double log, double sum)
        {
            double reach = Math.Log(sum);
            double difference = log - reach - middle;
            missing.Log += weight * log;
            missing.Sum += weight * reach;
            missing.Square += weight * difference * difference;
        }
    }

    /// <summary>ln η and the sum before, between the steps of a block: by the cubic through the four nearest, or through all of fewer.</summary>
    private (double LogRate, double Before) Interpolate(ReadOnlySpan<int> block, double step)
    {
        int above = 0;
        for (int high = block.Length; above < high;)
        {
            int middle = (above + high) / 2;
            if (_steps[block[middle]] < step) above = middle + 1;
            else high = middle;
        }

        int points = Math.Min(4, block.Length);
        int start = Math.Clamp(above - 2, 0, block.Length - points);
        double log = 0;
        double before = 0;
        for (int a = start; a < start + points; a++)
        {
            double basis = 1;
            for (int b = start; b < start + points; b++)
            {
                if (b != a) basis *= (step - _steps[block[b]]) / (_steps[block[a]] - _steps[block[b]]);
            }

            log += basis * _logs[block[a]];
            before += basis * _before[block[a]];
        }

        return (log, before);
    }

    private void Add(double weight, double log, double sum)
    {
        Weights[_used] = weight;
        LogRates[_used] = log;
        Sums[_used++] = sum;
    }
}
