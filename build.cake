// dotnet tool restore && dotnet cake --target=Test
// dotnet cake --description   lists the targets.

const string Solution = "TokenFlow.sln";
const string App = "src/TokenFlow.App/TokenFlow.App.csproj";
const string Benchmarks = "tests/TokenFlow.Benchmarks/TokenFlow.Benchmarks.csproj";
const string Artifacts = "artifacts";

var target = Argument("target", "Test");
var configuration = Argument("configuration", "Release");
var runtimes = Argument("runtimes", "linux-x64,win-x64,osx-arm64,osx-x64").Split(',');
var scenario = Argument("scenario", "hub-in-two-hops");
var rest = Argument("run", "");

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
        Information("{0}", $"{Artifacts}/tokenflow-{runtime}");
    }
});

RunTarget(target);

void RunApp(string arguments) =>
    DotNetRun(App, arguments, new DotNetRunSettings { Configuration = configuration, NoBuild = true });
