namespace ScalingFit.Numerics.Engines;

/// <summary>Evaluates each group's rows with the group's parameters, and adds up what they share.</summary>
internal sealed class GroupedEngine : LawEngine
{
    private readonly GroupedForm _form;
    private readonly LawEngine _inner;
    private readonly double[] _theta;
    private readonly double[] _direction;
    private readonly double[] _gradient;
    private readonly Derivatives _derivatives;

    public GroupedEngine(GroupedForm form, LawEngine inner)
    {
        _form = form;
        _inner = inner;
        int n = form.Inner.ParameterCount;
        _theta = new double[n];
        _direction = new double[n];
        _gradient = new double[n];
        _derivatives = new Derivatives(n);
    }

    public override void Evaluate(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Derivatives into, bool withMajoriser = true)
    {
        into.Clear(withMajoriser);
        for (int g = 0; g < _form.GroupCount; g++)
        {
            if (rows.Parts[g].Count == 0) continue;
            Gather(g, theta, _theta);
            _inner.Evaluate(rows.Parts[g], penalty, _theta, _derivatives, withMajoriser);
            Scatter(g, into, withMajoriser);
        }
    }

    public override double ValueAndGradient(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta, Span<double> gradient)
    {
        double sum = 0;
        gradient.Clear();
        for (int g = 0; g < _form.GroupCount; g++)
        {
            if (rows.Parts[g].Count == 0) continue;
            Gather(g, theta, _theta);
            sum += _inner.ValueAndGradient(rows.Parts[g], penalty, _theta, _gradient);
            ReadOnlySpan<int> map = _form.ParametersOf(g);
            for (int m = 0; m < map.Length; m++) gradient[map[m]] += _gradient[m];
        }

        return sum;
    }

    public override double Value(RowTable rows, Penalty penalty, ReadOnlySpan<double> theta)
    {
        double sum = 0;
        for (int g = 0; g < _form.GroupCount; g++)
        {
            if (rows.Parts[g].Count == 0) continue;
            Gather(g, theta, _theta);
            sum += _inner.Value(rows.Parts[g], penalty, _theta);
        }

        return sum;
    }

    public override void Residuals(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, Span<double> residuals, Span<ShareRange> shares)
    {
        int start = 0;
        for (int g = 0; g < _form.GroupCount; g++)
        {
            int count = rows.Parts[g].Count;
            if (count == 0) continue;
            Gather(g, theta, _theta);
            _inner.Residuals(rows.Parts[g], of, _theta, residuals.Slice(start, count), shares);
            start += count;
        }
    }

    public override void Lagrangian(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, ReadOnlySpan<double> multipliers, Derivatives into)
    {
        into.Clear();
        int start = 0;
        for (int g = 0; g < _form.GroupCount; g++)
        {
            int count = rows.Parts[g].Count;
            if (count == 0) continue;
            Gather(g, theta, _theta);
            _inner.Lagrangian(rows.Parts[g], of, _theta, multipliers.Slice(start, count), _derivatives);
            Scatter(g, into, withMajoriser: false);
            start += count;
        }
    }

    public override void Rates(RowTable rows, ResidualOf of, ReadOnlySpan<double> theta, ReadOnlySpan<double> direction, Span<double> rates)
    {
        int start = 0;
        for (int g = 0; g < _form.GroupCount; g++)
        {
            int count = rows.Parts[g].Count;
            if (count == 0) continue;
            Gather(g, theta, _theta);
            Gather(g, direction, _direction);
            _inner.Rates(rows.Parts[g], of, _theta, _direction, rates.Slice(start, count));
            start += count;
        }
    }

    public override void ResidualGradient(RowTable rows, int row, ResidualOf of, ReadOnlySpan<double> theta, Span<double> gradient)
    {
        gradient.Clear();
        int g = 0;
        while (row >= rows.Parts[g].Count) row -= rows.Parts[g++].Count;
        Gather(g, theta, _theta);
        _inner.ResidualGradient(rows.Parts[g], row, of, _theta, _gradient);
        ReadOnlySpan<int> map = _form.ParametersOf(g);
        for (int m = 0; m < map.Length; m++) gradient[map[m]] += _gradient[m];
    }

    private void Gather(int group, ReadOnlySpan<double> all, Span<double> own)
    {
        ReadOnlySpan<int> map = _form.ParametersOf(group);
        for (int m = 0; m < map.Length; m++) own[m] = all[map[m]];
    }

    private void Scatter(int group, Derivatives into, bool withMajoriser)
    {
        ReadOnlySpan<int> map = _form.ParametersOf(group);
        into.Value += _derivatives.Value;
        for (int m = 0; m < map.Length; m++)
        {
            into.Gradient[map[m]] += _derivatives.Gradient[m];
            for (int n = 0; n < map.Length; n++)
            {
                int index = (map[m] * into.Count) + map[n];
                into.Hessian[index] += _derivatives.Hessian[(m * map.Length) + n];
                if (withMajoriser) into.Majoriser[index] += _derivatives.Majoriser[(m * map.Length) + n];
            }
        }
    }
}
