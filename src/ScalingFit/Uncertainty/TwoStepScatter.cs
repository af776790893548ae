using ScalingFit.Numerics;

namespace ScalingFit.Uncertainty;

/// <summary>
/// Where a single new run comes to lie in two steps: its loss scatters about the first curve, the second curve is taken at that loss, and its accuracy scatters about that. Both scatters are the residuals of the fits, widened by √(n/(n - p))
/// for the parameters that each fit spent; of steps that share their runs both residuals are of the same run, which keeps what they have in common.
/// </summary>
internal static class TwoStepScatter
{
    /// <summary>Residuals paired with each draw, as for predictions in one step.</summary>
    private const int ResidualsPerDraw = 8;

    /// <summary>Keeps the stream of residuals apart from the streams of the draws, and from that of predictions in one step.</summary>
    private const long ResidualStream = -2;

    /// <param name="chain">The two steps.</param>
    /// <param name="losses">The loss on the first curve, a value a pair of draws.</param>
    /// <param name="seconds">The second law of each pair.</param>
    /// <returns>The values of new runs; null where scatter takes some loss to where the second law has no value.</returns>
    public static double[]? Of(TwoStep chain, double[] losses, FittedLaw[] seconds)
    {
        Variable variable = chain.Second.Law.Variables[0];
        double widenFirst = Widening(chain.First);
        double widenSecond = Widening(chain.Second);
        int firsts = chain.First.Residuals.Count;
        int others = chain.Second.Residuals.Count;
        var random = new RandomStream(chain.FirstResamples.Seed, ResidualStream);
        var values = new double[losses.Length * ResidualsPerDraw];
        for (int i = 0; i < values.Length; i++)
        {
            int draw = i / ResidualsPerDraw;
            int run = random.Below(firsts);
            int other = chain.IsJoint ? run : random.Below(others);
            double loss = Residual.TakeOff(chain.First.Options.Objective, losses[draw], widenFirst * chain.First.Residuals[run]);
            if (!variable.Allows(loss)) return null;
            values[i] = Residual.TakeOff(chain.Second.Options.Objective, seconds[draw].Evaluate([loss]), widenSecond * chain.Second.Residuals[other]);
        }

        return Array.Exists(values, double.IsNaN) ? null : values;
    }

    private static double Widening(LawFit fit) => Math.Sqrt((double)fit.Runs.Count / Math.Max(1, fit.Runs.Count - fit.Law.FreeCount));
}
