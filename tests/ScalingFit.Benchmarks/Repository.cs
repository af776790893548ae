namespace ScalingFit.Benchmarks;

/// <summary>Where the repository's files are, from wherever the program is started.</summary>
internal static class Repository
{
    private const string Landmark = "ScalingFit.sln";

    /// <param name="relative">A path below the repository's root.</param>
    /// <exception cref="DirectoryNotFoundException">The program stands in no repository.</exception>
    public static string PathOf(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark))) return Path.Combine(folder.FullName, relative);
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Landmark}.");
    }
}
