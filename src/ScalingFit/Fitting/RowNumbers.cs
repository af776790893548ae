using System.Numerics;

namespace ScalingFit.Fitting;

/// <summary>Which row of the engine's table each run becomes.</summary>
internal static class RowNumbers
{
    /// <summary>Numbers the rows, the distinct ones where equal ones are to be merged, group by group and within a group in the order of their first run.</summary>
    public static int Assign(double[][] columns, double[] loss, double[] deviations, int[] group, bool merge, int[] rowOfRun)
    {
        if (!merge)
        {
            bool several = false;
            for (int i = 0; i < rowOfRun.Length; i++)
            {
                rowOfRun[i] = i;
                several |= group[i] != group[0];
            }

            if (several) SortByGroup(group, rowOfRun, rowOfRun.Length);
            return rowOfRun.Length;
        }

        // An open hash table of runs by their loss, twice as large as need be: runs that share a loss are compared value by value.
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * loss.Length));
        var table = new int[size];
        int rows = 0;
        bool grouped = false;
        for (int i = 0; i < loss.Length; i++)
        {
            grouped |= group[i] != group[0];
            ulong hash = (ulong)BitConverter.DoubleToInt64Bits(loss[i]) * 0x9E3779B97F4A7C15;
            int slot = (int)(hash >> 32) & (size - 1);
            rowOfRun[i] = -1;
            for (; table[slot] != 0; slot = (slot + 1) & (size - 1))
            {
                int other = table[slot] - 1;
                if (!loss[other].Equals(loss[i]) || !AreSame(other, i)) continue;
                rowOfRun[i] = rowOfRun[other];
                break;
            }

            if (rowOfRun[i] >= 0) continue;
            rowOfRun[i] = rows++;
            table[slot] = i + 1;
        }

        if (grouped) SortByGroup(group, rowOfRun, rows);
        return rows;

        bool AreSame(int a, int b)
        {
            if (group[a] != group[b] || (deviations.Length > 0 && !deviations[a].Equals(deviations[b]))) return false;
            foreach (double[] column in columns)
            {
                if (!column[a].Equals(column[b])) return false;
            }

            return true;
        }
    }

    private static void SortByGroup(int[] group, int[] rowOfRun, int rows)
    {
        var groupOfRow = new int[rows];
        for (int i = 0; i < rowOfRun.Length; i++) groupOfRow[rowOfRun[i]] = group[i];
        int[] order = [.. Enumerable.Range(0, rows).OrderBy(r => groupOfRow[r])];
        var place = new int[rows];
        for (int k = 0; k < rows; k++) place[order[k]] = k;
        for (int i = 0; i < rowOfRun.Length; i++) rowOfRun[i] = place[rowOfRun[i]];
    }

    public static double[] FirstOfEach(double[] values, int[] rowOfRun, int rows)
    {
        if (rows == values.Length && IsInOrder(rowOfRun)) return values;
        var first = new double[rows];
        for (int i = values.Length - 1; i >= 0; i--) first[rowOfRun[i]] = values[i];
        return first;
    }

    public static bool IsInOrder(int[] rowOfRun)
    {
        for (int i = 0; i < rowOfRun.Length; i++)
        {
            if (rowOfRun[i] != i) return false;
        }

        return true;
    }
}
