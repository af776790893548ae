using System.Globalization;
using ScalingFit.Findings;
using ScalingFit.Validation;

namespace ScalingFit;

/// <summary>Predictions with an interval that past forecasts vouch for.</summary>
public static class CalibrationExtensions
{
    /// <summary>
    /// The loss expected of a run, with the interval that would have held so many of a back-test's forecasts: split conformal prediction (Vovk et al. 2005; Lei et al. 2018) on |ln predicted - ln measured|.
    /// </summary>
    /// <remarks>
    /// Forecasts of one run from several cutoffs are no independent evidence, so each run counts once, by the forecast whose distance is nearest to the one asked for; and where enough of them reach at least half as far, nearer ones
    /// have no part. Of n scores the ⌈(n + 1)·level⌉-th smallest is the half-width in ln L; 95 % needs 19 runs, 80 % four. Conformal prediction promises its level for runs that are exchangeable with those
    /// forecast, and a larger run is not: what the interval says is "no further off than before", and beyond the distance that past forecasts bridged it has no ground at all. It is given there too, for it is the
    /// better of two poor guides, and <see cref="Prediction.Findings"/> says so.
    /// </remarks>
    /// <param name="fit">The fit.</param>
    /// <param name="parameters">N, in parameters. Positive.</param>
    /// <param name="tokens">D, in tokens. Positive.</param>
    /// <param name="backTest">Past forecasts of the same law, by N, D or C.</param>
    /// <param name="level">The confidence level of all intervals.</param>
    /// <returns>The prediction, with <see cref="Prediction.Calibrated"/> unless there are too few forecasts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not positive and finite, or the level not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">The back-test is of another law, by another variable than N, D and C, or of other conventions (SF5003).</exception>
    public static Prediction Predict(this LawFit fit, double parameters, double tokens, BackTest backTest, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(backTest);
        if (!ReferenceEquals(backTest.Fit.Law.Definition, fit.Law.Definition))
        {
            throw new ArgumentException($"The back-test is of {backTest.Fit.Law.Name} and the fit of {fit.Law.Name}: its forecasts vouch for another law.", nameof(backTest));
        }

        Require.Comparable(fit.Runs.Conventions, backTest.Fit.Runs.Conventions, nameof(backTest));
        Prediction prediction = fit.Predict(parameters, tokens, level);
        double value = backTest.By.Equals(Variable.Parameters) ? parameters
            : backTest.By.Equals(Variable.Tokens) ? tokens
            : backTest.By.Equals(Variable.Flops) ? prediction.Flops
            : throw new ArgumentException($"The back-test is by {backTest.By}, and a prediction says nothing of it. Make one by N, D or C.", nameof(backTest));
        Calibration calibration = Calibration.Of(backTest, fit.Runs.DecadesBeyond(backTest.By, value), level);
        return prediction with
        {
            Calibrated = calibration.HalfWidth is { } half ? new Interval(prediction.Loss * Math.Exp(-half), prediction.Loss * Math.Exp(half), level) : null,
            Findings = new EqualFindings([.. Advised(prediction.Findings, calibration), .. calibration.Findings(value < fit.Runs.ColumnArray(backTest.By).Min())]),
        };
    }

    /// <summary>Who is far from the runs and gave a back-test is not to be told to give one.</summary>
    private static IEnumerable<Finding> Advised(IEnumerable<Finding> findings, Calibration calibration) =>
        calibration.HalfWidth is null ? findings : findings.Select(f => f with { Advice = "Read the calibrated interval, which has past failures in it, and not the other two." });

    /// <summary>The scores that a forecast at some distance is judged by.</summary>
    private sealed record Calibration(BackTest BackTest, double Decades, double Level, int Needed, int Available, double Farthest, bool IsNearer, double? HalfWidth)
    {
        public static Calibration Of(BackTest backTest, double decades, double level)
        {
            // The nearest in distance; of two as near the one from the larger cutoff, which had more runs.
            Forecast[] nearest = [.. backTest.Forecasts.GroupBy(f => f.Place).Select(g => g.Reverse().MinBy(f => Math.Abs(f.Decades - decades))!)];
            double farthest = backTest.Forecasts.Count == 0 ? 0 : backTest.Forecasts.Max(f => f.Decades);

            // ⌈(n + 1)·level⌉ ≤ n; the last digits of 1/(1 - 0.95) are not to count.
            int needed = Math.Max(1, (int)Math.Ceiling((1 / (1 - level)) - 1 - 1e-9));
            Forecast[] far = [.. nearest.Where(f => f.Decades >= 0.5 * decades)];
            bool isNearer = far.Length < needed;
            double[] scores = [.. (isNearer ? nearest : far).Select(f => Math.Abs(Math.Log(f.Predicted / f.Measured))).Order()];
            double? half = scores.Length < needed ? null : scores[Math.Min(scores.Length, (int)Math.Ceiling(((scores.Length + 1) * level) - 1e-9)) - 1];
            return new Calibration(backTest, decades, level, needed, scores.Length, farthest, isNearer, half);
        }

        public List<Finding> Findings(bool isBelow)
        {
            CultureInfo invariant = CultureInfo.InvariantCulture;
            string variable = BackTest.By.Symbol;
            var findings = new List<Finding>();
            if (HalfWidth is null)
            {
                findings.Add(Of(
                    string.Create(invariant, $"The calibrated interval is withheld: at {100 * Level:0.##} % it needs forecasts of {Needed} runs, and the back-test has {Available}."),
                    "Ask for a lower level, back-test by a variable with more cutoffs, or train more runs."));
                return findings;
            }

            if (isBelow)
            {
                findings.Add(Of($"The run lies below the smallest in {variable}, and a back-test only ever forecasts upwards.", "Read the calibrated interval as a guess."));
            }
            else if (Decades > Farthest)
            {
                findings.Add(Of(
                    string.Create(invariant, $"The run lies {Decades:0.##} decades beyond the runs in {variable}, and no past forecast reached further than {Farthest:0.##}: the calibrated interval has no ground there."),
                    "Read it as a lower bound on the doubt, or train a run half-way."));
            }
            else if (IsNearer)
            {
                findings.Add(Of(
                    string.Create(invariant, $"Too few past forecasts reach half the {Decades:0.##} decades asked for in {variable}, and nearer ones count in the calibrated interval: it is likely too narrow."),
                    "Ask for a lower level, or back-test with more cutoffs."));
            }

            return findings;
        }

        private static Finding Of(string message, string advice) => new() { Code = "SF5007", Severity = Severity.Warning, Message = message, Advice = advice };
    }
}
