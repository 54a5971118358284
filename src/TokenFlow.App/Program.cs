using TokenFlow.App;
using TokenFlow.App.Cli;

return new TokenFlowApp(Terminal.OfProcess()).Run(args);
