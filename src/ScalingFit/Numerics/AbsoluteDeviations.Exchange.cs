namespace ScalingFit.Numerics;

// The exchange of rows: what the simplex method does for a linear law, with Newton's method in place of a pivot.
internal sealed unsafe partial class AbsoluteDeviations
{
    private const int Exchanges = 60;

    /// <summary>
    /// From the rows passed through and the signs of the others to a minimum: solve the conditions, take in rows that were crossed on the way, give up rows whose
    /// multiplier is beyond its bound. False where that does not end. The gap is what the rows passed through still add to the sum: at the exact minimum, nothing.
    /// </summary>
    private bool Exchange(RowTable rows, Penalty absolute, ReadOnlySpan<double> phi, ref int evaluations, out double gap)
    {
        gap = double.NaN;
        phi.CopyTo(_origin);
        for (int exchange = 0; exchange < Exchanges; exchange++)
        {
            _origin.AsSpan().CopyTo(_point);
            ResidualsAt(rows, absolute.OnLogarithm, _origin, _before);
            if (!SolveConditions(rows, absolute.OnLogarithm, ref evaluations)) return false;

            // Without a full set of rows the solution depends on the signs of the others, so a row crossed on the way there may have to be taken in.
            int crossed = ThroughCount < _n ? BestCrossing(rows, absolute, ref evaluations) : -1;
            if (crossed >= 0)
            {
                _through[ThroughCount++] = crossed;
                _multipliers[crossed] = 0;
                TakeSigns(rows, absolute.OnLogarithm, _origin);
                continue;
            }

            _point.AsSpan().CopyTo(_origin);
            if (TakeSigns(rows, absolute.OnLogarithm, _origin)) continue;

            int worst = WorstMultiplier(rows);
            if (LargestMultiplier <= 1)
            {
                gap = 0;
                for (int k = 0; k < ThroughCount; k++) gap += rows.Weight[_through[k]] * Math.Abs(_residuals[_through[k]]);
                return true;
            }

            if (ThroughCount == _n)
            {
                if (!Pivot(rows, absolute.OnLogarithm, worst, ref evaluations)) return false;
            }
            else
            {
                Release(rows, worst);
            }
        }

        return false;
    }

    /// <summary>The row with the largest |μ|/w, by its place among those passed through.</summary>
    private int WorstMultiplier(RowTable rows)
    {
        int worst = -1;
        LargestMultiplier = 0;
        for (int k = 0; k < ThroughCount; k++)
        {
            double relative = Math.Abs(_multipliers[_through[k]]) / rows.Weight[_through[k]];
            if (relative <= LargestMultiplier) continue;
            LargestMultiplier = relative;
            worst = k;
        }

        return worst;
    }

    /// <summary>Gives each row outside the sign of its residual at a point, and its multiplier; whether any changed.</summary>
    private bool TakeSigns(RowTable rows, bool onLogarithm, ReadOnlySpan<double> phi)
    {
        ResidualsAt(rows, onLogarithm, phi, _residuals);
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
            _multipliers[i] = rows.Weight[i] * sign;
        }

        return changed;
    }

    private bool IsThrough(int row) => _through.AsSpan(0, ThroughCount).Contains(row);

    /// <summary>
    /// The lowest point on the way from the origin to the solution, among the solution and the places where rows outside change sign. Where it is one of those the
    /// origin moves there and the row is returned.
    /// </summary>
    private int BestCrossing(RowTable rows, Penalty absolute, ref int evaluations)
    {
        ResidualsAt(rows, absolute.OnLogarithm, _point, _residuals);
        double lowest = ValueAt(rows, absolute, _point);
        double place = 1;
        int best = -1;
        for (int i = 0; i < rows.Count; i++)
        {
            if (_signs[i] == 0 || _before[i] * _residuals[i] >= 0) continue;
            double t = _before[i] / (_before[i] - _residuals[i]);
            for (int k = 0; k < _n; k++) _direction[k] = _origin[k] + (t * (_point[k] - _origin[k]));
            double value = ValueAt(rows, absolute, _direction);
            evaluations++;
            if (!(value < lowest)) continue;
            lowest = value;
            place = t;
            best = i;
        }

        if (best >= 0)
        {
            for (int k = 0; k < _n; k++) _origin[k] += place * (_point[k] - _origin[k]);
        }

        return best;
    }

    /// <summary>Lets a row go to the side that its multiplier pulls it to.</summary>
    private void Release(RowTable rows, int place)
    {
        int row = _through[place];
        _signs[row] = Math.Sign(_multipliers[row]);
        _multipliers[row] = rows.Weight[row] * _signs[row];
        _through[place] = _through[--ThroughCount];
    }

    /// <summary>
    /// Leaves a vertex along the edge on which the worst row alone changes, as far as the objective falls there by the linearised residuals, and takes in the
    /// row that stops it.
    /// </summary>
    private bool Pivot(RowTable rows, bool onLogarithm, int worst, ref int evaluations)
    {
        Linearise(rows, onLogarithm);
        evaluations++;
        int leaving = _through[worst];
        double side = Math.Sign(_multipliers[leaving]);
        Span<double> system = _system.AsSpan(0, _n * _n);
        _gradients.AsSpan(0, _n * _n).CopyTo(system);
        _direction.AsSpan().Clear();
        _direction[worst] = side;
        if (!SmallMatrix.TrySolve(system, _direction, _n)) return false;

        // Slope along the edge: -(|μ| - w) at first, and 2w|∇r·d| more at every row passed.
        double slope = rows.Weight[leaving] - Math.Abs(_multipliers[leaving]);
        Span<double> gradient = stackalloc double[_n];
        double passed = 0;
        int entering = -1;
        while (slope < 0)
        {
            double nearest = double.PositiveInfinity;
            double rise = 0;
            entering = -1;
            for (int i = 0; i < rows.Count; i++)
            {
                if (i == leaving || IsThrough(i)) continue;
                RowGradient(rows, onLogarithm, i, gradient);
                double rate = 0;
                for (int k = 0; k < _n; k++) rate += gradient[k] * _direction[k];
                double t = -_residuals[i] / rate;
                if (!(t > passed) || t >= nearest) continue;
                nearest = t;
                rise = 2 * rows.Weight[i] * Math.Abs(rate);
                entering = i;
            }

            if (entering < 0) return false;
            passed = nearest;
            slope += rise;
        }

        for (int k = 0; k < _n; k++) _origin[k] += passed * _direction[k];
        _through[worst] = entering;
        _multipliers[entering] = 0;
        TakeSigns(rows, onLogarithm, _origin);
        return true;
    }

    private void ResidualsAt(RowTable rows, bool onLogarithm, ReadOnlySpan<double> phi, Span<double> into)
    {
        _coordinates.Expand(phi, _theta);
        _engine.Residuals(rows, onLogarithm, _theta, into, []);
    }
}
