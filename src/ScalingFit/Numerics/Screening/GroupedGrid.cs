using ScalingFit.Numerics.Engines;
using ScalingFit.Numerics.Vectors;

namespace ScalingFit.Numerics.Screening;

/// <summary>
/// Candidate starts of a law for several groups: the same candidates for each, of which every group solves for its own linear parameters. What groups share starts at their mean.
/// </summary>
internal sealed class GroupedGrid(GroupedForm form, IStartGrid[] grids, int[] counts) : IStartGrid
{
    public StartScreen NewScreen(VectorWidth width) => new GroupedScreen(form, Array.ConvertAll(grids, g => g.NewScreen(width)), counts);

    private sealed class GroupedScreen(GroupedForm form, StartScreen[] screens, int[] counts) : StartScreen
    {
        private readonly double[] _own = new double[form.Inner.ParameterCount];
        private readonly int[] _uses = new int[form.ParameterCount];

        public override int Count => screens[0].Count;

        public override int Variants => screens[0].Variants;

        public override double Score(int cell)
        {
            double sum = 0;
            foreach (StartScreen screen in screens) sum += screen.Score(cell);
            return sum;
        }

        public override bool AreNeighbours(int cell, int other) => screens[0].AreNeighbours(cell, other);

        public override void Rank(ReadOnlySpan<double> weights, ReadOnlySpan<double> growth = default)
        {
            int start = 0;
            for (int g = 0; g < screens.Length; g++)
            {
                screens[g].Rank(weights.Slice(start, counts[g]), growth.IsEmpty ? growth : growth.Slice(start, counts[g]));
                start += counts[g];
            }
        }

        public override void Start(int cell, int variant, Span<double> theta)
        {
            theta.Clear();
            Array.Clear(_uses);
            for (int g = 0; g < screens.Length; g++)
            {
                screens[g].Start(cell, variant, _own);
                ReadOnlySpan<int> map = form.ParametersOf(g);
                for (int m = 0; m < map.Length; m++)
                {
                    theta[map[m]] += _own[m];
                    _uses[map[m]]++;
                }
            }

            for (int m = 0; m < _uses.Length; m++) theta[m] /= Math.Max(1, _uses[m]);
        }

        public override bool Settle(int cell)
        {
            bool changed = false;
            foreach (StartScreen screen in screens) changed |= screen.Settle(cell);
            return changed;
        }
    }
}
