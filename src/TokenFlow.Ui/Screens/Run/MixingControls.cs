using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Edits;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>How a layer's result is mixed, in the side panel: residual and temperature.</summary>
internal sealed class MixingControls
{
    private static readonly WidgetId ResidualId = new("residual");
    private static readonly WidgetId TemperatureId = new("temperature");

    private readonly UiFrame _ui;
    private readonly SideColumn _column;

    public MixingControls(UiFrame ui, SideColumn column)
    {
        _ui = ui;
        _column = column;
    }

    /// <summary>The section.</summary>
    public void Walk(RunContext run)
    {
        FlowSession session = run.Session;
        Knobs knobs = session.Simulation.Knobs;
        Scenario scenario = session.Document.Scenario;
        _column.Section("Mixing", "");
        float? residual = _column.Knob(
            run, ResidualId, "Residual", _ui.Number(ResidualId, knobs.Residual, SideColumn.Three), knobs.Residual, scenario.Residual, 0.02f, CommandId.ResidualDown, CommandId.ResidualUp);
        if (residual is { } r)
        {
            // Dragged in steps that read well; the home is exact.
            float to = r == scenario.Residual ? r : MathF.Round(r * 100) / 100;
            if (to != knobs.Residual)
            {
                session.Editor.Do(new SetResidualEdit(to), null, _ui.Gesture);
            }
        }

        float? temperature = _column.Knob(
            run, TemperatureId, "Temperature", _ui.Number(TemperatureId, knobs.Temperature, SideColumn.Three),
            Log(knobs.Temperature), Log(scenario.Temperature), 0.02f, CommandId.TemperatureDown, CommandId.TemperatureUp);
        if (temperature is { } t)
        {
            float to = t == Log(scenario.Temperature) ? scenario.Temperature : Rounded(Knobs.LeastTemperature * MathF.Pow(Knobs.MostTemperature / Knobs.LeastTemperature, t));
            to = Math.Clamp(to, Knobs.LeastTemperature, Knobs.MostTemperature);
            if (to != knobs.Temperature)
            {
                session.Editor.Do(new SetTemperatureEdit(to), null, _ui.Gesture);
            }
        }

        static float Log(float temperature) => MathF.Log(temperature / Knobs.LeastTemperature) / MathF.Log(Knobs.MostTemperature / Knobs.LeastTemperature);

        static float Rounded(float value)
        {
            double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
            return (float)(Math.Round(value / unit) * unit);
        }
    }
}
