namespace ScalingFit.Decisions;

/// <summary>Which runs share a budget.</summary>
internal static class BudgetGroups
{
    /// <summary>Cuts the sorted compute where it jumps by more than the tolerance. A budget is the geometric mean of its runs'.</summary>
    public static (double Flops, int[] Places)[] Find(double[] flops, double tolerance)
    {
        int[] order = [.. Enumerable.Range(0, flops.Length).OrderBy(i => flops[i])];
        var groups = new List<(double, int[])>();
        int start = 0;
        for (int k = 1; k <= order.Length; k++)
        {
            if (k < order.Length && flops[order[k]] <= (1 + tolerance) * flops[order[k - 1]]) continue;
            int[] places = [.. order[start..k].Order()];
            groups.Add((Mean(flops, places), places));
            start = k;
        }

        return [.. groups];
    }

    /// <summary>Gives every run to the budget nearest in ln C, if it is within the tolerance. Budgets without runs are left out.</summary>
    public static (double Flops, int[] Places)[] Assign(double[] flops, IReadOnlyList<double> budgets, double tolerance)
    {
        double reach = Math.Log(1 + tolerance);
        double[] logs = Array.ConvertAll(flops, Math.Log);
        int[] nearest = Array.ConvertAll(logs, log =>
        {
            int b = Enumerable.Range(0, budgets.Count).MinBy(k => Math.Abs(Math.Log(budgets[k]) - log));
            return Math.Abs(Math.Log(budgets[b]) - log) <= reach ? b : -1;
        });
        return
        [
            .. Enumerable.Range(0, budgets.Count)
                .Select(b => (budgets[b], Enumerable.Range(0, flops.Length).Where(i => nearest[i] == b).ToArray()))
                .Where(g => g.Item2.Length > 0),
        ];
    }

    private static double Mean(double[] flops, int[] places)
    {
        // Of equal values the value itself, to the last bit.
        double first = flops[places[0]];
        return Array.TrueForAll(places, i => flops[i].Equals(first)) ? first : first * Math.Exp(places.Average(i => Math.Log(flops[i] / first)));
    }
}
