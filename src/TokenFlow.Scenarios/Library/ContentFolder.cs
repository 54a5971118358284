using TokenFlow.Base.Faults;

namespace TokenFlow.Scenarios.Library;

/// <summary>Finds the content that is installed beside the program.</summary>
public static class ContentFolder
{
    /// <summary>The folder.</summary>
    /// <exception cref="FaultException">It is not there.</exception>
    public static string Find()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "content");
        return Directory.Exists(folder)
            ? folder
            : throw new FaultException(FaultKind.MissingOnMachine, "the program's content is missing", folder, "install or build it again");
    }
}
