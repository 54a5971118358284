// dotnet tool restore && dotnet cake --target=Test
// dotnet cake --description   lists the targets.

#load "./.cake/Programs.cs"
#load "./.cake/ElfLibrary.cs"
#load "./.cake/DebianPackage.cs"
#load "./.cake/DebianArchive.cs"
#load "./.cake/RaylibProvision.cs"
#load "./.cake/SoftwareDisplay.cs"

const string Solution = "TokenFlow.sln";
const string App = "src/TokenFlow.App/TokenFlow.App.csproj";
const string Benchmarks = "tests/TokenFlow.Benchmarks/TokenFlow.Benchmarks.csproj";
const string Artifacts = "artifacts";
const string Natives = ".native";

var target = Argument("target", "Test");
var configuration = Argument("configuration", "Release");
var runtimes = Argument("runtimes", "linux-x64,win-x64,osx-arm64,osx-x64").Split(',');
var scenario = Argument("scenario", "hub-in-two-hops");
var rest = Argument("run", "");
var verb = Argument("verb", "run");
var program = $"src/TokenFlow.App/bin/{configuration}/net10.0/tokenflow.dll";

Task("Restore")
    .Description("Fetches packages; chooses the engine packages or their substitutes.")
    .Does(() => DotNetRestore(Solution));

Task("Build")
    .Description("Builds everything; warnings are errors.")
    .IsDependentOn("Restore")
    .Does(() => DotNetBuild(Solution, new DotNetBuildSettings { Configuration = configuration, NoRestore = true }));

Task("Test")
    .Description("Runs all tests.")
    .IsDependentOn("Build")
    .Does(() => DotNetTest(Solution, new DotNetTestSettings { Configuration = configuration, NoBuild = true }));

Task("Demo")
    .Description("Makes the demo film (--scenario=NAME for another).")
    .IsDependentOn("Build")
    .Does(() => RunApp($"demo {scenario}"));

Task("Run")
    .Description("Runs the program with --run=\"ARGUMENTS\".")
    .IsDependentOn("Build")
    .Does(() => RunApp(rest));

Task("BuildApp")
    .Description("Builds the program alone.")
    .Does(() => DotNetBuild(App, new DotNetBuildSettings { Configuration = configuration, NoLogo = true, Verbosity = DotNetVerbosity.Quiet }));

Task("Natives")
    .Description("Fetches native raylib into .native/ where neither the feed nor the system has it (Debian), and puts it beside the program.")
    .IsDependentOn("BuildApp")
    .Does(() =>
{
    // The program knows best whether it finds a library: the package's, the system's, or the one that was fetched before.
    if (!OperatingSystem.IsLinux() || HasNativeRaylib()) return;

    Politely(() => new RaylibProvision(MakeAbsolute(Directory(Natives)).FullPath, line => Information("{0}", line)).Fetch());
    DotNetBuild(App, new DotNetBuildSettings { Configuration = configuration, NoRestore = true, NoLogo = true, Verbosity = DotNetVerbosity.Quiet });
    if (!HasNativeRaylib()) throw new CakeException("native raylib was fetched and does not load; tokenflow doctor says more");
});

Task("Display")
    .Description("Installs what a window needs on a Linux machine without a display, if root asks for it.")
    .WithCriteria(() => SoftwareDisplay.IsWanted)
    .Does(() => Politely(new SoftwareDisplay(line => Information("{0}", line)).Prepare));

Task("Window")
    .Description("Opens the window: tokenflow run --run=\"SCENARIO OPTIONS\", on a display or in memory (--verb=VERB for another verb there).")
    .IsDependentOn("Display")
    .IsDependentOn("Natives")
    .Does(() =>
{
    string command = $"\"{program}\" {verb} {rest}";
    int code = SoftwareDisplay.IsWanted
        ? StartProcess(SoftwareDisplay.Wrapper.Program, $"{SoftwareDisplay.Wrapper.Arguments} dotnet {command}")
        : StartProcess("dotnet", command);
    if (code != 0) throw new CakeException(code, $"tokenflow {verb} ended with code {code}");
});

Task("Bench")
    .Description("Runs the benchmarks (--run=\"--filter *Kernel*\" for some of them, --run=side-by-side against other implementations).")
    .IsDependentOn("Build")
    .Does(() => DotNetRun(Benchmarks, rest.Length > 0 ? rest : "--filter *", new DotNetRunSettings { Configuration = configuration, NoBuild = true }));

Task("Format")
    .Description("Puts the code into the house style and says what it changed.")
    .IsDependentOn("Restore")
    .Does(() => DotNetFormat(Solution, new DotNetFormatSettings { NoRestore = true }));

Task("Publish")
    .Description("Self-contained builds for linux-x64, win-x64, osx-arm64 and osx-x64 in artifacts/ (--runtimes=linux-x64 for one).")
    .Does(() =>
{
    foreach (var runtime in runtimes)
    {
        DotNetPublish(App, new DotNetPublishSettings
        {
            Configuration = configuration,
            Runtime = runtime,
            SelfContained = true,
            OutputDirectory = $"{Artifacts}/tokenflow-{runtime}",
        });
        CopyNatives($"{Natives}/{runtime}", $"{Artifacts}/tokenflow-{runtime}");
        Information("{0}", $"{Artifacts}/tokenflow-{runtime}");
    }
});

RunTarget(target);

void RunApp(string arguments) =>
    DotNetRun(App, arguments, new DotNetRunSettings { Configuration = configuration, NoBuild = true });

// One finding a line: {"subject":"raylib","ok":true,"found":...}
bool HasNativeRaylib() => Programs.Run("dotnet", ".", program, "doctor", "--json").Split('\n')
    .Any(line => line.Contains("\"subject\":\"raylib\"") && line.Contains("\"ok\":true"));

// The package brings its own, which stays.
void CopyNatives(string from, string to)
{
    if (DirectoryExists(from) && !FileExists($"{to}/libraylib.so")) CopyFiles($"{from}/*.so*", to);
}

void Politely(Action work)
{
    try
    {
        work();
    }
    catch (InvalidOperationException e)
    {
        throw new CakeException(e.Message);
    }
}
