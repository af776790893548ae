using ScalingFit.Numerics;

namespace ScalingFit.Decisions.Mixtures;

/// <summary>
/// Minimises a smooth function over shares that add up to 1 and lie in ranges: Newton's method on the face of shares that are inside their ranges, with shares taken in and let go one by one as their multipliers say (Gill, Murray
/// and Wright 1981, chapter 5). On a linear function it walks from corner to corner as the simplex method does.
/// </summary>
internal sealed class SimplexMinimiser(MixtureSurface surface, MixtureBox box)
{
    private const int IterationLimit = 1000;

    /// <summary>What a step must promise, and a multiplier win, relative to the value, to be worth taking.</summary>
    private const double Resolution = 1e-15;

    /// <summary>How near a bound a share is on it: what sums of shares are off by.</summary>
    private const double Rounding = 1e-13;

    private const int MostHalvings = 50;

    private readonly int _n = box.Count;
    private readonly double[] _gradient = new double[box.Count];
    private readonly double[] _hessian = new double[box.Count * box.Count];
    private readonly double[] _trial = new double[box.Count];

    /// <summary>A minimum near a mixture; null where the function has no finite value and derivatives there.</summary>
    public MixtureMinimum? From(double[] start)
    {
        double[] shares = [.. start];
        var free = new bool[_n];
        for (int j = 0; j < _n; j++) free[j] = shares[j] > box.Lower[j] && shares[j] < box.Upper[j];
        double value = surface.Evaluate(shares, _gradient, _hessian);
        if (!IsUsable(value)) return null;
        for (int iteration = 0; iteration < IterationLimit; iteration++)
        {
            double before = value;
            if (Step(shares, free, ref value)) continue;
            surface.Evaluate(shares, _gradient, _hessian);
            if (!Release(shares, free, value)) break;
            if (!Step(shares, free, ref value) && value >= before) break;
        }

        value = Sharpen(shares, free);
        return new MixtureMinimum(shares, value, Multipliers(shares), Gap(shares));
    }

    /// <summary>One Newton step among the free shares, as far as the nearest bound; false where none lowers the value.</summary>
    private bool Step(double[] shares, bool[] free, ref double value)
    {
        int[] members = [.. Enumerable.Range(0, _n).Where(j => free[j])];
        if (members.Length < 2) return false;

        // The share with most room makes up for the others.
        int pivot = members.MaxBy(j => Math.Min(shares[j] - box.Lower[j], box.Upper[j] - shares[j]));
        int[] others = [.. members.Where(j => j != pivot)];
        double[] slope = [.. others.Select(j => _gradient[j] - _gradient[pivot])];
        double[] direction = Direction(others, pivot, slope, out bool isNewton);
        double descent = 0;
        double balance = 0;
        for (int i = 0; i < others.Length; i++)
        {
            descent -= slope[i] * direction[i];
            balance -= direction[i];
        }

        if (!(descent > Resolution * Math.Abs(value))) return false;
        double longest = Longest(shares, pivot, balance);
        for (int i = 0; i < others.Length; i++) longest = Math.Min(longest, Longest(shares, others[i], direction[i]));

        // Where the curvature is not that of a bowl the step says where to, not how far: to the bound.
        double length = isNewton ? Math.Min(1, longest) : longest;
        if (!double.IsFinite(length)) length = 1;
        for (int halving = 0; halving < MostHalvings; halving++, length *= 0.5)
        {
            Array.Copy(shares, _trial, _n);
            for (int i = 0; i < others.Length; i++) Move(others[i], shares[others[i]] + (length * direction[i]));
            _trial[pivot] = 0;
            Move(pivot, 1 - _trial.Sum());
            double candidate = surface.Value(_trial);
            if (!(candidate <= value - (1e-4 * length * descent)) || !(candidate < value)) continue;
            double reached = surface.Evaluate(_trial, _gradient, _hessian);
            if (!IsUsable(reached)) continue;
            Array.Copy(_trial, shares, _n);
            value = reached;
            foreach (int j in members) free[j] = shares[j] > box.Lower[j] && shares[j] < box.Upper[j];
            return true;
        }

        surface.Evaluate(shares, _gradient, _hessian);
        return false;

        // A share within rounding of a bound is on it.
        void Move(int j, double to) => _trial[j] = to - box.Lower[j] < Rounding ? box.Lower[j] : box.Upper[j] - to < Rounding ? box.Upper[j] : to;
    }

    /// <summary>
    /// Newton steps at the end, where values no longer tell points apart but the gap, which is linear in the distance from the minimum and not quadratic, still does.
    /// </summary>
    /// <returns>The value, with the gradient of the same point.</returns>
    private double Sharpen(double[] shares, bool[] free)
    {
        surface.Evaluate(shares, _gradient, _hessian);
        int[] members = [.. Enumerable.Range(0, _n).Where(j => free[j] && shares[j] > box.Lower[j] && shares[j] < box.Upper[j])];
        for (double gap = Gap(shares); members.Length > 1 && gap > 0;)
        {
            int pivot = members.MaxBy(j => Math.Min(shares[j] - box.Lower[j], box.Upper[j] - shares[j]));
            int[] others = [.. members.Where(j => j != pivot)];
            double[] direction = Direction(others, pivot, [.. others.Select(j => _gradient[j] - _gradient[pivot])], out bool isNewton);
            double[] better = [.. shares];
            for (int i = 0; i < others.Length; i++) better[others[i]] += direction[i];
            better[pivot] = 0;
            better[pivot] = 1 - better.Sum();
            bool isSharper = isNewton && box.Contains(better) && IsUsable(surface.Evaluate(better, _gradient, _hessian)) && Gap(better) < 0.5 * gap;
            if (!isSharper) break;
            better.CopyTo(shares, 0);
            gap = Gap(shares);
        }

        return surface.Evaluate(shares, _gradient, _hessian);
    }

    /// <summary>-(H + τ)⁻¹ g in the shares other than the pivot, with the least τ of a few that makes the curvature a bowl's.</summary>
    private unsafe double[] Direction(int[] others, int pivot, double[] slope, out bool isNewton)
    {
        int m = others.Length;
        var reduced = new double[m * m];
        double largest = 0;
        for (int a = 0; a < m; a++)
        {
            for (int b = 0; b < m; b++)
            {
                reduced[(a * m) + b] = H(others[a], others[b]) - H(others[a], pivot) - H(pivot, others[b]) + H(pivot, pivot);
                largest = Math.Max(largest, Math.Abs(reduced[(a * m) + b]));
            }
        }

        double size = slope.Max(Math.Abs);
        double shift = 0;
        for (isNewton = true; ; isNewton = false)
        {
            double[] factors = [.. reduced];
            for (int a = 0; a < m; a++) factors[(a * m) + a] += shift;
            double[] direction = Array.ConvertAll(slope, s => -s);
            bool solved;
            fixed (double* f = factors, d = direction)
            {
                solved = SmallMatrix.TryFactor(f, m, 1e-12);
                if (solved) SmallMatrix.Solve(f, m, d);
            }

            if (solved && Array.TrueForAll(direction, double.IsFinite)) return direction;
            shift = shift == 0 ? Math.Max(1e-10 * largest, 1e-3 * size) : 10 * shift;
            if (!double.IsFinite(shift) || shift == 0) return new double[m];
        }

        double H(int a, int b) => _hessian[(a * _n) + b];
    }

    /// <summary>Lets go of the share on a bound that wins most by leaving it; false where none wins anything.</summary>
    private bool Release(double[] shares, bool[] free, double value)
    {
        double[] multipliers = Multipliers(shares);
        int best = -1;
        double most = Resolution * Math.Max(Math.Abs(value), double.Epsilon);
        for (int j = 0; j < _n; j++)
        {
            if (free[j] || box.Lower[j] >= box.Upper[j]) continue;
            double wins = (shares[j] <= box.Lower[j] ? -multipliers[j] : multipliers[j]) * (box.Upper[j] - box.Lower[j]);
            if (!(wins > most)) continue;
            most = wins;
            best = j;
        }

        if (best < 0) return false;
        free[best] = true;
        if (free.Count(f => f) > 1) return true;

        // In a corner where every share is on a bound another must make up for the one that moves.
        bool rises = shares[best] <= box.Lower[best];
        int partner = -1;
        for (int j = 0; j < _n; j++)
        {
            bool canGive = rises ? shares[j] > box.Lower[j] : shares[j] < box.Upper[j];
            if (j == best || !canGive) continue;
            if (partner < 0 || (rises ? _gradient[j] > _gradient[partner] : _gradient[j] < _gradient[partner])) partner = j;
        }

        if (partner >= 0) free[partner] = true;
        return partner >= 0;
    }

    /// <summary>∂L/∂r_j less the price λ of a share: 0 inside a range, positive on a lower bound that keeps a share up, negative on an upper bound that keeps it down.</summary>
    private double[] Multipliers(double[] shares)
    {
        int[] inside = [.. Enumerable.Range(0, _n).Where(j => shares[j] > box.Lower[j] && shares[j] < box.Upper[j])];
        double price;
        if (inside.Length > 0)
        {
            price = inside.Average(j => _gradient[j]);
        }
        else
        {
            // Any price between what the last share taken costs and what the next would.
            double taken = Enumerable.Range(0, _n).Where(j => shares[j] > box.Lower[j]).Select(j => _gradient[j]).DefaultIfEmpty(double.NegativeInfinity).Max();
            double next = Enumerable.Range(0, _n).Where(j => shares[j] < box.Upper[j]).Select(j => _gradient[j]).DefaultIfEmpty(double.PositiveInfinity).Min();
            price = double.IsInfinity(taken) ? next : double.IsInfinity(next) ? taken : 0.5 * (taken + next);
        }

        double[] multipliers = new double[_n];
        for (int j = 0; j < _n; j++) multipliers[j] = inside.Contains(j) ? 0 : _gradient[j] - price;
        return multipliers;
    }

    /// <summary>What the tangent plane promises at best anywhere in the box: of a convex function no mixture is lower by more (Frank and Wolfe 1956).</summary>
    private double Gap(double[] shares)
    {
        double[] lowest = box.Lowest(_gradient);
        double gap = 0;
        for (int j = 0; j < _n; j++) gap += _gradient[j] * (shares[j] - lowest[j]);
        return Math.Max(gap, 0);
    }

    private double Longest(double[] shares, int j, double direction) => direction > 0 ? (box.Upper[j] - shares[j]) / direction
        : direction < 0 ? (box.Lower[j] - shares[j]) / direction
        : double.PositiveInfinity;

    private bool IsUsable(double value) => double.IsFinite(value) && Array.TrueForAll(_gradient, double.IsFinite) && Array.TrueForAll(_hessian, double.IsFinite);
}
