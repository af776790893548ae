using ScalingFit.Numerics.Engines;

namespace ScalingFit.Numerics.Minimisers;

// The exchange of rows: what the simplex method does for a linear law, with Newton's method in place of a pivot.
internal sealed unsafe partial class AbsoluteDeviations
{
    private const int Exchanges = 200;

    /// <summary>
    /// From the rows passed through and the signs of the others to a minimum: solve the conditions, take in rows that were crossed on the way, give up rows whose
    /// multiplier is beyond its bound. False where that does not end.
    /// </summary>
    private bool Exchange(RowTable rows, Penalty absolute, ReadOnlySpan<double> phi, ref int evaluations)
    {
        phi.CopyTo(_origin);
        for (int exchange = 0; exchange < Exchanges; exchange++)
        {
            _origin.AsSpan().CopyTo(_point);
            ResidualsAt(rows, absolute.Of, _origin, _before);
            if (!SolveConditions(rows, absolute.Of, ref evaluations)) return false;

            // Without a full set of rows the solution depends on the signs of the others, so a row crossed on the way there may have to be taken in.
            int crossed = ThroughCount < _n ? BestCrossing(rows, absolute.Of) : -1;
            if (crossed >= 0)
            {
                _through[ThroughCount++] = crossed;
                _multipliers[crossed] = rows.Weight[crossed] * _tilt;
                TakeSigns(rows, absolute.Of, _origin);
                continue;
            }

            _point.AsSpan().CopyTo(_origin);
            if (TakeSigns(rows, absolute.Of, _origin)) continue;

            int worst = WorstMultiplier(rows);
            if (LargestMultiplier <= 1) return true;
            if (ThroughCount == _n)
            {
                if (!Pivot(rows, absolute.Of, worst, ref evaluations)) return false;
            }
            else
            {
                Release(rows, worst);
            }
        }

        return false;
    }

    /// <summary>What the rows passed through still add to the sum: at the exact minimum, nothing.</summary>
    private double Gap(RowTable rows)
    {
        double gap = 0;
        for (int k = 0; k < ThroughCount; k++) gap += rows.Weight[_through[k]] * (Math.Abs(_residuals[_through[k]]) + (_tilt * _residuals[_through[k]]));
        return gap;
    }

    /// <summary>
    /// As many rows as there are parameters, those with the smallest residuals whose gradients are independent, to be passed through. False where there are not so many.
    /// </summary>
    private bool NearestVertex(RowTable rows, ResidualOf of, ReadOnlySpan<double> phi)
    {
        ResidualsAt(rows, of, phi, _residuals);
        for (int i = 0; i < rows.Count; i++)
        {
            _places[i] = Math.Abs(_residuals[i]);
            _crossed[i] = i;
        }

        Array.Sort(_places, _crossed, 0, rows.Count);
        Span<double> basis = _system.AsSpan(0, _n * _n);
        Span<double> gradient = stackalloc double[_n];
        ThroughCount = 0;
        for (int k = 0; k < rows.Count && ThroughCount < _n; k++)
        {
            RowGradient(rows, of, _crossed[k], gradient);
            if (TryExtend(basis, ThroughCount, gradient)) _through[ThroughCount++] = _crossed[k];
        }

        if (ThroughCount < _n) return false;
        for (int k = 0; k < _n; k++) _multipliers[_through[k]] = rows.Weight[_through[k]] * _tilt;
        TakeSigns(rows, of, phi);
        return true;
    }

    /// <summary>Gram and Schmidt: adds the part of a vector that is new to an orthonormal basis; false where next to nothing is.</summary>
    private bool TryExtend(Span<double> basis, int count, Span<double> vector)
    {
        double size = Norm(vector);
        for (int b = 0; b < count; b++)
        {
            double dot = 0;
            for (int k = 0; k < _n; k++) dot += basis[(b * _n) + k] * vector[k];
            for (int k = 0; k < _n; k++) vector[k] -= dot * basis[(b * _n) + k];
        }

        double rest = Norm(vector);
        if (!(rest > 1e-3 * size)) return false;
        for (int k = 0; k < _n; k++) basis[(count * _n) + k] = vector[k] / rest;
        return true;
    }

    private static double Norm(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        foreach (double value in vector) sum += value * value;
        return Math.Sqrt(sum);
    }

    /// <summary>The row with the largest |μ/w - t|, by its place among those passed through.</summary>
    private int WorstMultiplier(RowTable rows)
    {
        int worst = -1;
        LargestMultiplier = 0;
        for (int k = 0; k < ThroughCount; k++)
        {
            double relative = Math.Abs(Pull(rows, _through[k]));
            if (relative <= LargestMultiplier) continue;
            LargestMultiplier = relative;
            worst = k;
        }

        return worst;
    }

    /// <summary>μ/w - t, which lies within ±1 at a minimum.</summary>
    private double Pull(RowTable rows, int row) => (_multipliers[row] / rows.Weight[row]) - _tilt;

    /// <summary>Gives each row outside the sign of its residual at a point, and its multiplier; whether any changed.</summary>
    private bool TakeSigns(RowTable rows, ResidualOf of, ReadOnlySpan<double> phi)
    {
        ResidualsAt(rows, of, phi, _residuals);
        bool changed = false;
        for (int i = 0; i < rows.Count; i++)
        {
            if (IsThrough(i))
            {
                _signs[i] = 0;
                continue;
            }

            double sign = _residuals[i] < 0 ? -1 : 1;
            changed |= sign != _signs[i];
            _signs[i] = sign;
            _multipliers[i] = rows.Weight[i] * (sign + _tilt);
        }

        return changed;
    }

    private bool IsThrough(int row) => _through.AsSpan(0, ThroughCount).Contains(row);

    /// <summary>
    /// Where the sum turns on the way from the origin to the solution, by the residuals' secants: each row outside that changes sign adds 2w|Δr| to the slope. Where
    /// that is before the solution the origin moves there and the row that turns it is returned.
    /// </summary>
    private int BestCrossing(RowTable rows, ResidualOf of)
    {
        ResidualsAt(rows, of, _point, _residuals);
        double slope = 0;
        int count = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (_signs[i] == 0) continue;
            double change = _residuals[i] - _before[i];
            slope += rows.Weight[i] * (_signs[i] + _tilt) * change;
            if (_before[i] * _residuals[i] >= 0) continue;
            _places[count] = _before[i] / -change;
            _crossed[count++] = i;
        }

        Array.Sort(_places, _crossed, 0, count);
        for (int k = 0; k < count; k++)
        {
            int row = _crossed[k];
            slope += 2 * rows.Weight[row] * Math.Abs(_residuals[row] - _before[row]);
            if (slope < 0) continue;
            for (int m = 0; m < _n; m++) _origin[m] += _places[k] * (_point[m] - _origin[m]);
            return row;
        }

        return -1;
    }

    /// <summary>Lets a row go to the side that its multiplier pulls it to.</summary>
    private void Release(RowTable rows, int place)
    {
        int row = _through[place];
        _signs[row] = Math.Sign(Pull(rows, row));
        _multipliers[row] = rows.Weight[row] * (_signs[row] + _tilt);
        _through[place] = _through[--ThroughCount];
    }

    /// <summary>
    /// Leaves a vertex along the edge on which the worst row alone changes, as far as the objective falls there by the linearised residuals, and takes in the
    /// row that stops it.
    /// </summary>
    private bool Pivot(RowTable rows, ResidualOf of, int worst, ref int evaluations)
    {
        Linearise(rows, of);
        evaluations++;
        int leaving = _through[worst];
        double side = Math.Sign(Pull(rows, leaving));
        Span<double> system = _system.AsSpan(0, _n * _n);
        _gradients.AsSpan(0, _n * _n).CopyTo(system);
        _direction.AsSpan().Clear();
        _direction[worst] = side;
        if (!SmallMatrix.TrySolve(system, _direction, _n)) return false;

        _coordinates.ExpandDirection(_direction, _rowGradient);
        _engine.Rates(rows, of, _theta, _rowGradient, _before);
        int count = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (_signs[i] == 0) continue;
            double t = -_residuals[i] / _before[i];
            if (!(t > 0)) continue;
            _places[count] = t;
            _crossed[count++] = i;
        }

        // Slope along the edge: -(|μ - wt| - w) at first, and 2w|∇r·d| more at every row passed.
        Array.Sort(_places, _crossed, 0, count);
        double slope = rows.Weight[leaving] * (1 - Math.Abs(Pull(rows, leaving)));
        int last = -1;
        while (slope < 0)
        {
            if (++last == count) return false;
            slope += 2 * rows.Weight[_crossed[last]] * Math.Abs(_before[_crossed[last]]);
        }

        int entering = _crossed[last];
        double passed = _places[last];
        for (int k = 0; k < _n; k++) _origin[k] += passed * _direction[k];
        _through[worst] = entering;
        _multipliers[entering] = rows.Weight[entering] * _tilt;
        TakeSigns(rows, of, _origin);
        return true;
    }

    private void ResidualsAt(RowTable rows, ResidualOf of, ReadOnlySpan<double> phi, Span<double> into)
    {
        _coordinates.Expand(phi, _theta);
        _engine.Residuals(rows, of, _theta, into, []);
    }
}
