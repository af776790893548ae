namespace ReproduceChinchilla;

/// <summary>Writing files so that a reader never sees half of one.</summary>
internal static class Files
{
    public static void WriteAtomically(string path, string text)
    {
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
