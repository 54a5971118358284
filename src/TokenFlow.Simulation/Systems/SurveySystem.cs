using TokenFlow.Simulation.Survey;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>Chooses the edges that the picture shows: the strongest one by one, the rest gathered. Nothing is computed from them.</summary>
/// <param name="survey">Looks over the edges of the running layer.</param>
public sealed class SurveySystem(EdgeSurvey survey) : ISystem
{
    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        // When all layers are finished the last one's edges stay in the picture.
        if (!context.IsFinished)
        {
            survey.Update();
        }
    }
}
