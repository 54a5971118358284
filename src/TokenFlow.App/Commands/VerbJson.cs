using System.Text.Json.Serialization;
using TokenFlow.App.Complexity;
using TokenFlow.App.Doctor;
using TokenFlow.App.Films;
using TokenFlow.App.Lessons;
using TokenFlow.App.Measures;
using TokenFlow.App.Quiz;
using TokenFlow.App.Replays;
using TokenFlow.App.Steps;
using TokenFlow.App.Sweeps;
using TokenFlow.App.Training;

namespace TokenFlow.App.Commands;

/// <summary>What verbs say with --json: one record a verb, which stands beside it, and a line here.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AttendResult<float>))]
[JsonSerializable(typeof(AttendResult<double>))]
[JsonSerializable(typeof(ComplexityResult))]
[JsonSerializable(typeof(CountResult))]
[JsonSerializable(typeof(FilmResult))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(GalleryResult))]
[JsonSerializable(typeof(LessonResult))]
[JsonSerializable(typeof(LessonStopResult))]
[JsonSerializable(typeof(MeasureResult))]
[JsonSerializable(typeof(QuizResult))]
[JsonSerializable(typeof(ReplayResult))]
[JsonSerializable(typeof(ReplayVerifyResult))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(ScenarioResult))]
[JsonSerializable(typeof(StepResult))]
[JsonSerializable(typeof(StillResult))]
[JsonSerializable(typeof(SweepResult))]
[JsonSerializable(typeof(SweepShardResult))]
[JsonSerializable(typeof(TrainResult))]
internal sealed partial class VerbJson : JsonSerializerContext;
